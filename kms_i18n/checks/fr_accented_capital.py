"""A capital has lost its accent.

Accents on capitals are compulsory, the preposition À included (Lexique de l'Imprimerie nationale). Words of
a closed list are looked at, and `A` at the beginning of certain phrases.

Bad (fr):
  source: State of law
  target: Etat de droit

Bad (fr):
  source: From now on
  target: A partir de maintenant

Good (fr):
  source: State of law
  target: État de droit

Good (fr):
  source: a priori
  target: A priori
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kms_i18n.checks import Hit, Message

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "warning"
LOCALES: tuple[str, ...] = ("fr",)

_WORDS = (
    "Ecart|Ecarter|Echange|Echanger|Echapper|Echec|Echelle|Echouer|Eclair|Ecole|Economie|Ecouter|Ecran|Ecraser|"
    "Ecrire|Ecrit|Ecriture|Editer|Editeur|Edition|Education|Egal|Egalement|Egalité|Eglise|Elaborer|Elargir|"
    "Election|Electrique|Electronique|Element|Elément|Elève|Elevé|Eliminer|Emettre|Emission|Energie|Enoncé|"
    "Enumération|Epaisseur|Epoque|Epuiser|Equateur|Equilibre|Equipe|Equipement|Equivalent|Etablir|Etage|Etape|"
    "Etat|Etats|Eteindre|Etendre|Etendue|Etiquette|Etoile|Etrange|Etranger|Etre|Etroit|Etude|Etudiant|"
    "Evaluation|Evaluer|Evénement|Evènement|Eventuellement|Evidemment|Evident|Evitement|Eviter|Evolution|"
    "Ile|Iles|Oter|Ca"
)
_WORD = re.compile(rf"(?<![\w.’'-])(?:{_WORDS})(?:s|e|es)?(?![\w-])")
_A = re.compile(
    r"(?:^|(?<=[.!?:»]\s)|(?<=\n))A(?= (?:partir|propos|noter|savoir|la|l[’']|ce|cet|cette|moins|cause|titre|"
    r"condition|défaut|gauche|droite|côté|travers|chaque|nouveau|présent|terme|faire|l'aide)(?![\w-]))"
)
_HINT = re.compile(r"(?<![\w.’'-])[EIOCA][a-z ]")
_ACCENT = {"E": "É", "I": "Î", "O": "Ô", "C": "Ç", "A": "À"}


def check(message: Message) -> Iterator[Hit]:
    """Yield each such capital, with the accent."""
    if _HINT.search(message.target) is None:
        return
    for pattern in (_WORD, _A):
        for match in pattern.finditer(message.masked_target):
            fixed = _ACCENT[match[0][0]] + match[0][1:]
            # A capital A alone stands in every source: it is placed without evidence.
            if pattern is _A:
                after = message.target[match.end() : match.end() + 2]
                yield Hit(
                    f"{fixed}{after}…: the accent is missing",
                    match.start(),
                    match.end() + 2,
                    fixed + after,
                )
            else:
                yield Hit(f"{fixed}: the accent is missing", *match.span(), fixed)
