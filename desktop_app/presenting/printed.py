"""The printed report: what a stakeholder gets on paper or as PDF, as HTML without any Qt."""

from __future__ import annotations

import datetime as dt
import html
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from desktop_app.domain.finding import Severity
from desktop_app.domain.sentences import shown_day
from desktop_app.domain.translating import later, tr
from desktop_app.presenting.comparison_tables import (
    kpis_down,
    notes_table,
    ranking_table,
    weights_table,
)
from desktop_app.presenting.decision_matrix import anchors_of
from desktop_app.presenting.html_tables import html_cell, html_lines, html_text
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.report_tables import findings_table
from desktop_app.presenting.scenario_words import scenario_sentences
from desktop_app.presenting.scenarios import SideBySide, differences_table, ranks_table
from desktop_app.presenting.standing import SYMBOLS, WORDS, target_text
from desktop_app.presenting.tables import Table, Tint
from desktop_app.presenting.verdict import verdict_of

_TINTS = {
    Tint.EXCELLENT: "#B9D6F5",
    Tint.ON_TARGET: "#E1EEFB",
    Tint.BELOW: "#FDECD6",
    Tint.UNACCEPTABLE: "#F9CFA0",
}
"""As on screen; each figure carries its symbol too, for printers without colours."""
_CHART_WIDTH = 490
_MOST_ACROSS = 6
"""Vendors beside each other on a page whose names are read without their words being cut."""
STYLE = """
body { font-family: "Segoe UI", "Helvetica Neue", "DejaVu Sans", sans-serif; color: #18212F; }
h1 { font-size: 20pt; }
h2 { font-size: 14pt; margin-top: 18px; margin-bottom: 4px; }
p, li, td, th { font-size: 9pt; }
.muted { color: #586477; }
th { text-align: left; }
td, th { padding: 3px 7px; }
td { border-bottom: 1px solid #DCE2EA; }
th { border-bottom: 1px solid #A9B4C4; }
"""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a report has beside the comparison: pictures' addresses by title, and scenarios."""

    pictures: Mapping[str, str]
    scenarios: SideBySide | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the printed report that can be left out."""

    id: str
    title: str
    body: Callable[[Comparison, Beside], str]
    fresh_page: bool = False


def printed_html(
    comparison: Comparison,
    wanted: Sequence[str],
    pictures: Mapping[str, str],
    today: dt.date,
    scenarios: SideBySide | None = None,
) -> str:
    """Return the report.

    Parameters
    ----------
    comparison : Comparison
    wanted : sequence of str
        Ids of the parts that go in, in any order.
    pictures : mapping of str to str
        Address of each chart's picture by its title.
    today : date
        Stands below the title.
    scenarios : SideBySide or None
        For the part on scenarios, which stays away without it.

    Returns
    -------
    str
        HTML; words of vendors' files are escaped, so none can become markup.
    """
    parts, beside = [], Beside(pictures, scenarios)
    for part in PARTS:
        body = part.body(comparison, beside) if part.id in wanted else ""
        if body:
            fresh = ' style="page-break-before: always"' if part.fresh_page else ""
            parts.append(f"<h2{fresh}>{html_text(tr(part.title))}</h2>{body}")
    said = (
        shown_day(today),
        tr("priorities: {scenario}", scenario=comparison.scenario.name),
        tr(
            "{reports} reports of {vendors} vendors",
            reports=len(comparison.reports),
            vendors=len(comparison.vendors),
        ),
    )
    top = (
        f"<h1>{html_text(tr('Vendor comparison'))}</h1>"
        f'<p class="muted">{" &middot; ".join(map(html_text, said))}</p>'
    )
    return f"<html><body>{top}{''.join(parts)}</body></html>"


def table_html(table: Table) -> str:
    """Return a table as it is printed, figures on the tints of the screen."""
    return _framed(html_lines(table.columns, table.rows, _TINTS))


def _framed(lines: str) -> str:
    return (
        f'<table width="100%" cellspacing="0" cellpadding="0" border="0" '
        f'style="border-collapse: collapse">{lines}</table>'
    )


def _paragraphs(sentences: Sequence[str]) -> str:
    return "".join(f"<p>{html_text(sentence)}</p>" for sentence in sentences if sentence)


def _summary(comparison: Comparison, _beside: Beside) -> str:
    sure = comparison.sensitivity
    if sure is None:
        return _paragraphs([tr("Nobody could be ranked.")])
    profile = comparison.catalogue.profiles.get(comparison.scenario.profile)
    blind = (
        tr("Blind to: {aspects}.", aspects=profile.blind_to.rstrip("."))
        if profile is not None and profile.blind_to
        else ""
    )
    verdict = verdict_of(comparison)
    named = all(leader in verdict.title for leader in sure.leaders)
    said = [
        f"{verdict.title}.",
        "" if named else tr("First: {leaders}.", leaders=", ".join(sure.leaders)),
        verdict.reason,
        blind,
    ]
    return _paragraphs(said)


def _ranking(comparison: Comparison, _beside: Beside) -> str:
    return table_html(ranking_table(comparison))


def _scorecard(comparison: Comparison, _beside: Beside) -> str:
    legend = ", ".join(f"{SYMBOLS[tint]} {tr(WORDS[tint])}" for tint in SYMBOLS)
    words = tr("{legend}; * with a remark; – no figure", legend=legend)
    said = f'<p class="muted">{html_text(words)}</p>'
    return "<p></p>".join(map(table_html, _narrow(kpis_down(comparison)))) + said


def _narrow(table: Table) -> list[Table]:
    """Return a table as several of so few vendors each that a page holds them side by side.

    What stands left of the vendors is repeated.
    """
    first = next((at for at, one in enumerate(table.columns) if one.mark), len(table.columns))
    vendors = len(table.columns) - first
    pages = max(math.ceil(vendors / _MOST_ACROSS), 1)
    ends = [first + round(vendors * page / pages) for page in range(pages + 1)]
    return [
        replace(
            table,
            columns=(*table.columns[:first], *table.columns[start:end]),
            rows=tuple(
                replace(row, cells=(*row.cells[:first], *row.cells[start:end]))
                if row.cells
                else row
                for row in table.rows
            ),
        )
        for start, end in pairwise(ends)
    ]


def _charts(_comparison: Comparison, beside: Beside) -> str:
    """Return the charts: as many beside each other as the page is wide, and none is cut."""
    pictures = "".join(
        f'<img src="{html.escape(address)}" alt="{html_text(title)}" width="{_CHART_WIDTH}"> '
        for title, address in beside.pictures.items()
    )
    return f"<p>{pictures}</p>" if pictures else ""


def _weights(comparison: Comparison, _beside: Beside) -> str:
    return table_html(weights_table(comparison))


def _scenarios(_comparison: Comparison, beside: Beside) -> str:
    view = beside.scenarios
    if view is None or len(view.comparisons) < 2:
        return ""
    tables = (ranks_table(view), differences_table(view))
    return _paragraphs(view.sentences) + "<p></p>".join(map(table_html, tables))


def _notes(comparison: Comparison, _beside: Beside) -> str:
    table = notes_table(comparison)
    return table_html(table) if table.rows else ""


def _findings(comparison: Comparison, _beside: Beside) -> str:
    serious = [one for one in comparison.findings if one.severity is not Severity.INFO]
    if not serious:
        return _paragraphs([tr("No error, question or warning.")])
    return table_html(findings_table(serious))


def _methodology(comparison: Comparison, _beside: Beside) -> str:
    lines = []
    for kpi in comparison.kpis:
        definition = comparison.catalogue.kpis[kpi]
        target = target_text(anchors_of(definition, comparison.scenario), definition)
        told = tr("Target: {target}.", target=target) if target else ""
        about = html_text(f"{definition.description} {told}")
        lines.append(f"<li><b>{html_text(definition.title)}</b>: {about}</li>")
    return _paragraphs(scenario_sentences(comparison)) + f"<ul>{''.join(lines)}</ul>"


def _sources(comparison: Comparison, _beside: Beside) -> str:
    heading = "".join(html_cell("th", title) for title in (tr("File"), tr("Vendor"), "SHA-256"))
    lines = "".join(
        f"<tr>{''.join(html_cell('td', text) for text in (one.file, one.vendor, one.sha256))}</tr>"
        for one in comparison.reports
    )
    return _framed(f"<thead><tr>{heading}</tr></thead>{lines}")


PARTS = (
    Part("summary", later("Summary"), _summary),
    Part("ranking", later("Ranking"), _ranking),
    Part("scorecard", later("Scorecard"), _scorecard),
    Part("charts", later("Charts"), _charts, fresh_page=True),
    Part("weights", later("Weights"), _weights, fresh_page=True),
    Part("scenarios", later("Scenarios"), _scenarios),
    Part("notes", later("What to know about this ranking"), _notes),
    Part("findings", later("Findings"), _findings),
    Part("methodology", later("Definitions and rules"), _methodology),
    Part("sources", later("Sources"), _sources),
)
"""The parts in the report's own order."""
