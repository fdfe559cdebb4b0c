"""What the commands print for people, without --json."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import pandas as pd

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.finding import Finding, Severity
from desktop_app.importing.report import ImportedReport, Layout
from desktop_app.presenting.formatting import (
    format_interval,
    format_number,
    format_value,
    percent_text,
)
from desktop_app.presenting.levels import level_sentences, ranking_noise
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.scenarios import differences_table, ranks_table, side_by_side
from desktop_app.presenting.verdict import verdict_of
from desktop_app.scoring.model import Ranking

_SHOWN_FINDINGS = 40


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return rows as aligned text columns under a heading line."""
    lines = [list(headings), *(list(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(headings))]
    text = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    return "\n".join([text[0], "  ".join("-" * width for width in widths), *text[1:]])


def inspection(reports: Sequence[ImportedReport]) -> str:
    """Return what each file holds and where its cells went."""
    parts: list[str] = []
    for report in reports:
        vendors = ", ".join(report.vendors) or "vendor unknown"
        parts.append(f"{report.file}  ({vendors})")
        for sheet in report.sheets:
            uses = sheet.accounting
            parts.append(
                f"  {sheet.sheet}{' (hidden)' if sheet.hidden else ''}: {uses.cells:,} cells = "
                f"{uses.used:,} used + {uses.heading:,} heading + {uses.total:,} total + "
                f"{uses.note:,} note + {uses.set_aside:,} set aside"
            )
            for found in sheet.tables:
                parts.append(f"    {found.cells}  {found.layout.value}, {found.rows:,} rows")
                if found.layout is not Layout.OTHER:
                    parts += [
                        f"      {column.place:>4}  {column.header[:40]!r} -> {column.meaning} "
                        f"({percent_text(column.confidence, 0)}, {column.reason})"
                        for column in found.columns
                        if column.meaning
                    ]
        parts.append(findings(report.findings))
    return "\n".join(parts)


def measurements(frame: pd.DataFrame, catalogue: Catalogue) -> str:
    """Return measurements as a table."""
    rows = [
        (
            str(row["vendor"]),
            catalogue.kpis[str(row["kpi"])].short,
            str(row["period"]) if isinstance(row["period"], str) else "all",
            str(row["segment"]) if isinstance(row["segment"], str) else "",
            format_value(float(row["value"]), str(row["unit"]), str(row["currency"])),
            format_interval(
                float(row["low"]), float(row["high"]), str(row["unit"]), str(row["currency"])
            ),
            "" if math.isnan(row["n"]) else format_number(float(row["n"]), 0),
            str(row["basis"]),
            "; ".join(text for text in (str(row["variant"]), str(row["note"])) if text),
        )
        for row in frame.to_dict("records")
    ]
    headings = ("Vendor", "KPI", "Period", "Segment", "Value", "95 %", "n", "Basis", "Definition")
    return table(headings, rows) if rows else "Nothing could be measured."


def findings(items: Sequence[Finding]) -> str:
    """Return findings, worst first; information only as a count."""
    order = list(Severity)
    serious = sorted(
        (item for item in items if item.severity is not Severity.INFO),
        key=lambda item: order.index(item.severity),
    )
    lines = []
    for item in serious[:_SHOWN_FINDINGS]:
        place = " ".join(part for part in (item.file, item.sheet, item.cells) if part)
        lines.append(f"  {item.severity.value}: {place + ': ' if place else ''}{item.message}")
    more = len(serious) - _SHOWN_FINDINGS
    if more > 0:
        lines.append(f"  and {more} more; --json prints all")
    notes = len(items) - len(serious)
    if notes:
        lines.append(f"  {notes} for information; --json prints all")
    return "\n".join(lines)


def comparison(result: Comparison) -> str:
    """Return the ranking, how sure it is, and what to look at."""
    rows = []
    for line in result.ranking.vendors:
        said = [f"{gate.kpi} {gate.outcome}" for gate in line.gates if gate.outcome != "passed"]
        rank = "-" if line.rank is None else str(line.rank)
        score = "-" if math.isnan(line.score) else f"{line.score:.2f}"
        rows.append((rank, line.vendor, score, percent_text(line.coverage, 0), ", ".join(said)))
    parts = [f"Ranking by {result.scenario.name}", ""]
    parts.append(table(("Rank", "Vendor", "Score", "Coverage", "Gates"), rows))
    if result.sensitivity is not None:
        verdict = verdict_of(result)
        parts += ["", f"{verdict.title}.", verdict.reason]
    noise = ranking_noise(result)
    if noise is not None:
        parts += level_sentences(noise, result.scenario)
    if result.shelf.others:
        parts += ["", *_scenarios(result)]
    parts += ["", *result.ranking.notes, findings(result.findings)]
    return "\n".join(parts)


def _scenarios(result: Comparison) -> list[str]:
    """Return all scenarios side by side: ranks, who is first where and why, what differs."""
    view = side_by_side(result)
    shown = [
        table([column.title for column in one.columns],
              [[cell.text for cell in row.cells] for row in one.rows])
        for one in (ranks_table(view), differences_table(view))
    ]  # fmt: skip
    return ["Scenarios side by side", "", shown[0], "", *view.sentences, "", shown[1]]


def plain_ranking(ranking: Ranking, notes: Sequence[str]) -> str:
    """Return a ranking in the method's own terms."""
    rows = [
        (
            "-" if line.rank is None else str(line.rank),
            line.vendor,
            "-" if math.isnan(line.score) else f"{line.score:.6g}",
        )
        for line in ranking.vendors
    ]
    shown = table(("Rank", "Vendor", f"Score ({ranking.method.value})"), rows)
    return "\n".join([shown, *notes, *ranking.notes])
