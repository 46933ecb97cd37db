"""Plural forms: how many a language has, and which one a number takes.

The formula of a catalog's ``Plural-Forms`` is a small part of C. It is parsed here and computed
step by step; nothing of a file is ever evaluated as code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, NoReturn

from msgspec import Struct

from kms_i18n.errors import CatalogError
from kms_i18n.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_FORMS = 10
MOST_CHARACTERS = 1000
DEEPEST = 40

_LOCALE = expression(r"[a-zA-Z]{2,3}([_-][A-Za-z]{4})?([_-]([A-Za-z]{2}|[0-9]{3}))?(@[a-z]+)?")
_HEADER = expression(r"\s*nplurals\s*=\s*([0-9]{1,9})\s*;\s*plural\s*=\s*([^;]+?)\s*;?\s*")
_TOKEN = expression(r"\s*([0-9]+|n|\|\||&&|[=!<>]=|[-+*/%<>!?:()])")
_LEVELS: tuple[tuple[str, ...], ...] = (
    ("||",),
    ("&&",),
    ("==", "!="),
    ("<", ">", "<=", ">="),
    ("+", "-"),
    ("*", "/", "%"),
)
"""The operators with two operands, loosest first, as in gettext's own grammar."""

_LARGEST = 2**32 - 1
"""gettext computes with unsigned long; 32 bits of it are there on every machine."""

_OPERATIONS: dict[str, Callable[[int, int], int]] = {
    "==": lambda a, b: int(a == b),
    "!=": lambda a, b: int(a != b),
    "<": lambda a, b: int(a < b),
    ">": lambda a, b: int(a > b),
    "<=": lambda a, b: int(a <= b),
    ">=": lambda a, b: int(a >= b),
    "+": lambda a, b: (a + b) & _LARGEST,
    "-": lambda a, b: (a - b) & _LARGEST,
    "*": lambda a, b: (a * b) & _LARGEST,
    "/": lambda a, b: a // b,
    "%": lambda a, b: a % b,
}


class Node(NamedTuple):
    """A formula as a tree."""

    operator: str
    """``n``, ``number``, or an operator of C."""
    operands: tuple[Node, ...] = ()
    value: int = 0
    """Of a number."""


class Plural(Struct, frozen=True):
    """The plural rule of a catalog."""

    count: int
    """How many forms there are."""
    tree: Node
    """The parsed formula."""

    def index(self, number: int) -> int:
        """Return which form ``number`` takes, 0 for the first.

        Raises ``CatalogError`` for a division by zero and for a form that does not exist.
        """
        form = _compute(self.tree, number)
        if form >= self.count:
            raise CatalogError(
                "the plural formula gives form {form} for {number}, but nplurals={count}",
                hint="Copy the Plural-Forms of the catalog's language.",
                form=form,
                number=number,
                count=self.count,
            )
        return form


def forms(locale: str) -> str:
    """Return the ``Plural-Forms`` of a language, from Babel's gettext data.

    ``km`` gives ``nplurals=1; plural=0;``. A language that the data does not have gets the
    English rule, as in gettext. Babel's CLDR rules are not used: those of French have three forms.
    Raises ``CatalogError`` for what is no locale code.
    """
    if not _LOCALE.fullmatch(locale):
        raise CatalogError(
            "{locale!r} is no locale code", hint="Write km or fr_CA.", locale=locale[:40]
        )
    from babel.messages.plurals import DEFAULT_PLURAL, PLURALS

    name = locale.partition("@")[0].replace("-", "_")
    language = name.partition("_")[0].lower()
    count, formula = PLURALS.get(name) or PLURALS.get(language) or DEFAULT_PLURAL
    return f"nplurals={count}; plural={formula};"


def parse(header: str, most: int = MOST_FORMS) -> Plural:
    """Return the rule in the value of a ``Plural-Forms`` field.

    Raises ``CatalogError`` for a value of another shape, more than ``most`` forms, and a formula
    that is not of the small part of C that gettext allows, too long or too deep.
    """
    found = _HEADER.fullmatch(header) if len(header) <= MOST_CHARACTERS else None
    if found is None:
        raise CatalogError(
            "Plural-Forms is not of the form nplurals=N; plural=FORMULA;",
            hint="Copy the Plural-Forms of the catalog's language.",
        )
    count = int(found[1])
    if not 1 <= count <= most:
        raise CatalogError(
            "nplurals={count}; 1 to {most} are allowed",
            hint="Copy the Plural-Forms of the catalog's language.",
            count=count,
            most=most,
        )
    return Plural(count, parse_formula(found[2]))


def parse_formula(formula: str) -> Node:
    """Return the tree of a plural formula such as ``n%10==1 && n%100!=11 ? 0 : 1``."""
    parser = _Parser(formula)
    tree = parser.choice(0)
    if parser.tokens:
        parser.refuse()
    return tree


class _Parser:
    """Reads a formula from left to right; one method per kind of expression."""

    def __init__(self, formula: str) -> None:
        self.tokens: list[str] = []
        self.formula = formula
        position = 0
        text = formula.rstrip()
        while position < len(text):
            found = _TOKEN.match(text, position)
            if found is None or len(text) > MOST_CHARACTERS:
                self.refuse()
            self.tokens.append(found[1])
            position = found.end()
        self.tokens.reverse()

    def refuse(self) -> NoReturn:
        raise CatalogError(
            "the plural formula {formula!r} cannot be read",
            hint="Use n, numbers and the operators ?: || && == != < > <= >= + - * / % ! ( ).",
            formula=self.formula[:60],
        )

    def next_is(self, *wanted: str) -> bool:
        return bool(self.tokens) and self.tokens[-1] in wanted

    def take(self, wanted: str) -> None:
        if not self.next_is(wanted):
            self.refuse()
        self.tokens.pop()

    def choice(self, depth: int) -> Node:
        condition = self.binary(0, depth)
        if not self.next_is("?"):
            return condition
        self.tokens.pop()
        yes = self.choice(self.deeper(depth))
        self.take(":")
        return Node("?", (condition, yes, self.choice(self.deeper(depth))))

    def binary(self, level: int, depth: int) -> Node:
        if level == len(_LEVELS):
            return self.unary(depth)
        left = self.binary(level + 1, depth)
        while self.next_is(*_LEVELS[level]):
            depth = self.deeper(depth)
            operator = self.tokens.pop()
            left = Node(operator, (left, self.binary(level + 1, depth)))
        return left

    def unary(self, depth: int) -> Node:
        if not self.tokens:
            self.refuse()
        token = self.tokens.pop()
        if token == "!":
            return Node("!", (self.unary(self.deeper(depth)),))
        if token == "(":
            inner = self.choice(self.deeper(depth))
            self.take(")")
            return inner
        if token == "n":
            return Node("n")
        if not token.isdigit():
            self.refuse()
        return Node("number", (), int(token) & _LARGEST)

    def deeper(self, depth: int) -> int:
        if depth >= DEEPEST:
            self.refuse()
        return depth + 1


def _compute(tree: Node, number: int) -> int:
    operator, operands, value = tree
    if operator == "n":
        return number
    if operator == "number":
        return value
    first = _compute(operands[0], number)
    if operator == "!":
        return int(not first)
    if operator == "?":
        return _compute(operands[1 if first else 2], number)
    if operator in {"&&", "||"} and bool(first) == (operator == "||"):
        return int(bool(first))
    second = _compute(operands[1], number)
    if operator in {"&&", "||"}:
        return int(bool(second))
    if second == 0 and operator in {"/", "%"}:
        raise CatalogError(
            "the plural formula divides by zero for {number}",
            hint="Copy the Plural-Forms of the catalog's language.",
            number=number,
        )
    return _OPERATIONS[operator](first, second)
