"""What each column of a summary is for: key of the rows, values, targets, totals, or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from desktop_app.domain.finding import Answer, Severity
from desktop_app.domain.translating import tr
from desktop_app.importing.answers import meanings
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import SURE, Candidate
from desktop_app.importing.layouts.headings import Heading
from desktop_app.importing.regions import Region
from desktop_app.importing.sketch import ColumnSketch

KPI_NAME = "kpi_name"
VALUE = "value"
TARGET = "target"
NOTE = "note"
THRESHOLD = "threshold"
SCORE = "stated_score"
CODE = "definition_code"
RECORD_ID = "record_id"
UNIT = "unit"
TOTAL = "total"


class Part(StrEnum):
    """What a column of a summary is for."""

    LABEL = "label"
    PERIOD = "period"
    VENDOR = "vendor"
    SEGMENT = "segment"
    UNIT = "unit"
    VALUE = "value"
    TARGET = "target"
    TOTAL = "total"
    NOTE = "note"
    UNUSED = "unused"


@dataclass(slots=True)
class PlannedColumn:
    """A column of a summary with its part; `vendor` and `segment` are what its heading adds."""

    sketch: ColumnSketch
    heading: Heading
    part: Part
    confidence: float = 1.0
    reason: str = ""
    vendor: str | None = None
    segment: str | None = None

    @property
    def item(self) -> Candidate | None:
        """Return the KPI or quantity that the heading names."""
        return self.heading.item

    @property
    def keyed(self) -> bool:
        """Return whether the heading says which period, vendor or segment its values are of."""
        return bool(self.heading.period or self.vendor or self.segment)


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a plan could not settle: a finding to be, about the column `place` (its letters)."""

    code: str
    message: str
    place: str = ""
    answers: tuple[Answer, ...] = ()


@dataclass(slots=True)
class Plan:
    """All columns of a table read as a summary.

    `item` is the KPI of the whole table where only its title names one; `labels_known` is the
    share of row labels recognised; `around` is the label of the period that title, sheet or file
    names, None for none. `marks` are the counts of single marks that headings or labels name.
    """

    region: Region
    columns: list[PlannedColumn] = field(default_factory=list)
    item: Candidate | None = None
    item_text: str = ""
    labels_known: float = 0.0
    questions: list[Doubt] = field(default_factory=list)
    marks: dict[str, Candidate] = field(default_factory=dict)
    around: str | None = None

    def of(self, *parts: Part) -> list[PlannedColumn]:
        """Return the columns with one of these parts, from left to right."""
        return [column for column in self.columns if column.part in parts]

    @property
    def label(self) -> PlannedColumn | None:
        """Return the column that names the KPIs, or None."""
        labels = self.of(Part.LABEL)
        return labels[0] if labels else None


def say_guessed_parts(context: SheetContext, plan: Plan) -> None:
    """Note what of a plan was guessed, once the table is read by it."""
    for doubt in plan.questions:
        context.find(
            Severity.QUESTION,
            doubt.code,
            doubt.message,
            place=doubt.place,
            answers=doubt.answers,
        )
    for column in plan.columns:
        if column.part in {Part.NOTE, Part.UNUSED, Part.LABEL} or column.confidence >= SURE:
            continue
        if column.part is Part.VALUE and column.item is None:
            continue
        meaning = column.item.id if column.item is not None else column.part.value
        context.find(
            Severity.INFO,
            "column-guessed",
            tr(
                "{column} was taken for {meaning} ({reason}; {sure:.0%} sure). Map the "
                "column if that is wrong.",
                column=column.sketch.named,
                meaning=meaning,
                reason=column.reason,
                sure=column.confidence,
            ),
            column.sketch.letters,
            column.sketch.letters,
            meanings(column.heading.items, meaning),
        )
