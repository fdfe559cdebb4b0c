"""Errors that a user may read as they are."""

from __future__ import annotations


class VendorBenchError(Exception):
    """A problem that is the input's or the environment's, not a bug.

    Parameters
    ----------
    message : str
        What was found, where, and what was expected; a full sentence.
    suggestion : str
        What the user can do about it; empty when nothing sensible can be said.
    """

    def __init__(self, message: str, suggestion: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.suggestion = suggestion

    def __str__(self) -> str:
        return f"{self.message} {self.suggestion}".strip()


class CatalogueError(VendorBenchError):
    """A catalogue file has an entry that can't be used; names file and entry."""


class ExpressionError(VendorBenchError):
    """A formula can't be read.

    Parameters
    ----------
    position : int
        0-based offset in the expression of what could not be read.
    """

    def __init__(self, message: str, position: int = 0, suggestion: str = "") -> None:
        super().__init__(message, suggestion)
        self.position = position


class UnreadableFileError(VendorBenchError):
    """A report can't be read at all (corrupt, empty, protected, mislabelled).

    Parameters
    ----------
    code : str
        The code of the finding this becomes, for example ``file-corrupt``.
    """

    def __init__(self, message: str, code: str, suggestion: str = "") -> None:
        super().__init__(message, suggestion)
        self.code = code


class ExportError(VendorBenchError):
    """The workbook could not be put where the user wanted it."""


class ProjectFileError(VendorBenchError):
    """A project file can't be opened or saved."""


class ScenarioError(VendorBenchError):
    """A scenario, profile or decision matrix can't be ranked as given."""


class CalendarError(VendorBenchError):
    """A work calendar can't be used; says which of its entries and what was expected."""


class MappingError(VendorBenchError):
    """A mapping's file can't be read; names the file, the table and what is wrong with it."""
