"""Which column of a summary holds the names of KPIs, down its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from desktop_app.catalogue.model import FieldRole
from desktop_app.importing.cell_evidence import class_told, running_numbers
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import SURE, TAKEN, Candidate, Target
from desktop_app.importing.layouts.headings import Heading, best, named_unit, period_of
from desktop_app.importing.layouts.label_names import without_number
from desktop_app.importing.layouts.plan import CODE, KPI_NAME, SCORE, TARGET, VALUE
from desktop_app.importing.layouts.said import is_said_label, names_go_down, said_item
from desktop_app.importing.layouts.single_marks import counts_marks
from desktop_app.importing.layouts.title_items import title_item
from desktop_app.importing.mapping import numbers_rows
from desktop_app.importing.regions import Region
from desktop_app.importing.sketch import ColumnSketch

_LABELS_TRIED = 60
_CLOSE = 0.05
_OF_PERIODS = 0.25
"""Share of known names that tells a column of KPIs beside nothing but periods."""
_OF_PARTS = 0.8
"""The same where the title names the KPI, or the heading says that teams or the like follow."""
_FAR_MORE = 0.25
"""How much likelier names of KPIs stand in a column than in the one whose heading says so."""
_MOST_REPEATS = 24
_MOSTLY = 0.8
_ANSWERED = 0.5
"""Below this share of different texts, cells beside ids of records are answers, and no names."""
_NO_ROWS: pd.Index[int] = pd.Index([], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class _Found:
    """A column that may name the KPIs: the share of its names known, and if its heading says so."""

    sketch: ColumnSketch
    known: float
    named: bool


@dataclass(frozen=True, slots=True)
class _Search:
    """Looks for the column of names; keeps what the table as a whole says of its columns."""

    context: SheetContext
    region: Region
    headings: dict[int, Heading]
    items_across: int
    scored: bool
    single: bool
    framed: bool
    alone: pd.Index[int]
    of_title: Candidate | None

    @classmethod
    def of(
        cls,
        context: SheetContext,
        region: Region,
        sketches: Sequence[ColumnSketch],
        headings: dict[int, Heading],
    ) -> _Search:
        """Return the search of a table by its columns and what their headings say."""
        items_across = sum(
            heading.item is not None and not heading.structure for heading in headings.values()
        )
        beside = {heading.structure for heading in headings.values()}
        single = any(_names_records(context, sketch) for sketch in sketches)
        return cls(
            context,
            region,
            headings,
            items_across,
            scored=bool(beside & {VALUE, SCORE}) and bool(beside & {TARGET, "rag_status"}),
            single=single,
            framed=not single and items_across <= 1 and _is_framed(headings),
            alone=_rows_of_one_cell(sketches),
            of_title=_sure_title(context, region),
        )

    def counts_marks(self, sketch: ColumnSketch) -> bool:
        """Return whether a column names single marks, whose counts stand beside by period."""
        over_periods = _periods_beside(self.headings, sketch)
        return over_periods and counts_marks(self.context, sketch, self.region.title)

    def judge(self, sketch: ColumnSketch) -> _Found | None:
        """Return a column with the share of its names known, None where it can't name KPIs."""
        if sketch.profile.words < 0.5 or running_numbers(sketch):
            return None
        over_periods = _periods_beside(self.headings, sketch)
        if self.headings[sketch.column].structure == CODE and not over_periods:
            return None  # "SL-01" numbers the service levels, and is the name of none
        named = self.headings[sketch.column].structure == KPI_NAME
        if self.single and self._tells_of_records(sketch, named):
            return None
        of_parts = over_periods and _names_parts(self.context, sketch.header)
        # Sections may be named by their channel, or by the KPI whose parts stand below.
        trusted = named or (over_periods and self.of_title is None and not of_parts)
        known = max(
            _share_known(self.context, sketch, trusted, rows) for rows in (self.alone, _NO_ROWS)
        )
        if _figures_beside(self.headings, sketch):
            guessed = _share_known(self.context, sketch, True)
            known = max(known, guessed if guessed >= _MOSTLY else 0.0)
        likely = self._likely(sketch, known, over_periods, of_parts)
        if (known == 0.0 and not self.framed) or not (named or likely):
            return None
        return _Found(sketch, known, named)

    def _tells_of_records(self, sketch: ColumnSketch, named: bool) -> bool:
        """Return whether texts beside each record's id are its state or answer, and no names."""
        if class_told(self.context, list(map(str, sketch.sample))) is not None:
            return True  # "Open" and "Closed"
        return not named and sketch.profile.distinct < _ANSWERED  # "Very satisfied"

    def _likely(
        self, sketch: ColumnSketch, known: float, over_periods: bool, of_parts: bool
    ) -> bool:
        """Return whether enough of a column's texts are names where no heading says so."""
        # Values of a field ("Call dropped", "Satisfactory") may sound like KPIs as well; beside
        # a target and the figure achieved they are KPIs.
        field_named = _names_a_field(self.context, sketch.header)
        doubtful = self.items_across > 1 or (field_named and not self.scored and not over_periods)
        several = sketch.sample.nunique() > (2 if doubtful else 0)
        named_above = over_periods and self.of_title is not None
        enough = 0.8 if doubtful else _OF_PERIODS if over_periods else 0.5
        enough = _OF_PARTS if of_parts or named_above else enough
        return several and known >= enough and _like_labels(sketch)


def label_column(
    context: SheetContext,
    region: Region,
    sketches: Sequence[ColumnSketch],
    headings: dict[int, Heading],
    chosen: dict[int, Candidate],
) -> tuple[ColumnSketch | None, float]:
    """Return the column whose cells are names of KPIs, and the share of them recognised.

    Parameters
    ----------
    headings : dict of int to Heading
        What the headings say, by column.
    chosen : dict of int to Candidate
        Columns that the user says the meaning of.
    """
    for sketch in sketches:
        if is_said_label(context, sketch):
            return sketch, _share_known(context, sketch, True)
    if region.named_rows:
        return sketches[0], _share_known(context, sketches[0], True)
    down = names_go_down(context)
    if down is False:
        return None, 0.0
    search = _Search.of(context, region, sketches, headings)
    found: list[_Found] = []
    for sketch in sketches:
        said = sketch.column in chosen or said_item(context, sketch) is not None
        if not said and search.counts_marks(sketch):
            return sketch, 1.0
        likely = None if said else search.judge(sketch)
        found += [] if likely is None else [likely]
    framed = search.framed
    free = [s for s in sketches if s.column not in chosen and said_item(context, s) is None]
    if down and not found and title_item(context, region)[0] is None:
        return next((s for s in free if s.profile.words >= 0.5), None), 0.0
    if not found and framed:
        return _names_of_frame(context, free, headings)
    if not found:
        return None, 0.0
    first = max(found, key=lambda one: one.known + one.named)
    return _better_known(context, first, free) if first.named else (first.sketch, first.known)


def _is_framed(headings: dict[int, Heading]) -> bool:
    """Return whether headings are those of figures beside names: a target and what was achieved,
    or several periods with targets or states.
    """
    structures = {heading.structure for heading in headings.values()}
    periods = sum(heading.period is not None for heading in headings.values())
    judged = bool(structures & {TARGET, "rag_status", "threshold"})
    return judged and (VALUE in structures or periods > 1)


def _names_of_frame(
    context: SheetContext, sketches: Sequence[ColumnSketch], headings: dict[int, Heading]
) -> tuple[ColumnSketch | None, float]:
    """Return the column of different names ahead of the figures, known or not."""
    names = [
        sketch
        for sketch in sketches
        if sketch.profile.words >= _MOSTLY
        and headings[sketch.column].structure in ("", KPI_NAME)
        and headings[sketch.column].period is None
        and sketch.sample.nunique() >= max(2, _MOSTLY * len(sketch.sample))
        and not running_numbers(sketch)
        and not _are_periods(context, sketch)
    ]
    figures = [c for c, h in headings.items() if h.structure in (VALUE, TARGET) or h.period]
    names = [sketch for sketch in names if sketch.column < max(figures)]
    if not names:
        return None, 0.0
    best_named = max(names, key=lambda one: (_likeliness(context, one), _length(one)))
    return best_named, _share_known(context, best_named, True)


def _are_periods(context: SheetContext, sketch: ColumnSketch) -> bool:
    """Return whether a column's texts are months or other periods, and no names."""
    texts = list(sketch.sample.unique()[:_LABELS_TRIED])
    dated = sum(period_of(context, text) is not None for text in texts)
    return dated >= _MOSTLY * max(len(texts), 1)


def _length(sketch: ColumnSketch) -> float:
    """Return how long a column's texts are on the mean; codes are short."""
    return float(sketch.sample.astype(str).str.len().mean())


def _better_known(
    context: SheetContext, first: _Found, others: Sequence[ColumnSketch]
) -> tuple[ColumnSketch, float]:
    """Return the column whose heading calls it so, or one whose names are known far better.

    "Measure" may hold how things are measured, right of what is: names that differ from row to
    row as much. Groups of KPIs do not, as each of them has several.
    """
    names, likely = first.sketch.sample.nunique(), _likeliness(context, first.sketch)
    better = first.sketch
    for sketch in others:
        if sketch.profile.words < 0.5 or sketch.sample.nunique() < names:
            continue
        own = _likeliness(context, sketch)
        if own >= likely + _FAR_MORE:
            better, likely = sketch, own
    return better, first.known if better is first.sketch else _share_known(context, better, True)


def _likeliness(context: SheetContext, sketch: ColumnSketch) -> float:
    """Return how sure a column's texts name KPIs on the whole, 0..1; a unit names none."""
    texts = [without_number(str(value).strip()) for value in sketch.sample.unique()]
    items = [context.names.items(text)[:1] for text in texts[:_LABELS_TRIED]]
    units = [any(named_unit(context.words, text)) for text in texts[:_LABELS_TRIED]]
    sure = [
        found[0].confidence if found and not unit else 0.0
        for found, unit in zip(items, units, strict=True)
    ]
    return sum(sure) / len(sure) if sure else 0.0


def _periods_beside(headings: dict[int, Heading], sketch: ColumnSketch) -> bool:
    """Return whether nothing but periods, targets and the like stands beside a column.

    Then it names what goes down the rows, whatever is written above it ("SLA", "#").
    """
    beside = [heading for column, heading in headings.items() if column != sketch.column]
    periods = sum(heading.period is not None for heading in beside)
    return periods > 1 and all(h.period or h.structure or h.total for h in beside)


def _figures_beside(headings: dict[int, Heading], sketch: ColumnSketch) -> bool:
    """Return whether all else is headed as figures are: "Actual", "Performance in May 2026"."""
    beside = [heading for column, heading in headings.items() if column != sketch.column]
    figures = any(heading.structure == VALUE for heading in beside)
    return figures and all(h.period or h.structure for h in beside)


def _rows_of_one_cell(sketches: Sequence[ColumnSketch]) -> pd.Index[int]:
    """Return the sheet rows of a region that have one filled cell: headings of sections."""
    if not sketches:
        return _NO_ROWS
    filled = np.sum([sketch.filled for sketch in sketches], axis=0)
    rows: pd.Index[int] = sketches[0].cells.index[filled == 1]
    return rows


def _names_records(context: SheetContext, sketch: ColumnSketch) -> bool:
    """Return whether a column is an id that is another one in every row."""
    found = best(context.names.candidates(sketch.header, Target.FIELD, frozenset({FieldRole.ID})))
    return found is not None and numbers_rows(sketch)


def _names_a_field(context: SheetContext, header: str) -> bool:
    """Return whether a heading names a field or KPI; "SLA" over names of KPIs is what is agreed."""
    meant = context.names.candidates(header)
    sure = best(meant)
    if sure is None:
        return False
    return not any(c.id == TARGET and c.confidence >= sure.confidence - _CLOSE for c in meant)


def _names_parts(context: SheetContext, header: str) -> bool:
    """Return whether a heading surely names what figures are told apart by: "Team", "Site"."""
    kinds = context.names.candidates(header, Target.FIELD, frozenset({FieldRole.DIMENSION}))
    return bool(kinds) and kinds[0].confidence >= SURE and best(context.names.items(header)) is None


def _sure_title(context: SheetContext, region: Region) -> Candidate | None:
    """Return the KPI that the line next above a table surely names and nothing beside."""
    found = best(context.names.items(region.title.split(" | ")[-1].strip()))
    return found if found is not None and found.confidence >= SURE and not found.rest else None


def _like_labels(sketch: ColumnSketch) -> bool:
    """Return whether texts can be names down a table's rows; a log repeats a few all along."""
    return sketch.sample.nunique() > 2 or len(sketch.sample) <= _MOST_REPEATS


def _share_known(
    context: SheetContext,
    sketch: ColumnSketch,
    named: bool,
    alone: pd.Index[int] = _NO_ROWS,
) -> float:
    """Return the share of a column's different texts that name a KPI or quantity.

    Where no heading says that names of KPIs follow, only sure ones count. Texts in the rows
    `alone`, with nothing beside them, are names of sections.
    """
    below = sketch.sample[~sketch.sample.index.isin(alone)] if len(alone) else sketch.sample
    share = _share_of(context, below, named)
    return max(share, _share_of(context, sketch.sample, named)) if len(alone) else share


def _share_of(context: SheetContext, cells: pd.Series[Any], named: bool) -> float:
    names = [without_number(str(value).strip()) for value in cells]
    texts = list(dict.fromkeys(names))
    if len(texts) > _LABELS_TRIED and not named:
        return 0.0
    texts = texts[:_LABELS_TRIED]
    enough = TAKEN if named else SURE
    found = {text: best(context.names.items(text)) for text in texts}
    known = {text for text, item in found.items() if item and item.confidence >= enough}
    # "Voice" and "Cebu" that come again below each KPI are its parts, and no names of KPIs.
    times = Counter(names)
    parts = {text for text in texts if text not in known and times[text] == len(known) > 1}
    return len(known) / (len(texts) - len(parts)) if texts else 0.0
