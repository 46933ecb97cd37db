"""Every error that a user can mend, and nothing else.

The tree::

    KmsError                 a file, the command line or the repository is not as it must be
    ├── ConfigError          kms-i18n.yaml has problems; holds all of them
    ├── CatalogError         a PO file cannot be read
    ├── DocumentError        a source document cannot be read
    ├── RevisionError        Git does not know the revision, or there is no repository
    ├── ConfinementError     a path leads out of the project
    └── ChangedMeanwhileError  a file was saved by somebody else while we worked

Anything else that is raised is a fault of the program (exit code 3).
"""

from __future__ import annotations


def phrase(message: str) -> str:
    """Return a message as it is: the mark of one that is said in the reader's language later.

    ``scripts/build_messages.py`` finds messages by ``tr``, ``trn``, this mark and the errors.
    """
    return message


class KmsError(Exception):
    """What is wrong, where, and what to do next.

    ``where`` is ``file``, ``file:line`` or ``file:line:column`` (1-based, columns in code points).
    ``hint`` is one imperative sentence. Both may be empty. ``values`` stand in the places that
    ``message`` and ``hint`` name, ``{locale}``, another error with its message; without any both
    are taken as they are. The error itself speaks English; ``messages.told`` says it in another
    language.
    """

    def __init__(
        self,
        message: str,
        *,
        path: str = "",
        line: int = 0,
        column: int = 0,
        hint: str = "",
        **values: object,
    ) -> None:
        super().__init__(message)
        self.template = message
        self.advice = hint
        """The hint as it is written in the program."""
        self.values = values
        self.language = "en"
        """What it is told in, where somebody chose one."""
        self.path = path
        self.line = line
        self.column = column

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return self._filled(self.template)

    @property
    def hint(self) -> str:
        """What to do next, in English."""
        return self._filled(self.advice)

    def _filled(self, text: str) -> str:
        errors = {n: e.message for n, e in self.values.items() if isinstance(e, KmsError)}
        return text.format(**{**self.values, **errors}) if self.values else text

    @property
    def where(self) -> str:
        """``file:line:column`` as far as it is known."""
        parts = [self.path] if self.path else []
        if self.path and self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)

    def __str__(self) -> str:
        return self.shown(self.message, self.hint)

    def shown(self, message: str, hint: str) -> str:
        """Return the error with these words in place of its own."""
        head = f"{self.where}: {message}" if self.where else message
        return f"{head}\n  {hint}" if hint else head


class ConfigError(KmsError):
    """The configuration has problems; ``problems`` holds every one, in file order."""

    def __init__(self, problems: list[KmsError]) -> None:
        first = problems[0]
        super().__init__(first.template, path=first.path, line=first.line, column=first.column)
        self.values = first.values
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class CatalogError(KmsError):
    """A PO file that must not be read: the place says where the text stops making sense."""


class DocumentError(KmsError):
    """A source document that cannot be read: missing, not UTF-8, or no format fits."""


class RevisionError(KmsError):
    """A revision that Git does not know, or no repository where one is needed."""


class ConfinementError(KmsError):
    """A path from the configuration or a file that leads out of the project."""


class ChangedMeanwhileError(KmsError):
    """Somebody saved the file between our read and our write; nothing of theirs was touched."""
