"""The claims check as screens and sheets show it: stated beside computed, by effect on the rank."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop_app.domain.measurement import Basis
from desktop_app.domain.sentences import shown_period
from desktop_app.domain.translating import later, local, tr
from desktop_app.domain.unit import Unit
from desktop_app.kpi.claims import Claim, Favour, Verdict
from desktop_app.kpi.wording import place
from desktop_app.presenting.formatting import format_interval, format_value
from desktop_app.presenting.model import Comparison, Figure
from desktop_app.presenting.tables import Align, Cell, Column, Table, Tint, make_table, text_cell
from desktop_app.scoring.model import Method, Normalisation, Scenario
from desktop_app.scoring.notes import listed
from desktop_app.scoring.what_if import Cells, Standing, Standings, WhatIf

VERDICT_WORDS = {
    Verdict.AGREES: later("agrees"),
    Verdict.ROUNDING: later("within rounding"),
    Verdict.SAMPLING: later("within sampling"),
    Verdict.DIFFERS: later("differs"),
    Verdict.UNLIKE: later("not of one time"),
}
FAVOUR_WORDS = {
    Favour.VENDOR: later("flatters the vendor"),
    Favour.AGAINST: later("to its own disadvantage"),
    Favour.NEITHER: "",
}
_COUNTED = {
    Verdict.AGREES: (later("1 agrees"), later("{count} agree")),
    Verdict.ROUNDING: (later("1 within rounding"), later("{count} within rounding")),
    Verdict.SAMPLING: (later("1 within sampling"), later("{count} within sampling")),
    Verdict.DIFFERS: (later("1 differs"), later("{count} differ")),
    Verdict.UNLIKE: (later("1 not of one time"), later("{count} not of one time")),
}
_TINTS = {
    Verdict.AGREES: Tint.OK,
    Verdict.ROUNDING: Tint.OK,
    Verdict.SAMPLING: Tint.NONE,
    Verdict.DIFFERS: Tint.LOOK,
    Verdict.UNLIKE: Tint.MUTED,
}
_VERDICTS = list(Verdict)
_EXPLAINED = {
    Verdict.AGREES: later("Both say the same."),
    Verdict.ROUNDING: later("The rounding of what is written explains the difference."),
    Verdict.UNLIKE: later(
        "The two are not of the same time: neither agreement nor a difference would say anything."
    ),
    Verdict.SAMPLING: later(
        "The difference is inside the interval of the records: were they a sample, it could be "
        "chance."
    ),
}
_DIFFERS = {
    Favour.VENDOR: later(
        "Neither rounding nor sample size explains the difference; it flatters the vendor."
    ),
    Favour.AGAINST: later(
        "Neither rounding nor sample size explains the difference, and it is to its own "
        "disadvantage."
    ),
    Favour.NEITHER: later("Neither rounding nor sample size explains the difference."),
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


def claims_table(check: ClaimsCheck, comparison: Comparison) -> Table:
    """Return one row a claim; row keys are the claim's `same`, column keys `stated` and `own`."""
    kpis = comparison.catalogue.kpis
    columns: list[Column[ClaimLine]] = [
        Column("vendor", tr("Vendor"), lambda i: text_cell(i.claim.vendor, strong=True), width=16),
        Column("kpi", tr("KPI"), lambda i: text_cell(kpis[i.claim.kpi].title), least=18),
        Column("period", tr("Period"), lambda i: _label(shown_period(i.claim.period)), width=9),
        Column("segment", tr("Segment"), lambda i: _label(i.claim.segment), width=9),
        Column("stated", tr("Stated"), _stated_cell, tr("Click to see its cells"), Align.RIGHT, 9,
               descending=True),
        Column("own", tr("Evidence"), _own_cell, tr("Click to see its cells"), Align.RIGHT, 10,
               descending=True),
        Column("verdict", tr("Verdict"), _verdict_cell, tr("Rounding and sample size considered"),
               width=13),
        Column("effect", tr("Effect"), _effect_cell_of(comparison.scenario),
               tr("Score as stated less score as computed"), Align.RIGHT, 13, descending=True),
        Column("rank", tr("Rank"), _rank_cell, tr("As stated / as computed"), Align.CENTRE, 8),
        Column("favour", tr("In favour of"), _favour_cell, width=21),
    ]  # fmt: skip
    if not any(line.claim.segment for line in check.lines):
        columns = [column for column in columns if column.key != "segment"]
    if not any(line.claim.period for line in check.lines):
        columns = [column for column in columns if column.key != "period"]
    return make_table(columns, check.lines, lambda line: line.claim.same)


def claim_lines(line: ClaimLine, comparison: Comparison) -> list[str]:
    """Return what is known about a claim, one sentence each."""
    claim = line.claim
    said = format_value(claim.stated, claim.unit, claim.currency)
    made = format_value(claim.own, claim.unit, claim.currency)
    interval = format_interval(claim.low, claim.high, claim.unit, claim.currency)
    computed = claim.basis == Basis.COMPUTED.value
    counts = (
        tr(" ({part:,.0f} of {whole:,.0f})", part=claim.part, whole=claim.whole)
        if _counted(claim)
        else ""
    )
    room = format_value(claim.tolerance, claim.unit, claim.currency).lstrip("+")
    if claim.unit == Unit.SHARE:
        room = tr("{tolerance:.2g} points", tolerance=claim.tolerance * 100)
    mark, at = f", {claim.note}" if claim.note else "", place(*claim.own_at)
    lines = [
        tr(
            "{vendor} states {figure}, at {place}.",
            vendor=claim.vendor,
            figure=said + mark,
            place=place(*claim.stated_at),
        ),
        tr("Its records give {figure}, at {place}.", figure=made + counts, place=at)
        if computed
        else tr("Its stated counts give {figure}, at {place}.", figure=made + counts, place=at),
        tr("Room for rounding: {room}.", room=room) if claim.tolerance else "",
        tr("95 % interval of the records: {interval}.", interval=interval) if interval else "",
        _verdict_sentence(line),
    ]
    return [text for text in (*lines, *_effect_sentences(line, comparison)) if text]


def effect_text(gain: float, scenario: Scenario) -> str:
    """Return what a score gains, with its sign and in the method's own terms."""
    return (
        tr("{gain:+.1f} points", gain=gain)
        if in_points(scenario)
        else local("{gain:+.4f}", gain=gain)
    )


def score_text(score: float, scenario: Scenario) -> str:
    """Return a score with as many decimals as the method's terms need."""
    return local("{score:.1f}" if in_points(scenario) else "{score:.4f}", score=score)


def apart_text(apart: float, scenario: Scenario) -> str:
    """Return how far scores are apart, in the method's own terms."""
    return (
        tr("{apart:.1f} points", apart=apart)
        if in_points(scenario)
        else score_text(apart, scenario)
    )


def in_points(scenario: Scenario) -> bool:
    """Return whether scores are points of 100."""
    return scenario.method is Method.WEIGHTED and scenario.normalisation is Normalisation.ANCHORS


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
            tr("No vendor states a figure that its own records or counts could be held against.")
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
            rank=_rank(now.vendors[vendor]),
            other_rank=_rank(stated.vendors[vendor]),
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


def _rank(standing: Standing) -> str:
    return tr("not ranked") if standing.rank is None else str(standing.rank)


def _favour(line: ClaimLine) -> Favour:
    claim = line.claim
    return claim.favour if claim.verdict is Verdict.DIFFERS else Favour.NEITHER


def _label(text: str) -> Cell:
    return text_cell(text) if text else Cell(tr("all"), "", Tint.MUTED)


def _stated_cell(line: ClaimLine) -> Cell:
    claim = line.claim
    text = format_value(claim.stated, claim.unit, claim.currency)
    return Cell(f"{text} *" if claim.note else text, claim.stated, tooltip=place(*claim.stated_at))


def _own_cell(line: ClaimLine) -> Cell:
    claim = line.claim
    text = format_value(claim.own, claim.unit, claim.currency)
    return Cell(text, claim.own, tooltip=place(*claim.own_at))


def _verdict_cell(line: ClaimLine) -> Cell:
    verdict = line.claim.verdict
    icon = {Verdict.DIFFERS: "look", Verdict.AGREES: "ok"}.get(verdict, "")
    place_of = float(_VERDICTS.index(verdict))
    words = tr(VERDICT_WORDS[verdict])
    return Cell(words, place_of, _TINTS[verdict], _verdict_sentence(line), icon)


def _favour_cell(line: ClaimLine) -> Cell:
    words = FAVOUR_WORDS[_favour(line)]
    return text_cell(tr(words) if words else "")


def _effect_cell_of(scenario: Scenario) -> Callable[[ClaimLine], Cell]:
    def cell(line: ClaimLine) -> Cell:
        if line.effect is None:
            return Cell(tr("not weighed"), None, Tint.MUTED, tr("This KPI carries no weight."))
        if not line.ranked:
            return Cell(tr("in the total"), None, Tint.MUTED,
                        tr("Only the figure over all periods and segments is ranked."))  # fmt: skip
        if math.isnan(line.effect.gain):
            return Cell(tr("not ranked"), None, Tint.MUTED)
        return Cell(effect_text(line.effect.gain, scenario), abs(line.effect.gain))

    return cell


def _rank_cell(line: ClaimLine) -> Cell:
    if line.effect is None or not line.ranked:
        return Cell("", None)
    one, other = _rank(line.effect.as_stated), _rank(line.effect.as_computed)
    if one == other:
        return Cell(one, 0.0, Tint.MUTED)
    return Cell(f"{one} / {other}", 1.0, Tint.LOOK, strong=True)


def _counted(claim: Claim) -> bool:
    return claim.unit == Unit.SHARE and claim.part.is_integer() and claim.whole.is_integer()


def _verdict_sentence(line: ClaimLine) -> str:
    claim = line.claim
    if claim.verdict is Verdict.DIFFERS:
        return tr(_DIFFERS[claim.favour])
    return tr(_EXPLAINED[claim.verdict])


def _effect_sentences(line: ClaimLine, comparison: Comparison) -> list[str]:
    effect = line.effect
    if effect is None or math.isnan(effect.gain):
        return []
    scenario = comparison.scenario
    stated, computed = effect.as_stated, effect.as_computed
    return [
        tr(
            "{vendor} scores {score} with what its evidence gives (rank {rank}) and "
            "{stated_score} with what it states (rank {stated_rank}), over all periods: "
            "{effect}.",
            vendor=line.claim.vendor,
            score=score_text(computed.score, scenario),
            rank=_rank(computed),
            stated_score=score_text(stated.score, scenario),
            stated_rank=_rank(stated),
            effect=effect_text(effect.gain, scenario),
        )
    ]
