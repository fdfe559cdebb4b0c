"""What a saved project holds, free of how it is stored."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd

from desktop_app.importing.mappings.document import ReportMapping
from desktop_app.importing.report import FieldChoice
from desktop_app.kpi.table import empty
from desktop_app.presenting.papers import Papers
from desktop_app.scoring.model import Scenario
from desktop_app.scoring.shelf import Shelf


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as received, byte for byte.

    Parameters
    ----------
    file : str
        Its name without folders: where it lay is nobody's business but the sender's.
    vendor : str
        The vendor it was taken for, ``""`` when its own columns name several.
    data : bytes
    modified : int
        When the file was last changed, in seconds since 1970, 0 if unknown: a report that names
        months without a year is read by it.
    """

    file: str
    vendor: str
    data: bytes = field(repr=False)
    modified: int = 0

    @property
    def sha256(self) -> str:
        """Return the fingerprint of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """Who did what when; `when` is ISO 8601 in UTC, to the second."""

    when: str
    who: str
    what: str


@dataclass(slots=True)
class ProjectState:
    """Everything a project file holds.

    Parameters
    ----------
    reports : sequence of StoredReport
        In the order of the comparison.
    choices : sequence of FieldChoice
        The user's word on columns; a file is named without its folders. Passwords of reports
        are never part of a project.
    scenario : Scenario
        The one ranked by.
    mappings : sequence of ReportMapping
        What the reports' tables were taken for, with the user's corrections; told by `sha256`.
    overall, by_period : pd.DataFrame
        Measurements as last shown (columns `domain.measurement.MEASUREMENT_COLUMNS`); floats
        survive exactly. Records are not stored but read from the reports again.
    user_kpis : str
        The user's own KPIs as TOML, ``""`` for none.
    notes : str
    history : sequence of HistoryEntry, oldest first
    papers : Papers
        The audit sample and the decisions taken.
    shelf : Shelf
        The scenarios kept beside the one ranked by.
    """

    reports: Sequence[StoredReport]
    scenario: Scenario
    choices: Sequence[FieldChoice] = ()
    mappings: Sequence[ReportMapping] = ()
    overall: pd.DataFrame = field(default_factory=empty)
    by_period: pd.DataFrame = field(default_factory=empty)
    user_kpis: str = ""
    notes: str = ""
    history: Sequence[HistoryEntry] = ()
    papers: Papers = field(default_factory=Papers)
    shelf: Shelf = field(default_factory=Shelf)


class OpenStatus(StrEnum):
    """How opening went; without READ or UPGRADED there is no state.

    UPGRADED: an older format, brought up in memory; the file itself stays as it is until the
    project is saved. TOO_NEW: written by a later version. NOT_OURS: not a project file.
    """

    READ = "read"
    UPGRADED = "upgraded"
    TOO_NEW = "too_new"
    NOT_OURS = "not_ours"


@dataclass(frozen=True, slots=True)
class OpenResult:
    """The state of an opened project, or a sentence why there is none.

    `message` is also set when a project was upgraded, ``""`` when there is nothing to say.
    """

    status: OpenStatus
    state: ProjectState | None
    message: str = ""
