"""The words of each language that a statement turns on: who must do what, when, how much, or not.

A change that adds, drops or moves one of them is a change of meaning, whatever else it is. English
is complete in the sense that the closed classes are: negations, modal verbs, connectives,
quantifiers, limits, numerals, months and days. French holds the same classes without every
inflection; Khmer, which writes no space between words, holds strings that are looked for anywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Mapping


class Language(Struct, frozen=True):
    """What a language says meaning with."""

    words: frozenset[str]
    """In lower case, with plain apostrophes."""
    phrases: tuple[str, ...] = ()
    """Several words, or strings of a script without spaces."""
    numerals: Mapping[str, str] = field(default_factory=dict)
    """Numbers written as words, and their digits."""
    spelled: Mapping[str, str] = field(default_factory=dict)
    """Two ways to write one thing: contractions, abbreviations, symbols."""
    cased: frozenset[str] = frozenset()
    """Words that are other words with a capital letter: May and may."""


_ENGLISH = """
no not never none nobody nothing neither nor nowhere without lack lacks cannot hardly scarcely barely
non un false untrue refuse refuses refused deny denies denied denying
shall should must may might can could will would ought need needs needed needn dare used
required requires require requirement mandatory compulsory obligatory obliged obligation obligations
duty duties optional voluntary voluntarily permitted permit permits permission allowed allow allows
forbidden forbid forbids prohibited prohibit prohibits prohibition banned ban entitled entitlement right
rights free exempt exempted exemption liable liability void valid invalid illegal legal lawful unlawful
recommended recommend recommends
and or but nor yet either both whether if unless except excepting excluding including include
includes included exclude excludes only solely merely exclusively else otherwise instead provided
although though despite notwithstanding however because therefore so
all any each every some many most more less least fewer few several much half double twice once thrice
always often sometimes seldom rarely usually everyone everybody everything anyone anybody anything
someone somebody something whole entire entirely partly partially almost nearly about approximately
maximum minimum max min over under above below exceed exceeds exceeding
before after until till since during within by from to between upon while when whenever immediately
daily weekly monthly quarterly yearly annual annually now ago later earlier latest earliest already
today tomorrow yesterday year years month months week weeks day days hour hours minute minutes
january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday
first second third last next former latter same other another equal unequal different
per percent billion million thousand hundred dozen
his her hers its their theirs he she they we us our ours you your yours my mine i
increase increases increased decrease decreases decreased raise raises lower lowers
win wins lose loses gain gains abolish establish accept reject accepts rejects
accepted rejected approve approved disapprove agree disagree public private true
"""

_FRENCH = """
ne n pas jamais rien aucun aucune nul nulle personne ni sans non plus
doit doivent devra devront devrait devraient peut peuvent pourra pourront pourrait faut faudra
obligatoire facultatif facultative interdit interdite interdits interdites interdire permis permet
autorisé autorisée droit droits obligation obligations devoir tenu tenue tenus
et ou mais si sauf excepté hormis seulement uniquement sinon soit car donc
tout toute tous toutes chaque plusieurs quelque quelques moins plus maximum minimum moitié toujours
souvent parfois rarement presque environ avant après jusqu depuis pendant dès lors dans par entre
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
lundi mardi mercredi jeudi vendredi samedi dimanche jour jours mois an ans année années semaine heures
premier première second seconde dernier dernière même autre
"""

_NUMERALS = {
    word: str(value)
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {
    word: str(value)
    for value, word in zip(
        range(30, 100, 10),
        ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        strict=True,
    )
}

_SPELLED = {
    "can't": "can not",
    "cannot": "can not",
    "won't": "will not",
    "shan't": "shall not",
    "n't": " not",
    "'ll": " will",
    "'re": " are",
    "'ve": " have",
    "&": " and ",
    "%": " percent ",
    "per cent": "percent",
}

LANGUAGES: Mapping[str, Language] = {
    "en": Language(
        frozenset(_ENGLISH.split()) | _NUMERALS.keys(),
        numerals=_NUMERALS,
        spelled=_SPELLED,
        cased=frozenset({"may", "march", "august", "us", "it", "who", "polish", "turkey"}),
    ),
    "fr": Language(
        frozenset(_FRENCH.split()),
        numerals={
            word: str(value)
            for value, word in enumerate(
                ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize"]
            )
            if value > 1
        },
        spelled={"&": " et ", "%": " pour cent "},
    ),
    "km": Language(
        frozenset(),
        phrases=(
            "មិន", "ពុំ", "គ្មាន", "ឥត", "កុំ", "ហាម", "ត្រូវ", "អាច", "ចាំបាច់", "គួរ", "សិទ្ធិ", "កាតព្វកិច្ច",
            "និង", "ឬ", "ប៉ុន្តែ", "លើកលែង", "បើ", "លុះត្រា", "តែ", "គ្រប់", "ទាំងអស់", "ទាំង", "រាល់", "ខ្លះ",
            "មុន", "ក្រោយ", "រហូត", "តាំងពី", "ចាប់ពី", "ក្នុង", "យ៉ាងតិច", "យ៉ាងច្រើន", "ឆ្នាំ", "ខែ", "ថ្ងៃ",
            "មួយ", "ពីរ", "បី", "បួន", "ប្រាំ", "ដប់", "រយ", "ពាន់", "ម៉ឺន", "សែន", "លាន",
        ),
    ),
}  # fmt: skip
"""By language code. A language that is not here has its numbers, symbols and names."""
