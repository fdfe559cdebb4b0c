"""Summary: who leads, how sure that is, and what to look at before deciding."""

from __future__ import annotations

from collections import Counter

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from desktop_app.domain.finding import Severity
from desktop_app.domain.translating import tr
from desktop_app.exporting.page import (
    open_sheet,
    set_up_page,
    write_heading,
    write_number,
    write_sentences,
    write_text,
)
from desktop_app.exporting.sheet_names import FINDINGS, SUMMARY, sheet_name
from desktop_app.exporting.styles import Styles
from desktop_app.exporting.words import severity_word
from desktop_app.presenting.levels import band_texts, level_sentences, ranking_noise
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.verdict import verdict_of

_SHOWN_FINDINGS = 12
_MERGED_WIDTH = 98


def write(book: Workbook, comparison: Comparison, styles: Styles) -> None:
    """Add the sheet."""
    sheet = open_sheet(book, SUMMARY)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 34)
    sheet.set_column(2, 5, 16)
    row = set_up_page(sheet, tr("Vendor comparison"), styles)
    row = _verdict(sheet, row, comparison, styles)
    row = _ranking(sheet, row + 1, comparison, styles)
    _look_at(sheet, row + 1, comparison, styles)


def _verdict(sheet: Worksheet, row: int, comparison: Comparison, styles: Styles) -> int:
    scenario, sensitivity = comparison.scenario, comparison.sensitivity
    verdict = verdict_of(comparison)
    noise = ranking_noise(comparison)
    profile = comparison.catalogue.profiles.get(scenario.profile)
    lines = [
        (
            tr("First"),
            ", ".join(sensitivity.leaders) if sensitivity else tr("nobody could be ranked"),
        ),
        (tr("Verdict"), verdict.title),
        (tr("How sure"), verdict.reason),
        (tr("Level"), " ".join(level_sentences(noise, scenario)) if noise else ""),
        (tr("Weights"), scenario.name),
        (tr("Blind to"), profile.blind_to if profile else ""),
        (tr("Vendors"), ", ".join(comparison.vendors)),
        (tr("Reports"), str(len(comparison.reports))),
    ]
    for label, value in lines:
        if value:
            write_text(sheet, row, 0, label, styles.strong)
            row = _words(sheet, row, value, styles)
    return row


def _ranking(sheet: Worksheet, row: int, comparison: Comparison, styles: Styles) -> int:
    row = write_heading(
        sheet,
        row,
        [tr("Rank"), tr("Vendor"), tr("Score"), tr("Coverage"), tr("Gates"), tr("Band")],
        styles,
        {2, 3},
    )
    sheet.freeze_panes(0, 0)
    bands = band_texts(ranking_noise(comparison))
    for line in comparison.ranking.vendors:
        if line.rank is None:
            write_text(sheet, row, 0, tr("not ranked"), styles.text)
        else:
            write_number(sheet, row, 0, line.rank, styles.number("0", align="left"))
        write_text(sheet, row, 1, line.vendor, styles.strong)
        write_number(sheet, row, 2, line.score, styles.number("0.0"))
        write_number(sheet, row, 3, line.coverage, styles.number("0%"))
        failed = [gate.kpi for gate in line.gates if gate.outcome == "failed"]
        said = [tr("fails {kpi}", kpi=kpi) for kpi in failed]
        said += [tr("{kpi} unknown", kpi=g.kpi) for g in line.gates if g.outcome == "unknown"]
        said += [tr("{kpi} waived", kpi=g.kpi) for g in line.gates if g.outcome == "waived"]
        write_text(sheet, row, 4, ", ".join(said), styles.text)
        write_text(sheet, row, 5, bands.get(line.vendor, ""), styles.text)
        row += 1
    return row


def _look_at(sheet: Worksheet, row: int, comparison: Comparison, styles: Styles) -> None:
    counts = Counter(finding.severity for finding in comparison.findings)
    said = ", ".join(f"{counts[severity]} {severity_word(severity)}" for severity in Severity)
    words = tr("{counts}; all are on the sheet {sheet}.", counts=said, sheet=sheet_name(FINDINGS))
    write_text(sheet, row, 0, tr("Findings"), styles.strong)
    write_text(sheet, row, 1, words, styles.text)
    order = list(Severity)
    serious = sorted(
        (f for f in comparison.findings if f.severity is not Severity.INFO),
        key=lambda finding: order.index(finding.severity),
    )
    row += 1
    for finding in serious[:_SHOWN_FINDINGS]:
        write_text(sheet, row, 0, severity_word(finding.severity), styles.muted)
        row = _words(sheet, row, finding.message, styles)


def _words(sheet: Worksheet, row: int, sentence: str, styles: Styles) -> int:
    return write_sentences(sheet, row, [sentence], styles, columns=(1, 5), width=_MERGED_WIDTH)
