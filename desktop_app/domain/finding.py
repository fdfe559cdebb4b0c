"""Findings: what the user should know about the data."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters.

    ``ERROR``: something asked for could not be used at all (a file, a sheet).
    ``QUESTION``: a decision was not taken for the user, and figures wait for it.
    ``WARNING``: figures were made, and may not be what the user thinks.
    ``INFO``: worth knowing, no action needed.
    """

    ERROR = "error"
    QUESTION = "question"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know, with its place.

    Parameters
    ----------
    severity : Severity
    code : str
        Stable kebab-case name of the kind of finding, for example ``total-differs``.
    message : str
        What was found, what was expected, what to do; full sentences.
    file, sheet, cells : str
        The place; ``""`` where it does not apply. `cells` in A1 form, as a range or list.
    """

    severity: Severity
    code: str
    message: str
    file: str = ""
    sheet: str = ""
    cells: str = ""

    def as_json(self) -> dict[str, str]:
        """Return the form the command line prints."""
        return {key: str(value) for key, value in asdict(self).items()}
