"""The audit sample as screens and sheets show it: records to tick off, and what the ticks say."""

from __future__ import annotations

import math

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.sentences import shown_period
from desktop_app.domain.translating import later, tr
from desktop_app.kpi.audit import AuditCell, AuditItem, AuditPlan, AuditSheet, Mark, Strata, draw
from desktop_app.kpi.audit_rates import ErrorRate, error_rates, size_for
from desktop_app.presenting.formatting import format_percent
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.tables import Align, Cell, Column, Table, Tint, make_table, text_cell

MARK_WORDS = {
    Mark.OPEN: "",
    Mark.VERIFIED: later("verified"),
    Mark.WRONG: later("wrong"),
    Mark.NOT_FOUND: later("not found"),
}
STRATA_WORDS = {
    Strata.NONE: later("from all records alike"),
    Strata.VENDOR: later("by vendor"),
    Strata.MONTH: later("by month"),
    Strata.VENDOR_MONTH: later("by vendor and month"),
}
_LOOKS = {
    Mark.OPEN: (Tint.MUTED, ""),
    Mark.VERIFIED: (Tint.OK, "ok"),
    Mark.WRONG: (Tint.FAILED, "failed"),
    Mark.NOT_FOUND: (Tint.LOOK, "question"),
}
_MARKS = list(Mark)


def draw_sample(comparison: Comparison, plan: AuditPlan) -> AuditSheet:
    """Return a sample of the records that the comparison's figures are made from."""
    return draw(comparison.evidence, comparison.catalogue, plan)


def draw_to_precision(
    comparison: Comparison, seed: int, strata: Strata, margin: float, expected: float
) -> AuditSheet:
    """Return a sample large enough to tell the error rate to within `margin` either way.

    Parameters
    ----------
    margin, expected : float
        Shares 0..1; see `kpi.audit_rates.size_for`.
    """
    population = sum(draw_sample(comparison, AuditPlan(seed, 1)).records.values())
    size = size_for(margin, expected, population)
    return draw_sample(comparison, AuditPlan(seed, size, strata))


def audit_table(sheet: AuditSheet, catalogue: Catalogue) -> Table:
    """Return one row a record; row keys are their numbers, `mark` and `note` can be edited."""
    columns: list[Column[AuditItem]] = [
        Column("number", tr("No."), lambda i: Cell(str(i.number), float(i.number)), width=6),
        Column("mark", tr("Checked"), _mark_cell, tr("Type v, w or n, or use the buttons"),
               width=13, editable=True),
        Column("vendor", tr("Vendor"), lambda i: text_cell(i.vendor, strong=True), width=20),
        Column("period", tr("Month"), lambda i: Cell(shown_period(i.period), i.period), width=9),
        Column("place", tr("Where it stands"), lambda i: text_cell(place_of(i)), least=26),
        Column("cells", tr("What KPIs read of it"), lambda i: text_cell(cells_text(i, catalogue)),
               least=30),
        Column("note", tr("Note"), lambda i: text_cell(i.note), width=22, editable=True),
    ]  # fmt: skip
    return make_table(columns, sheet.items, lambda item: item.number)


def cells_table(item: AuditItem, catalogue: Catalogue) -> Table:
    """Return the fields of one record that KPIs read, with their cells."""
    columns: list[Column[AuditCell]] = [
        Column(
            "field",
            tr("Field"),
            lambda c: text_cell(field_title(c, catalogue), strong=True),
            least=14,
        ),
        Column("cell", tr("Cell"), lambda c: text_cell(c.cell), width=9),
        Column("value", tr("Read as"), lambda c: text_cell(c.value), align=Align.RIGHT, width=14),
    ]
    return make_table(columns, item.cells, lambda cell: cell.field)


def rate_sentences(sheet: AuditSheet) -> list[str]:
    """Return how the sample was drawn and what the ticks say so far, a sentence each."""
    plan = sheet.plan
    records = sum(sheet.records.values())
    if not sheet.items:
        return [_no_kpi_reads()]
    drawn = tr(
        "{count:,} of {records:,} records, drawn {how} with seed {seed} (sample {id}).",
        count=len(sheet.items),
        records=records,
        how=tr(STRATA_WORDS[plan.strata]),
        seed=plan.seed,
        id=sheet.id,
    )
    return [drawn, *(_rate_sentence(rate) for rate in error_rates(sheet))]


def nothing_to_draw(comparison: Comparison) -> str:
    """Return why there is no record to draw and what to do; ``""`` where a report is a log."""
    if any(len(table.frame) for table in comparison.evidence.records):
        return ""
    return tr(
        "There is no record to draw from: these reports state figures and list no records. Ask the "
        "vendors for a log (a row for each contact, ticket or project) and open it in Sources."
    )


def _no_kpi_reads() -> str:
    return tr(
        "There is no record to draw from: no KPI is made of a log's rows in the months compared. "
        "Say in Mapping what the columns of a log are, or compare other months in Decide, Rules."
    )


def stale_sentence(sheet: AuditSheet, comparison: Comparison) -> str:
    """Return that reports of the sample are no longer there; ``""`` while all are."""
    open_now = {report.sha256 for report in comparison.reports}
    gone = sorted({item.file for item in sheet.items if item.sha256 not in open_now})
    if not gone:
        return ""
    return tr(
        "The sample was drawn from other reports: {files} changed or was taken away "
        "since. Draw again.",
        files=", ".join(gone),
    )


def mark_of(text: str) -> Mark | None:
    """Return the mark that a word or its first letter stands for; None for anything else."""
    word = " ".join(text.replace("_", " ").split()).casefold()
    known: dict[str, Mark] = {mark.value: mark for mark in Mark}
    known |= {"": Mark.OPEN, "ok": Mark.VERIFIED, "notfound": Mark.NOT_FOUND}
    known |= {"v": Mark.VERIFIED, "w": Mark.WRONG, "n": Mark.NOT_FOUND}
    known |= {tr(words).casefold(): mark for mark, words in MARK_WORDS.items() if words}
    return known.get(word)


def place_of(item: AuditItem) -> str:
    """Return file, sheet and row of a record."""
    return tr("{file}, {sheet}, row {row}", file=item.file, sheet=item.sheet, row=item.row)


def cells_text(item: AuditItem, catalogue: Catalogue) -> str:
    """Return a record's fields with their cells in one line."""
    parts = []
    for cell in item.cells:
        where = f" ({cell.cell})" if cell.cell else ""
        parts.append(f"{field_title(cell, catalogue)}{where}: {cell.value or tr('empty')}")
    return "; ".join(parts)


def field_title(cell: AuditCell, catalogue: Catalogue) -> str:
    """Return a field's title, its id where the catalogue has none."""
    known = catalogue.fields.get(cell.field)
    return known.title if known is not None else cell.field


def _rate_sentence(rate: ErrorRate) -> str:
    whose = rate.vendor or tr("All together")
    if math.isnan(rate.rate):
        return tr(
            "{whose}: {drawn:,} of {population:,} records drawn, none checked yet.",
            whose=whose,
            drawn=rate.drawn,
            population=rate.population,
        )
    errors = rate.wrong + rate.not_found
    detail = tr("{wrong} wrong, {not_found} not found", wrong=rate.wrong, not_found=rate.not_found)
    return tr(
        "{whose}: {checked:,} of {drawn:,} checked, {errors:,} in error ({detail}): "
        "{rate} %, 95 % interval {low} % to {high} % of {population:,} "
        "records ({method}).",
        whose=whose,
        checked=rate.checked,
        drawn=rate.drawn,
        errors=errors,
        detail=detail,
        rate=format_percent(rate.rate),
        low=format_percent(rate.low),
        high=format_percent(rate.high),
        population=rate.population,
        method=rate.method,
    )


def _mark_cell(item: AuditItem) -> Cell:
    tint, icon = _LOOKS[item.mark]
    text = tr(MARK_WORDS[item.mark]) if MARK_WORDS[item.mark] else tr("open")
    return Cell(text, float(_MARKS.index(item.mark)), tint, icon=icon)
