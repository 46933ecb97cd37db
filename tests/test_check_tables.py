"""What each rule must find, and the traps that it must not fall into; a sentence names each case."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from kms_i18n import checks
from kms_i18n.model import Entry, Span


class Case(NamedTuple):
    """A translation, and whether the rule finds something in it."""

    says: str
    rule: str
    locale: str
    source: str
    target: str
    flags: tuple[str, ...] = ()
    plural: str | None = None


POSITIVE = [
    Case("a lost printf placeholder", "placeholder-mismatch", "fr", "%d files of %s", "%d fichiers", ("c-format",)),
    Case("a small number that is another", "number-detail", "fr", "Chapter 7", "Chapitre 8"),
    Case("a changed conversion", "placeholder-mismatch", "fr", "%s files", "%d fichiers", ("c-format",)),
    Case("swapped unnumbered placeholders", "placeholder-mismatch", "fr", "%s: %d", "%d : %s", ("c-format",)),
    Case("a translated brace field", "placeholder-mismatch", "fr", "{name}", "{nom}", ("python-brace-format",)),
    Case("a translated named field without a flag", "placeholder-mismatch", "fr", "Hi %(name)s", "Salut %(nom)s"),
    Case("a translated template field", "placeholder-mismatch", "fr", "Hi {{ name }}", "Salut {{ nom }}"),
    Case("a lost closing tag", "markup-mismatch", "fr", "<b>a</b>", "<b>a"),
    Case("a script", "markup-mismatch", "fr", "Read", "Lisez<script>x</script>"),
    Case("an image that loads", "markup-mismatch", "fr", "Read", 'Lisez <img src=x onerror="x">'),
    Case("an event handler on a known tag", "markup-mismatch", "fr", '<a href="x">a</a>', '<a href="x" onclick="x">a</a>'),
    Case("an address that runs code", "markup-mismatch", "km", "[a](b)", "[ក](JavaScript:x)"),
    Case("data in an address", "markup-mismatch", "fr", "[a](b)", "[a](data:text/html,x)"),
    Case("a style attribute", "markup-mismatch", "fr", '<span class="a">a</span>', '<span class="a" style="x">a</span>'),
    Case("an attribute behind a slash", "markup-mismatch", "fr", "<b>a</b>", "<b/onclick=x>a</b>"),
    Case("a script without its end", "markup-mismatch", "fr", "Read", "Lisez <script src=x"),
    Case("an address that runs code behind entities", "markup-mismatch", "fr", "[a](b)", "[a](java&#115;cript:x)"),
    Case("an address that runs code over a line end", "markup-mismatch", "fr", "[a](b)", "[a](java\nscript:x)"),
    Case("the beginning of a comment", "markup-mismatch", "fr", "Read", "Lisez <!-- tout"),
    Case("a raised ordinal with a handler", "markup-mismatch", "fr", "{}th", "{}<sup onclick=x>e</sup>"),
    Case("another host", "link-mismatch", "fr", "See https://a.example.edu/", "Voir https://evil.example.com/"),
    Case("one link more", "link-added", "fr", "Read it", "Lisez https://evil.example.com/"),
    Case("a lost Markdown link", "link-lost", "fr", "[a](b.md)", "a"),
    Case("a Thai vowel in Khmer", "foreign-script", "km", "Russian", "ភាសាรัរូស្ស៉ី"),
    Case("a Cyrillic a in a French word", "foreign-script", "fr", "State", "Ét\u0430t"),
    Case("a Latin e in a Cyrillic word", "foreign-script", "ru", "Error", "Ошибка чтeния"),
    Case("a Greek omicron in a Latin word", "foreign-script", "fr", "note", "n\u03bfte"),
    Case("an override of direction", "control-character", "fr", "a", "a\u202eb"),
    Case("an escape", "control-character", "fr", "a", "a\x1b[31m"),
    Case("a tag character", "control-character", "fr", "a", "a\U000e0041"),
    Case("a word joiner", "control-character", "fr", "a", "a\u2060b"),
    Case("a replacement character", "control-character", "km", "a", "ក\ufffd"),
    Case("a private character", "control-character", "km", "a", "ក\ue000"),
    Case("French read as Windows-1252", "mojibake", "fr", "summer", "Ã©tÃ©"),
    Case("an apostrophe read as Windows-1252", "mojibake", "fr", "the law", "lâ€™ordre"),
    Case("a byte order mark read as Windows-1252", "mojibake", "fr", "law", "ï»¿loi"),
    Case("Khmer read as Windows-1252", "mojibake", "km", "Khmer", "ខ្មែរ".encode().decode("cp1252", "replace").replace("\ufffd", "\x81")),
    Case("text of an old Khmer font", "km-legacy-encoding", "km", "Constitution of the Kingdom", "RBHraCaNacRkkm<úCa rdæFmμnuBaØ"),
    Case("another year", "number-mismatch", "km", "since 1970", "តាំងពី ១៩៧១"),
    Case("a lost year", "number-mismatch", "fr", "since 1970", "depuis toujours"),
    Case("a number of another size", "number-mismatch", "fr", "1,000 people", "10 000 personnes"),
    Case("another small number", "number-mismatch", "fr", "in 45 days", "en 54 jours"),
    Case("a bracket that stays open", "unbalanced-brackets", "fr", "(a) b", "(a b"),
    Case("a bracket closed twice", "unbalanced-brackets", "fr", "see (a)", "voir (a))"),
    Case("a bracket after a link closed twice", "unbalanced-brackets", "fr", "(https://a.example/)", "(https://a.example/))"),
    Case("guillemets that stay open", "unbalanced-brackets", "fr", '"a"', "«\u00a0a"),
    Case("a copied sentence", "untranslated-copy", "km", "The rights of the people", "The rights of the people"),
    Case("French in the Khmer catalog", "wrong-script", "km", "Fight poverty", "Lutter contre la pauvreté"),
    Case("only a zero-width space", "blank-translation", "km", "Peace", "\u200b"),
    Case("only a no-break space", "blank-translation", "fr", "Peace", "\u00a0"),
    Case("the mark of a merge", "merge-marker", "fr", "Peace", "<<<<<<< HEAD\nPaix"),
    Case("a lost blank line", "newline-mismatch", "fr", "a\n\nb", "a b"),
    Case("a lost last line end", "newline-mismatch", "fr", "a\n", "a"),
    Case("question marks of a failed conversion", "todo-marker", "km", "Khmer", "?????"),
    Case("a sentence left out", "length-ratio", "km", "This work may be shared. " * 4, "ជប៉ុន"),
    Case("another text", "length-ratio", "fr", "The list of the members of the council of the town hall.....", "x " * 120),
    Case("a doubled article", "doubled-word", "fr", "the people", "le le peuple"),
    Case("a doubled word over a line end", "doubled-word", "fr", "for the people", "pour\npour le peuple"),
    Case("a doubled khan", "double-punctuation", "km", "End.", "ចប់។ ។"),
    Case("a doubled comma", "double-punctuation", "fr", "a, b", "terre,, mer"),
    Case("a blank before a comma", "double-punctuation", "fr", "a, b", "terre , mer"),
    Case("a lost question mark", "end-punctuation", "fr", "Who are the people?", "Qui est le peuple"),
    Case("a lost colon", "end-punctuation", "km", "They will do this:", "គេនឹងធ្វើ។"),
    Case("no space before a colon", "fr-nbsp-missing", "fr", "Aim: peace", "But: la paix"),
    Case("no space inside guillemets", "fr-nbsp-missing", "fr", '"peace"', "«paix»"),
    Case("no space before a question mark in Switzerland", "fr-nbsp-missing", "fr_CH", "Why?", "Pourquoi?"),
    Case("no space before a colon in Canada", "fr-nbsp-missing", "fr_CA", "Aim: peace", "But: la paix"),
    Case("a breakable space", "fr-nbsp-breakable", "fr", "Why?", "Pourquoi ?"),
    Case("a breakable space in guillemets", "fr-nbsp-breakable", "fr", '"a"', "« a\u00a0»"),
    Case("Etat without its accent", "fr-accented-capital", "fr", "State", "L'état et l’autre. Etat de droit"),
    Case("A for À", "fr-accented-capital", "fr", "About", "A propos de nous"),
    Case("coeur", "fr-oe-ligature", "fr", "heart", "au coeur"),
    Case("Oeuvre with a capital", "fr-oe-ligature", "fr", "Work", "Oeuvre"),
    Case("2ème", "fr-ordinal", "fr", "second", "2ème"),
    Case("XXème", "fr-ordinal", "fr", "20th", "XXème siècle"),
    Case("1ère", "fr-ordinal", "fr", "first", "1ère partie"),
    Case("a month with a capital", "fr-month-capital", "fr", "in March 1970", "en Mars 1970"),
    Case("a decimal point with a unit", "fr-decimal-point", "fr", "2.5 km", "soit 2.5 km"),
    Case("a per cent with a plain space", "fr-nbsp-unit", "fr", "50%", "50 %"),
    Case("Khmer and Latin digits", "km-digits-mixed", "km", "12 and 15", "១២ និង 15 នាក់"),
    Case("a muusikatoan on អ", "km-register-shifter", "km", "Ireland", "អ៉ីរឡង់"),
    Case("a translated option", "path-changed", "fr", "use --help", "utilisez --aide"),
    Case("a translated path", "path-changed", "fr", "in /etc/hosts", "dans /etc/hotes"),
    Case("a lost entity", "entity-mismatch", "fr", "see &debian;", "voir Debian"),
    Case("another address", "email-changed", "fr", "to a@example.edu", "à b@example.edu"),
    Case("a soft hyphen", "soft-hyphen", "fr", "law", "l\u00adoi"),
    Case("a trailing blank", "edge-space", "fr", "law", "loi "),
    Case("two blanks", "double-space", "fr", "a b", "a  b"),
]  # fmt: skip

NOOP = [
    Case("numbered placeholders may move", "placeholder-mismatch", "fr", "%s: %d", "%2$d : %1$s", ("c-format",)),
    Case("%i is %d", "placeholder-mismatch", "fr", "%i", "%d", ("c-format",)),
    Case("one may be spelled out in a plural", "placeholder-mismatch", "fr", "%d file", "un fichier", ("c-format",), "%d files"),
    Case("a per cent sign without a flag", "placeholder-mismatch", "fr", "100% sure", "sûr à 100 %"),
    Case("an escaped per cent sign", "placeholder-mismatch", "fr", "100%% of %d", "100 %% de %d", ("c-format",)),
    Case("a named field may come twice", "placeholder-mismatch", "fr", "%(a)s", "%(a)s et %(a)s", ("python-format",)),
    Case("a no- flag", "placeholder-mismatch", "fr", "%d", "un", ("no-c-format",)),
    Case("<None> is no tag", "markup-mismatch", "fr", "<None>", "<Aucun>"),
    Case("<module> is no tag", "markup-mismatch", "fr", "Run <module> now", "Lancez <module> maintenant"),
    Case("raised ordinals", "markup-mismatch", "fr", "{}th", "{}<sup>e</sup>"),
    Case("a word before a colon is no scheme", "markup-mismatch", "fr", "Data: all", "Data : tout"),
    Case("the host of the language", "link-mismatch", "fr", "https://en.wikipedia.org/wiki/A", "https://fr.wikipedia.org/wiki/B"),
    Case("an example that is no host", "link-mismatch", "fr", "http://location", "http://adresse"),
    Case("www or not", "link-added", "fr", "https://example.org", "https://www.example.org/fr"),
    Case("a Greek unit", "foreign-script", "fr", "5 µs", "5 μs"),
    Case("Russian that the source has", "foreign-script", "km", "Русский", "Русский (រុស្ស៊ី)"),
    Case("an override that the source has", "control-character", "fr", "a\u202eb", "a\u202eb"),
    Case("a zero-width space in Khmer", "control-character", "km", "a b", "ក\u200bខ"),
    Case("a zero-width joiner in emoji", "control-character", "fr", "family", "👩\u200d👧"),
    Case("letters that look like mojibake", "mojibake", "fr", "a", "À côté, « Ça » : l’œuvre… 50 €"),
    Case("Portuguese capitals", "mojibake", "pt", "no", "NÃO É ÀS"),
    Case("product names in Latin letters", "km-legacy-encoding", "km", "GNU/Linux iPhone", "iPhone GNU/Linux macOS"),
    Case("Khmer digits", "number-mismatch", "km", "since 1970", "តាំងពីឆ្នាំ១៩៧០"),
    Case("a list of Khmer digits is not joined", "number-mismatch", "km", "1, 2, 3", "១ ២ ៣"),
    Case("Thai digits", "number-mismatch", "th", "1970", "๑๙๗๐"),
    Case("Arabic digits", "number-mismatch", "ar", "1970", "١٩٧٠"),
    Case("French grouping", "number-mismatch", "fr", "1,234,567 people", "1\u202f234\u202f567 personnes"),
    Case("grouping with a plain space", "number-mismatch", "fr", "10,000", "10 000"),
    Case("a decimal comma", "number-mismatch", "fr", "12.5 km", "12,5 km"),
    Case("24 hours for 12", "number-mismatch", "fr", "at 5:30 pm", "à 17 h 30"),
    Case("a full hour without zeros", "number-mismatch", "fr", "from 9:00 to 16:00", "de 9 heures à 16 heures"),
    Case("spelled out up to twenty", "number-mismatch", "fr", "in 20 days", "en vingt jours"),
    Case("a hundred spelled out", "number-mismatch", "fr", "100 percent free", "entièrement libre"),
    Case("earlier than is before", "number-mismatch", "fr", "2.4 and earlier", "avant 2.5"),
    Case("section numbers", "number-mismatch", "fr", "see 6.24", "voir 6.24"),
    Case("numbers inside code", "number-mismatch", "fr", "`x = 1970`", "code"),
    Case("an ordinal glued to letters", "number-mismatch", "fr", "the 25th", "le 25e"),
    Case("an enumerator at the beginning", "unbalanced-brackets", "fr", "a) first", "a) premièrement"),
    Case("a Khmer enumerator", "unbalanced-brackets", "km", "(a) first", "ក) ដំបូង"),
    Case("a smiley", "unbalanced-brackets", "fr", "thanks", "merci ;-)"),
    Case("brackets in code", "unbalanced-brackets", "fr", "call `f(` now", "appelez `f(`"),
    Case("a source that does not balance", "unbalanced-brackets", "fr", "(a", "(a"),
    Case("a name", "untranslated-copy", "fr", "Khmer M'Chas Srok", "Khmer M'Chas Srok"),
    Case("the title of a work", "untranslated-copy", "fr", "The Lord of the Rings", "The Lord of the Rings"),
    Case("a cognate", "untranslated-copy", "fr", "Configuration", "Configuration"),
    Case("code", "untranslated-copy", "fr", "`if a in b and not c`", "`if a in b and not c`"),
    Case("an editorial copy", "untranslated-copy", "en", "The rights of the people", "The rights of the people"),
    Case("a name in the Khmer catalog", "wrong-script", "km", "Debian", "Debian"),
    Case("code in the Khmer catalog", "wrong-script", "km", "Run it", "`git add`"),
    Case("three dots", "double-punctuation", "fr", "and...", "et..."),
    Case("etc. in Khmer", "double-punctuation", "km", "etc.", "។ល។"),
    Case("a parent folder", "double-punctuation", "fr", "in ..", "dans ../x"),
    Case("vous vous", "doubled-word", "fr", "you see", "vous vous voyez"),
    Case("nous nous", "doubled-word", "fr", "we meet", "nous nous rencontrons"),
    Case("the repetition sign", "doubled-word", "km", "slowly", "យឺតៗ ៗ"),
    Case("a word doubled in the source", "doubled-word", "fr", "la la la", "la la la land"),
    Case("a list may end in another sign", "end-punctuation", "fr", "Fight poverty and corruption;", "Lutter contre la pauvreté,"),
    Case("a Khmer stop", "end-punctuation", "km", "This is the end of it.", "ចប់៕"),
    Case("a Khmer colon", "end-punctuation", "km", "They will do this:", "គេនឹងធ្វើ៖"),
    Case("a literal block", "end-punctuation", "fr", "Write it like this::", "Écrivez ceci\u00a0::"),
    Case("a title", "end-punctuation", "fr", "Land", "Terre."),
    Case("a short text", "length-ratio", "km", "OK", "យល់ព្រម និងបន្តទៅមុខ"),
    Case("Khmer with ZWSP", "length-ratio", "km", "Fight poverty and all forms of corruption and impunity today.", "ប្រឆាំង\u200bនឹង\u200bភាព\u200bក្រីក្រ\u200bនិង\u200bអំពើ\u200bពុករលួយ\u200bថ្ងៃ\u200bនេះ"),
    Case("a double colon", "fr-nbsp-missing", "fr", "like this::", "comme ceci::"),
    Case("a URL", "fr-nbsp-missing", "fr", "https://example.org", "voir https://example.org/a?b"),
    Case("a time", "fr-nbsp-missing", "fr", "at 10:30", "à 10:30"),
    Case("a drive", "fr-nbsp-missing", "fr", "C:\\", "C:\\ est un disque"),
    Case("a scope", "fr-nbsp-missing", "fr", "std::map", "std:: et std::map"),
    Case("a role", "fr-nbsp-missing", "fr", ":role:`a`", "le :role:`a`"),
    Case("an emoji name", "fr-nbsp-missing", "fr", ":smile:", "un :smile: ici"),
    Case("an entity with a hyphen", "fr-nbsp-missing", "fr", "&sources-list;", "voir &sources-list; ici"),
    Case("a Markdown link before a colon", "fr-nbsp-missing", "fr", "[x](y):", "[x](y):"),
    Case("a deb822 field", "fr-nbsp-missing", "fr", "Types: deb", "Types: deb"),
    Case("quoted English", "fr-nbsp-missing", "fr", 'says "Really?"', "dit « Really? »"),
    Case("a smiley with a semicolon", "fr-nbsp-missing", "fr", "hi ;-)", "salut ;-)"),
    Case("two signs", "fr-nbsp-missing", "fr", "What?!", "Quoi\u202f?!"),
    Case("no space in Canada", "fr-nbsp-missing", "fr_CA", "Why?", "Pourquoi?"),
    Case("U+00A0 for U+202F", "fr-nbsp-missing", "fr", "Why?", "Pourquoi\u00a0?"),
    Case("a breakable space is another rule", "fr-nbsp-missing", "fr", "Why?", "Pourquoi ?"),
    Case("a role after a space", "fr-nbsp-breakable", "fr", "see :ref:`a`", "voir :ref:`a`"),
    Case("an emoji name after a space", "fr-nbsp-breakable", "fr", "hi :smile:", "salut :smile:"),
    Case("A priori", "fr-accented-capital", "fr", "a priori", "A priori"),
    Case("a name with E", "fr-accented-capital", "fr", "Etats", "Eta Carinae, Ethernet"),
    Case("École in the source", "fr-accented-capital", "fr", "Ecole Normale", "Ecole Normale"),
    Case("coexister", "fr-oe-ligature", "fr", "coexist", "coexister, poète, moelle, goéland, Noël"),
    Case("a name of the source with oe", "fr-oe-ligature", "fr", "Coeur d'Alene", "Coeur d'Alene"),
    Case("2e", "fr-ordinal", "fr", "second", "2e, 1er, 1re, XXe"),
    Case("the 14th of July", "fr-month-capital", "fr", "Bastille Day", "le 14 Juillet"),
    Case("Mars the planet", "fr-month-capital", "fr", "to Mars", "en route vers Mars"),
    Case("a section number", "fr-decimal-point", "fr", "section 6.24", "section 6.24"),
    Case("a version", "fr-decimal-point", "fr", "Python 3.11", "Python 3.11 fonctionne"),
    Case("Latin digits in a code", "km-digits-mixed", "km", "MPEG-4, 12", "MPEG-4 ចំនួន ១២"),
    Case("only Latin digits", "km-digits-mixed", "km", "12, 15", "១២ និង ១៥"),
    Case("a muusikatoan on a subscript", "km-register-shifter", "km", "spectrum", "ស្ប៉ិច"),
    Case("and/or is no path", "path-changed", "fr", "and/or /about/us", "et/ou"),
    Case("typographic entities", "entity-mismatch", "fr", "a&nbsp;b&mdash;c", "a b—c"),
    Case("an address glued to Khmer", "email-changed", "km", "to info@example.edu", "ទៅinfo@example.edu"),
    Case("an address with an ending", "email-changed", "eu", "to apt@example.edu", "idatzi apt@example.edu-ra"),
    Case("a user to be filled in", "email-changed", "ru", "as yourusername@example.edu", "как имя@example.edu"),
    Case("a name with a dotted I", "wrong-script", "ru", "İsmail Dönmez", "İsmail Dönmez"),
    Case("a telephone number in groups", "number-mismatch", "fr", "0914556789", "09 14 55 67 89"),
    Case("about a year", "number-mismatch", "fr", "~2014 CPU", "processeur quadricœur"),
    Case("a bracket between two backticks", "unbalanced-brackets", "km", "'%s' (of '%s')", "`%s' (នៃ `%s')"),
    Case("a value in capitals behind its name", "doubled-word", "fr", "of GROUP", "du groupe GROUPE"),
    Case("the next line of a table", "doubled-word", "fr", "a\n b", "la configuration\n configuration impossible"),
    Case("key words of a desktop file", "fr-nbsp-missing", "fr", "Preferences;Settings;", "Préférences;Paramètres;"),
    Case("a link that is an example", "link-mismatch", "fr", "such as https://www.example.com/q", "tel que https://www.exemple.com/q"),
    Case("per cent before a word", "placeholder-mismatch", "fr", "100% of %(tax)s", "100% de %(tax)s", ("python-format",)),
    Case("a number in the form for one", "placeholder-mismatch", "fr", "Found one error.", "%1 erreurs.", ("kde-format",), "%1 errors."),
    Case("an address that is an example", "email-changed", "fr", "(user@example.com)", "(utilisateur@exemple.com)"),
    Case("a Cyrillic ending behind a placeholder", "foreign-script", "uk", "About %s", "Про %sу"),
    Case("a Cyrillic ending behind a foreign name", "foreign-script", "mn", "in Word", "Wordд"),
    Case("a locale with a script of its own", "wrong-script", "en@shaw", "Start page", "𐑕𐑑𐑸𐑑 𐑐𐑱𐑡"),
    Case("code that po4a keeps", "untranslated-copy", "fr", "if it is not in the list\n  then add it to the end", "if it is not in the list\n  then add it to the end", ("no-wrap",)),
    Case("a picture", "untranslated-copy", "fr", "external ref='a-is-on-the-b.png' md5='1'", "external ref='a-is-on-the-b.png' md5='1'"),
    Case("an address written out", "email-changed", "fr", "a at example.org", "a@example.org"),
    Case("a soft hyphen of the source", "soft-hyphen", "fr", "l\u00aday", "l\u00adoi"),
    Case("double blanks of the source", "double-space", "fr", "A.  B.", "A.  B."),
    Case("one line end inside", "newline-mismatch", "fr", "a\nb", "a b"),
    Case("question marks of the source", "todo-marker", "fr", "What???", "Quoi ???"),
]  # fmt: skip


def _found(case: Case) -> list[str]:
    targets = (case.target,) * (2 if case.plural else 1)
    entry = Entry(
        Span(0, 0), 1, 1, case.source, targets, flags=case.flags, source_plural=case.plural
    )
    found = checks.messages(entry, case.locale)
    return [hit.message for m in found for _, hit in checks.inspect(m, [case.rule])]


def _name(case: Case) -> str:
    return f"{case.rule}: {case.says}"


@pytest.mark.parametrize("case", POSITIVE, ids=_name)
def test_it_is_found(case: Case) -> None:
    assert _found(case)


@pytest.mark.parametrize("case", NOOP, ids=_name)
def test_it_is_no_finding(case: Case) -> None:
    assert _found(case) == []


@pytest.mark.parametrize("case", [case for case in NOOP if not case.plural], ids=_name)
def test_no_other_error_is_found_in_it(case: Case) -> None:
    """A trap of one rule must not be one of its neighbours; errors shut gates."""
    entry = Entry(Span(0, 0), 1, 1, case.source, (case.target,), flags=case.flags)
    errors = [name for name in checks.chosen() if checks.severity(name) == "error"]
    found = [
        (name, hit.message)
        for message in checks.messages(entry, case.locale)
        for name, hit in checks.inspect(message, errors)
    ]
    assert found == []


def test_every_message_rule_that_can_fail_a_gate_has_a_case_of_both_kinds() -> None:
    rules = {
        name
        for name in checks.chosen()
        if checks.scope(name) == "message" and checks.severity(name) == "error"
    }
    elsewhere = {"km-encoding", "plural-form-empty", "glossary-term", "merge-marker", "blank-translation"}  # fmt: skip
    assert rules - elsewhere <= {case.rule for case in POSITIVE} & {case.rule for case in NOOP}
