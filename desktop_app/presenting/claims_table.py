"""The claims check as a table."""

from __future__ import annotations

import math
from collections.abc import Callable

from desktop_app.domain.sentences import shown_period
from desktop_app.domain.translating import tr
from desktop_app.kpi.claims import Favour, Verdict
from desktop_app.kpi.wording import place
from desktop_app.presenting.claim_words import FAVOUR_WORDS, VERDICT_WORDS, verdict_sentence
from desktop_app.presenting.claims import ClaimLine, ClaimsCheck
from desktop_app.presenting.formatting import format_value
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.score_words import effect_text, rank_text
from desktop_app.presenting.tables import Align, Cell, Column, Table, Tint, make_table, text_cell
from desktop_app.scoring.model import Scenario

_TINTS = {
    Verdict.AGREES: Tint.OK,
    Verdict.ROUNDING: Tint.OK,
    Verdict.SAMPLING: Tint.NONE,
    Verdict.DIFFERS: Tint.LOOK,
    Verdict.UNLIKE: Tint.MUTED,
}

_VERDICTS = list(Verdict)


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
    return Cell(words, place_of, _TINTS[verdict], verdict_sentence(line), icon)


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
    one, other = rank_text(line.effect.as_stated), rank_text(line.effect.as_computed)
    if one == other:
        return Cell(one, 0.0, Tint.MUTED)
    return Cell(f"{one} / {other}", 1.0, Tint.LOOK, strong=True)
