"""What one table adds to a KPI: sums and sorted values of each group, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalogue.expressions import parse
from desktop_app.catalogue.formula_names import distinct_field
from desktop_app.catalogue.model import Formula, Statistic
from desktop_app.domain.records import RecordTable
from desktop_app.kpi.columns import RecordColumns
from desktop_app.kpi.frames import Floats
from desktop_app.kpi.grouping import Counted, Ints, Key, TableGroups, counts_records
from desktop_app.kpi.holders import Holders
from desktop_app.kpi.origins import Origin, column_ranges, join_origins
from desktop_app.kpi.resampling import Singles
from desktop_app.kpi.used_formula import joined_origins

MOMENTS: tuple[str, ...] = ("n", "part", "whole", "pp", "pw", "ww")
"""Sums of a group: records that matter, parts, wholes, squares and products (see `Piece`)."""

_HEAD = 4096


@dataclass(slots=True)
class Piece:
    """What the records of one table that one formula counts come to, group by group.

    Only groups are kept, not records (but of small groups), so that many large tables fit.

    Parameters
    ----------
    beside : tuple of Origin
        Cells of other tables that the formula's fields were joined from.
    keys : tuple of Key
    known : array of int
        Counted records of each group.
    first_rows, last_rows : array of int
        Their first and last row in the sheet.
    moments : mapping of `MOMENTS` to array of float
        Squares and products are of the part less `centre` times the whole: that keeps the digits
        of a small spread about a large mean. Empty for quantiles.
    ranked : (array of float, array of int) or None
        For quantiles: see `Counted.ranked`.
    apart : array of int or None
        Records of each group that the formula leaves out and counts apart.
    holders : Holders or None
        Where the whole is a number of different ids: who the parts belong to.
    singles : Singles or None
        For ratios over all segments: the records of small groups, to draw from for intervals.
    trials, binary_whole : bool
        Whether each record is one trial (part 0 or 1 of a whole of 0 or 1); whether at least the
        whole is.
    """

    table: RecordTable
    letters: tuple[str, ...]
    beside: tuple[Origin, ...]
    keys: tuple[Key, ...]
    known: Ints
    first_rows: Ints
    last_rows: Ints
    moments: Mapping[str, Floats]
    ranked: tuple[Floats, Ints] | None
    trials: bool
    binary_whole: bool
    apart: Ints | None
    holders: Holders | None = None
    singles: Singles | None = None

    @classmethod
    def of(
        cls,
        columns: RecordColumns,
        groups: TableGroups,
        formula: Formula,
        letters: tuple[str, ...],
        centre: float,
    ) -> Piece:
        """Return what a table's records give for a formula."""
        counted = groups.counted(formula)
        part = columns.evaluate(formula.part)
        quantile = formula.statistic is Statistic.QUANTILE
        whole = _whole(columns, formula, part)
        binary = _is_flag(whole)
        trials = binary and _is_flag(part) and not bool(np.any(part > whole))
        moments = {} if quantile else _moments(counted, part, whole, centre, trials)
        single = formula.statistic is Statistic.RATIO and groups.dimension is None
        return cls(
            table=columns.table,
            letters=letters,
            beside=joined_origins(columns.table, formula),
            keys=counted.groups.keys,
            known=counted.n,
            first_rows=counted.spans[1],
            last_rows=counted.spans[2],
            moments=moments,
            ranked=counted.ranked if quantile else None,
            trials=trials,
            binary_whole=binary,
            apart=_apart(columns, counted, formula),
            holders=_holders(columns, counted, formula),
            singles=Singles.of(counted, moments["n"], part, whole) if single else None,
        )

    def origins(self) -> list[Origin]:
        """Return the cells behind each group, those that were joined to them last."""
        file, sheet = self.table.file, self.table.sheet
        rows = zip(self.first_rows.tolist(), self.last_rows.tolist(), strict=True)
        own = [
            (file, sheet, column_ranges(self.letters, first, last) or self.table.cells)
            for first, last in rows
        ]
        return [join_origins([one, *self.beside]) for one in own] if self.beside else own


def _holders(columns: RecordColumns, counted: Counted, formula: Formula) -> Holders | None:
    field = distinct_field(formula.whole)
    part = columns.evaluate(formula.part)
    return Holders.of(columns, counted, part, field) if field else None


def _apart(columns: RecordColumns, counted: Counted, formula: Formula) -> Ints | None:
    if not formula.apart:
        return None
    groups = counted.groups
    rows = columns.evaluate_with_gaps(formula.apart) == 1
    return np.bincount(groups.codes[rows], minlength=len(groups.keys) + 1)[:-1]


def centre_of(columns: RecordColumns, formula: Formula) -> float:
    """Return about what the records' parts are of their wholes, from the first of them.

    Any constant does for `Piece.moments`; the closer to the ratio, the more digits are kept.
    """
    if formula.statistic is Statistic.QUANTILE:
        return 0.0
    part = columns.evaluate(formula.part)[:_HEAD]
    whole = _whole(columns, formula, columns.evaluate(formula.part))
    head = np.broadcast_to(whole if isinstance(whole, float) else whole[:_HEAD], part.shape)
    known = ~np.isnan(part) & ~np.isnan(head)
    total = head[known].sum()
    return float(part[known].sum() / total) if total else 0.0


def _moments(
    counted: Counted, part: Floats, whole: Floats | float, centre: float, trials: bool
) -> dict[str, Floats]:
    n = counted.n.astype(np.float64)
    sums = {"n": n, "part": counted.sums(part)}
    if isinstance(whole, float):
        sums |= {"whole": n * whole, "ww": n * whole**2}
        sums["pw"] = whole * (sums["part"] - centre * sums["whole"])
    else:
        sums |= {"whole": counted.sums(whole), "ww": counted.sums_of(lambda r: whole[r] ** 2)}
        empty = counted.sums_of(lambda r: ((whole[r] == 0) & (part[r] == 0)).astype(np.float64))
        sums["n"] = n - empty
    if trials:
        # Sums of flags are sums of their squares, and part x whole is part.
        sums["pp"] = sums["part"] * (1 - 2 * centre) + centre**2 * sums["whole"]
        sums["pw"] = sums["part"] - centre * sums["whole"]
        return sums
    if isinstance(whole, float):
        sums["pp"] = counted.sums_of(lambda r: (part[r] - centre * whole) ** 2)
    else:
        sums["pp"] = counted.sums_of(lambda r: (part[r] - centre * whole[r]) ** 2)
        sums["pw"] = counted.sums_of(lambda r: (part[r] - centre * whole[r]) * whole[r])
    return sums


def _whole(columns: RecordColumns, formula: Formula, part: Floats) -> Floats | float:
    """Return each record's whole, as one number where it is the same for all that count."""
    if formula.statistic is not Statistic.RATIO:
        return 1.0
    if counts_records(formula):
        if parse(formula.whole).fields:
            return 1.0
        return float(parse(formula.whole).evaluate({})[0])
    values = columns.evaluate(formula.whole)
    ones = (values == 1) | np.isnan(values) | np.isnan(part)
    return 1.0 if bool(ones.all()) else values


def _is_flag(values: Floats | float) -> bool:
    """Return whether every known value is 0 or 1; most that are not show it at once."""

    def all_flags(some: Floats | NDArray[Any] | float) -> bool:
        return bool(np.all((some == 0) | (some == 1) | np.isnan(some)))

    return all_flags(values if isinstance(values, float) else values[:_HEAD]) and all_flags(values)
