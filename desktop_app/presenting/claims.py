"""The claims check as screens and sheets show it: stated beside computed, by effect on the rank."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import later, tr
from desktop_app.kpi.claims import Claim, Favour, Verdict
from desktop_app.presenting.model import Comparison, Figure
from desktop_app.presenting.score_words import rank_text
from desktop_app.scoring.what_if import Cells, Standing, Standings, WhatIf

_COUNTED = {
    Verdict.AGREES: (later("1 agrees"), later("{count} agree")),
    Verdict.ROUNDING: (later("1 within rounding"), later("{count} within rounding")),
    Verdict.SAMPLING: (later("1 within sampling"), later("{count} within sampling")),
    Verdict.DIFFERS: (later("1 differs"), later("{count} differ")),
    Verdict.UNLIKE: (later("1 not of one time"), later("{count} not of one time")),
}

Ask = Callable[[Cells], Standings]
"""Where all vendors would stand with other figures in some places."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What it does to a vendor that one KPI is taken as stated or as its evidence gives it.

    All other figures stay as they are ranked now.
    """

    as_stated: Standing
    as_computed: Standing
    gain: float
    """Score as stated less score as computed, above 0 where the statement helps the vendor."""


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim with its effect: that of the KPI over all periods, None where it has none.

    Only figures over all periods and segments are ranked, so a month's own effect is that of its
    KPI; `ranked` says whether this line's figures are those.
    """

    claim: Claim
    effect: Effect | None
    ranked: bool


@dataclass(frozen=True, slots=True)
class ClaimsCheck:
    """All claims, those first that move their vendor's score most.

    Parameters
    ----------
    sentences : tuple of str
        What comes of it, for each vendor and for the ranking.
    """

    lines: tuple[ClaimLine, ...]
    sentences: tuple[str, ...]


def claims_check(comparison: Comparison) -> ClaimsCheck:
    """Return every stated figure beside the vendor's own evidence, by effect on the ranking."""
    gate_values = {key: f.value for key, f in comparison.figures.items() if f.comparable}

    standing = WhatIf(comparison.matrix, comparison.scenario, gate_values).standings
    pairs = {key: f for key, f in comparison.figures.items() if _weighs(comparison, f)}
    effects = {key: _effect(figure, standing) for key, figure in pairs.items()}
    lines = [
        ClaimLine(claim, effects.get((claim.vendor, claim.kpi)), _is_ranked(claim, comparison))
        for claim in comparison.claims
    ]
    lines.sort(key=_order(comparison))
    return ClaimsCheck(tuple(lines), tuple(_sentences(comparison, lines, pairs, standing)))


def _weighs(comparison: Comparison, figure: Figure) -> bool:
    """Return whether a figure has a statement beside it and takes part in the ranking."""
    if math.isnan(figure.stated) or not figure.comparable:
        return False
    gated = any(gate.kpi == figure.kpi for gate in comparison.scenario.gates)
    return gated or any(c.id == figure.kpi and c.weight > 0 for c in comparison.matrix.criteria)


def _effect(figure: Figure, standing: Ask) -> Effect:
    key = (figure.vendor, figure.kpi)
    stated, computed = standing({key: figure.stated}), standing({key: figure.value})
    one, other = stated.vendors[figure.vendor], computed.vendors[figure.vendor]
    sign = 1.0 if stated.higher_is_better else -1.0
    return Effect(one, other, sign * (one.score - other.score))


def _is_ranked(claim: Claim, comparison: Comparison) -> bool:
    figure = comparison.figures.get((claim.vendor, claim.kpi))
    if figure is None or claim.period or claim.segment:
        return False
    variants = comparison.catalogue.kpis[claim.kpi].variants
    return (figure.variant or variants[0].id) == claim.variant


def _order(comparison: Comparison) -> Callable[[ClaimLine], tuple[float | int | str, ...]]:
    """Return the key by which claims stand: differing ones by effect, then the rest."""
    places = {kpi: place for place, kpi in enumerate(comparison.catalogue.kpis)}

    def key(line: ClaimLine) -> tuple[float | int | str, ...]:
        claim = line.claim
        differs = claim.verdict is Verdict.DIFFERS
        gain = line.effect.gain if line.effect is not None else 0.0
        moves = abs(gain) if differs and math.isfinite(gain) else 0.0
        return (not differs, -moves, claim.vendor.casefold(), places[claim.kpi],
                not line.ranked, claim.segment, claim.period)  # fmt: skip

    return key


def _sentences(
    comparison: Comparison,
    lines: Sequence[ClaimLine],
    pairs: dict[tuple[str, str], Figure],
    standing: Ask,
) -> list[str]:
    """Return what was found by vendor, and what ranks everybody's word would give."""
    if not lines:
        return [
            tr(
                "No vendor states a figure that its own records or counts could be held against. "
                "Ask vendors for the log behind their summary, and open it in Sources."
            )
        ]
    found = []
    for vendor in comparison.vendors:
        own = [line.claim for line in lines if line.claim.vendor == vendor]
        counts = Counter(claim.verdict for claim in own)
        if own:
            told = ", ".join(_told(v, counts[v]) for v in Verdict if counts[v])
            better = sum(c.verdict is Verdict.DIFFERS and c.favour is Favour.VENDOR for c in own)
            more = (
                tr(" ({better} of them in its favour)", better=better)
                if counts[Verdict.DIFFERS]
                else ""
            )
            figures = (
                tr("1 stated figure")
                if len(own) == 1
                else tr("{count} stated figures", count=len(own))
            )
            found.append(
                tr(
                    "{vendor}: {figures} checked: {told}{more}.",
                    vendor=vendor,
                    figures=figures,
                    told=told,
                    more=more,
                )
            )
        else:
            found.append(
                tr(
                    "{vendor}: nothing to check: no stated figure has evidence beside it.",
                    vendor=vendor,
                )
            )
    return _taken_at_word(comparison, pairs, standing) + found


def _told(verdict: Verdict, count: int) -> str:
    one, many = _COUNTED[verdict]
    return tr(one) if count == 1 else tr(many, count=count)


def _taken_at_word(
    comparison: Comparison,
    pairs: dict[tuple[str, str], Figure],
    standing: Ask,
) -> list[str]:
    """Return how the ranking would change if all statements were taken for the figures."""
    if not pairs:
        return []
    now = standing({key: figure.value for key, figure in pairs.items()})
    stated = standing({key: figure.stated for key, figure in pairs.items()})
    moved = [
        tr(
            "{vendor} from {rank} to {other_rank}",
            vendor=vendor,
            rank=rank_text(now.vendors[vendor]),
            other_rank=rank_text(stated.vendors[vendor]),
        )
        for vendor in comparison.vendors
        if now.vendors[vendor].rank != stated.vendors[vendor].rank
    ]
    if not moved:
        return [tr("Taken at their word, the vendors would rank as they do by their evidence.")]
    lead = ""
    if now.leaders != stated.leaders and stated.leaders:
        lead = tr(" {leaders} would be first.", leaders=listed(stated.leaders))
    return [
        tr(
            "Taken at their word, ranks would change: {moved}.{lead}",
            moved="; ".join(moved),
            lead=lead,
        )
    ]
