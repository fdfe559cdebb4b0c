"""The claims check: what a vendor's summary says against what its own records give."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from desktop_app.catalogue.model import Anchors, Catalogue, KpiDefinition
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.measurement import Basis
from desktop_app.domain.sentences import listed, shown_period
from desktop_app.domain.translating import later, tr
from desktop_app.domain.unit import Direction, Unit
from desktop_app.kpi.origins import Origin
from desktop_app.kpi.summaries import TOLERANCE
from desktop_app.kpi.table import Block
from desktop_app.kpi.wording import place, show

_SAME = ("vendor", "kpi", "variant", "period", "segment", "unit", "currency")
_SLACK = 1e-9
"""Relative room for floating point in comparing two figures."""


class Verdict(StrEnum):
    """How a stated figure stands beside the vendor's own evidence.

    AGREES: the same number. ROUNDING: off by no more than the rounding of what is written (and,
    for a simple mean, the unknown volumes of its parts) explains. SAMPLING: inside the 95 %
    interval of the figure from records. DIFFERS: neither explains it. UNLIKE: the two are not of
    the same time, so that neither agreement nor a difference would say anything.
    """

    AGREES = "agrees"
    ROUNDING = "rounding"
    SAMPLING = "sampling"
    DIFFERS = "differs"
    UNLIKE = "unlike"


class Favour(StrEnum):
    """Whom a difference makes look better: the vendor that states it, or not; or it can't be said.

    NEITHER where the KPI has no better side, or both figures stand equally far from the target.
    """

    VENDOR = "vendor"
    AGAINST = "against"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Claim:
    """One stated figure beside what the vendor's own evidence gives.

    Parameters
    ----------
    variant : str
        The definition that both have; a stated figure that names none is taken for the default,
        and `named` is then ``""``.
    period, segment : str
        Labels, ``""`` for all.
    stated, own : float
        In the canonical unit.
    basis : str
        COMPUTED where `own` is from records, DERIVED where it is from counts in the same summary.
    tolerance : float
        How far rounding can have moved `stated`, 0 where it is not known.
    low, high : float
        The 95 % interval of `own`, NaN where it has none (counts in a summary are no sample).
    part, whole, n : float
        Of `own`, NaN where unknown.
    note : str
        The mark that the stated figure carries.
    stated_at, own_at : Origin
        File, sheet and cells of both.
    """

    vendor: str
    kpi: str
    variant: str
    named: str
    period: str
    segment: str
    unit: str
    currency: str
    stated: float
    own: float
    basis: str
    verdict: Verdict
    favour: Favour
    tolerance: float
    low: float
    high: float
    part: float
    whole: float
    n: float
    note: str
    stated_at: Origin
    own_at: Origin

    @property
    def gap(self) -> float:
        """Return how much more is stated than the evidence gives, in the canonical unit."""
        return self.stated - self.own

    @property
    def same(self) -> tuple[str, ...]:
        """Return what tells one claim from all others."""
        return (self.vendor, self.kpi, self.variant, self.period, self.segment, self.currency)

    def measurement(self, stated: bool) -> dict[str, Any]:
        """Return one of the two as a measurement, for the way back to its cells."""
        file, sheet, cells = self.stated_at if stated else self.own_at
        return {
            "vendor": self.vendor,
            "kpi": self.kpi,
            "variant": self.named if stated else self.variant,
            "basis": Basis.STATED.value if stated else self.basis,
            "period": self.period or None,
            "segment": self.segment or None,
            "value": self.stated if stated else self.own,
            "unit": self.unit,
            "currency": self.currency,
            "file": file,
            "sheet": sheet,
            "cells": cells,
        }


def claims_of(computed: Sequence[Block], summaries: Block, catalogue: Catalogue) -> list[Claim]:
    """Return every stated figure that can be checked, with what comes of it.

    A stated figure is compared with the one computed from the vendor's records and, where there
    are none, with the one its own stated counts give; of the same period, segment and definition
    (a stated figure without a named definition is held against the default one).

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
    return [_claim(row, own[row.same], catalogue) for row in stated if row.same in own]


def claim_findings(claims: Sequence[Claim], catalogue: Catalogue) -> list[Finding]:
    """Return a finding for each vendor and KPI whose stated figure is not borne out.

    And one for each vendor of whose stated figures some can't be held against its records.
    """
    compared = Counter(
        (claim.vendor, claim.kpi) for claim in claims if claim.verdict is not Verdict.UNLIKE
    )
    differing: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.verdict is Verdict.DIFFERS:
            differing[claim.vendor, claim.kpi].append(claim)
    unlike: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.verdict is Verdict.UNLIKE:
            unlike[claim.vendor].append(claim)
    found = [
        _finding(max(found, key=lambda c: abs(c.gap)), len(found), compared[key], catalogue)
        for key, found in differing.items()
    ]
    return found + [_unlike(some, catalogue) for some in unlike.values()]


def verdict_of(stated: float, own: float, tolerance: float, low: float, high: float) -> Verdict:
    """Return how a stated figure stands beside its own evidence.

    Parameters
    ----------
    tolerance : float
        Room for rounding, NaN counts as none.
    low, high : float
        The interval of `own`; NaN ends are at `own` itself.
    """
    room = 0.0 if math.isnan(tolerance) else tolerance
    slack = _SLACK * abs(own)
    gap = abs(stated - own)
    if gap <= slack:
        return Verdict.AGREES
    if gap <= room + slack:
        return Verdict.ROUNDING
    bottom, top = (own if math.isnan(end) else end for end in (low, high))
    if bottom - room - slack <= stated <= top + room + slack:
        return Verdict.SAMPLING
    return Verdict.DIFFERS


def favour_of(stated: float, own: float, definition: KpiDefinition) -> Favour:
    """Return whom it serves that `stated` is written in place of `own`."""
    if definition.direction is Direction.NONE or stated == own:
        return Favour.NEITHER
    if definition.direction is Direction.BAND:
        if definition.anchors is None:
            return Favour.NEITHER
        off = [_off_band(value, definition.anchors) for value in (stated, own)]
        if off[0] == off[1]:
            return Favour.NEITHER
        return Favour.VENDOR if off[0] < off[1] else Favour.AGAINST
    better = (stated > own) is (definition.direction is Direction.HIGHER)
    return Favour.VENDOR if better else Favour.AGAINST


def _off_band(value: float, anchors: Anchors) -> float:
    high = anchors.target if anchors.target_high is None else anchors.target_high
    return max(anchors.target - value, value - high, 0.0)


@dataclass(frozen=True, slots=True)
class _Row:
    """One figure of a block; `same` is what figures that are compared have in common."""

    block: Block
    at: int
    same: tuple[str, ...]

    @property
    def basis(self) -> str:
        return self.text("basis")

    @property
    def origin(self) -> Origin:
        return self.text("file"), self.text("sheet"), self.text("cells")

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


def _claim(stated: _Row, own: _Row, catalogue: Catalogue) -> Claim:
    vendor, kpi, variant, period, segment, unit, currency = stated.same
    said, made = stated.number("value"), own.number("value")
    tolerance = stated.number(TOLERANCE)
    computed = own.basis == Basis.COMPUTED.value
    # The log may be a sample, but counts in the same summary are not.
    low, high = (own.number(end) if computed else math.nan for end in ("low", "high"))
    return Claim(
        vendor=vendor,
        kpi=kpi,
        variant=variant,
        named=stated.text("variant"),
        period=period,
        segment=segment,
        unit=unit,
        currency=currency,
        stated=said,
        own=made,
        basis=own.basis,
        verdict=verdict_of(said, made, tolerance, low, high),
        favour=favour_of(said, made, catalogue.kpis[kpi].as_compared(variant)),
        tolerance=0.0 if math.isnan(tolerance) else tolerance,
        low=low,
        high=high,
        part=own.number("part"),
        whole=own.number("whole"),
        n=own.number("n"),
        note=stated.text("note"),
        stated_at=stated.origin,
        own_at=own.origin,
    )


def _unlike(claims: Sequence[Claim], catalogue: Catalogue) -> Finding:
    first = claims[0]
    titles = list(dict.fromkeys(catalogue.kpis[claim.kpi].title for claim in claims))
    what = listed(titles, 4)
    if first.period:
        what = tr("{kpis} as stated for {period}", kpis=what, period=shown_period(first.period))
    else:
        what = tr("{kpis} as stated", kpis=what)
    if len(claims) > 1:
        what = tr("{kpis} (and {count} more of its figures)", kpis=what, count=len(claims) - 1)
    return Finding(
        Severity.WARNING,
        "claim-unlike",
        tr(
            "{vendor}: {figures} can't be checked: {why}. Ask for the records of the whole time, "
            "or for figures of the time that the records are of.",
            vendor=first.vendor,
            figures=what,
            why=first.note,
        ),
        *first.stated_at,
    )


def _finding(claim: Claim, differing: int, compared: int, catalogue: Catalogue) -> Finding:
    said = show(claim.stated, claim.unit, claim.currency)
    made = show(claim.own, claim.unit, claim.currency)
    count = ""
    if claim.unit == Unit.SHARE and claim.part.is_integer() and claim.whole.is_integer():
        count = tr("({part:.0f} of {whole:.0f})", part=claim.part, whole=claim.whole)
    said = f"{said} ({claim.note})" if claim.note else said
    if claim.period:
        said = tr("{figure} for {period}", figure=said, period=shown_period(claim.period))
    text = (
        later("{vendor} states {kpi} of {stated}; its own records give {computed}, at {place}.")
        if claim.basis == Basis.COMPUTED.value
        else later(
            "{vendor} states {kpi} of {stated}; its own stated counts give {computed}, at {place}."
        )
    )
    sentences = [
        tr(
            text,
            vendor=claim.vendor,
            kpi=catalogue.kpis[claim.kpi].title,
            stated=said,
            computed=f"{made} {count}".strip(),
            place=place(*claim.own_at),
        )
    ]
    if compared > 1:
        sentences.append(
            tr("{count} of {compared} figures differ.", count=differing, compared=compared)
        )
    sentences.append(tr("Ask the vendor how its figure was made."))
    return Finding(
        Severity.WARNING,
        "claim-differs",
        " ".join(sentences),
        *claim.stated_at,
    )
