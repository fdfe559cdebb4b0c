"""One claim in words: what is stated, what the evidence gives, and what comes of it."""

from __future__ import annotations

import math

from desktop_app.domain.measurement import Basis
from desktop_app.domain.translating import later, tr
from desktop_app.domain.unit import Unit
from desktop_app.kpi.claims import Claim, Favour, Verdict
from desktop_app.kpi.wording import place
from desktop_app.presenting.claims import ClaimLine
from desktop_app.presenting.formatting import format_interval, format_value
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.score_words import effect_text, rank_text, score_text

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
        verdict_sentence(line),
    ]
    return [text for text in (*lines, *_effect_sentences(line, comparison)) if text]


def _counted(claim: Claim) -> bool:
    return claim.unit == Unit.SHARE and claim.part.is_integer() and claim.whole.is_integer()


def verdict_sentence(line: ClaimLine) -> str:
    """Return what explains the difference of a claim, or that nothing does."""
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
            rank=rank_text(computed),
            stated_score=score_text(stated.score, scenario),
            stated_rank=rank_text(stated),
            effect=effect_text(effect.gain, scenario),
        )
    ]
