"""The claims check: what a vendor's summary says against what its own records give."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.measurement import Basis
from desktop_app.domain.unit import Unit
from desktop_app.kpi.summaries import TOLERANCE
from desktop_app.kpi.table import Block
from desktop_app.kpi.wording import place, show

_SAME = ("vendor", "kpi", "variant", "period", "segment", "unit", "currency")
_SLACK = 1e-9
"""Relative room for floating point in comparing two figures."""


def check_claims(
    computed: Sequence[Block], summaries: Block, catalogue: Catalogue
) -> list[Finding]:
    """Return a finding for each vendor and KPI whose stated figure is not borne out.

    A stated figure is compared with the one computed from the vendor's records and, where there
    are none, with the one its own stated counts give; of the same period, segment and definition
    (a stated figure without a named definition is held against the default one). It differs
    when rounding (and, for a simple mean, the months' unknown volumes) can't explain the gap
    and, for a figure from records, when it lies outside the 95 % interval: the log may be a
    sample, but counts in the same summary are not.

    Parameters
    ----------
    computed : sequence of Block
        Figures from records.
    summaries : Block
        Stated figures and such made of stated counts, with the column
        `kpi.summaries.TOLERANCE`.
    """
    stated = [row for row in _rows(summaries, catalogue) if row.basis == Basis.STATED.value]
    if not stated:
        return []
    wanted = {row.same for row in stated}
    own: dict[tuple[str, ...], _Row] = {}
    for block in (*computed, summaries):
        for row in _rows(block, catalogue, wanted):
            if block is not summaries or row.basis == Basis.DERIVED.value:
                own.setdefault(row.same, row)
    compared = Counter((row.vendor, row.kpi) for row in stated if row.same in own)
    differing: dict[tuple[str, str], list[tuple[float, _Row]]] = defaultdict(list)
    for row in stated:
        if row.same in own and _differs(row, own[row.same]):
            gap = abs(row.number("value") - own[row.same].number("value"))
            differing[row.vendor, row.kpi].append((gap, row))
    findings = []
    for key, found in differing.items():
        worst = max(found, key=itemgetter(0))[1]
        findings.append(_finding(worst, own[worst.same], len(found), compared[key], catalogue))
    return findings


@dataclass(frozen=True, slots=True)
class _Row:
    """One figure of a block; `same` is what figures that are compared have in common."""

    block: Block
    at: int
    same: tuple[str, ...]

    @property
    def vendor(self) -> str:
        return self.same[0]

    @property
    def kpi(self) -> str:
        return self.same[1]

    @property
    def basis(self) -> str:
        return self.text("basis")

    def text(self, name: str) -> str:
        return str(self.block[name][self.at] or "")

    def number(self, name: str) -> float:
        return float(self.block[name][self.at])


def _rows(
    block: Block, catalogue: Catalogue, wanted: Container[tuple[str, ...]] | None = None
) -> Iterator[_Row]:
    """Return the figures of a block, all or those that are wanted."""
    default = {kpi.id: kpi.variants[0].id for kpi in catalogue.kpis.values()}
    for at, key in enumerate(zip(*(block[name] for name in _SAME), strict=True)):
        vendor, kpi, variant, *rest = key
        same = (vendor, kpi, variant or default[kpi], *(label or "" for label in rest))
        if wanted is None or same in wanted:
            yield _Row(block, at, same)


def _differs(stated: _Row, own: _Row) -> bool:
    """Whether neither rounding nor the interval of the vendor's records explains the gap."""
    said, made = stated.number("value"), own.number("value")
    tolerance = stated.number(TOLERANCE)
    slack = (0.0 if math.isnan(tolerance) else tolerance) + _SLACK * abs(made)
    low = high = made
    if own.basis == Basis.COMPUTED.value:
        ends = own.number("low"), own.number("high")
        low, high = (made if math.isnan(end) else end for end in ends)
    return abs(said - made) > slack and not low - slack <= said <= high + slack


def _finding(
    stated: _Row, own: _Row, differing: int, compared: int, catalogue: Catalogue
) -> Finding:
    kpi = catalogue.kpis[stated.kpi]
    unit, currency = stated.text("unit"), stated.text("currency")
    said = show(stated.number("value"), unit, currency)
    made = show(own.number("value"), unit, currency)
    count = ""
    part, whole = own.number("part"), own.number("whole")
    if unit == Unit.SHARE and part.is_integer() and whole.is_integer():
        count = f" ({part:.0f} of {whole:.0f})"
    source = "records give" if own.basis == Basis.COMPUTED.value else "stated counts give"
    mark = f" ({stated.text('note')})" if stated.text("note") else ""
    when = f" for {stated.text('period')}" if stated.text("period") else ""
    how_many = f" {differing} of {compared} figures differ." if compared > 1 else ""
    where = place(own.text("file"), own.text("sheet"), own.text("cells"))
    return Finding(
        Severity.WARNING,
        "claim-differs",
        f"{stated.vendor} states {kpi.title} of {said}{mark}{when}; "
        f"its own {source} {made}{count}, at {where}.{how_many} "
        "Ask the vendor how its figure was made.",
        stated.text("file"),
        stated.text("sheet"),
        stated.text("cells"),
    )
