"""What reading made of a report of known content: figure by figure, right, asked or wrong."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field

from desktop_app.domain.address import cell
from desktop_app.domain.finding import Finding, Severity
from desktop_app.importing.report import ImportedReport
from tests.helpers.random_reports.pages import Book, Figure

SAID = frozenset({Severity.ERROR, Severity.QUESTION, Severity.WARNING})
_PLACE = re.compile(r"^([A-Z]*)(\d*)$")


@dataclass(slots=True)
class Verdict:
    """Figures that came back the same, those a question or warning names, and all that is silent.

    `silent` are sentences: a figure lost or changed, a key changed, a target changed, a figure
    that nobody wrote.
    """

    right: int = 0
    asked: int = 0
    silent: list[str] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)


def judge(book: Book, report: ImportedReport) -> Verdict:
    """Return what became of every figure of a report, and what came out of nowhere."""
    verdict = Verdict()
    stated: dict[tuple[str, str], list[dict[str, object]]] = {}
    for row in report.stated.to_dict("records"):
        stated.setdefault((row["sheet"], row["cell"]), []).append(row)
    said = [finding for finding in report.findings if finding.severity in SAID]
    verdict.codes = {finding.code for finding in said}
    guessed = _guessed_vendors(book, stated, report.findings)
    for page in book.pages:
        for place, figure in page.figures.items():
            address = cell(*place)
            rows = stated.pop((page.name, address), [])
            wrong = _wrong(guessed, figure, rows)
            if not wrong:
                verdict.right += 1
            elif any(_names(finding, page.name, place, figure) for finding in said):
                verdict.asked += 1
            else:
                verdict.silent.append(f"{page.name}!{address} {figure.label}: {wrong}")
    for (sheet, address), rows in stated.items():
        verdict.silent += [f"{sheet}!{address}: {r['item']} {r['value']} is none" for r in rows]
    return verdict


def _guessed_vendors(
    book: Book, stated: dict[tuple[str, str], list[dict[str, object]]], findings: list[Finding]
) -> dict[str, str]:
    """Return the names that were guessed for vendors, and said to be guesses, by true name.

    A guess is no fault where no two vendors share it.
    """
    pairs = {
        (figure.vendor, str(row["vendor"]))
        for page in book.pages
        for place, figure in page.figures.items()
        for row in stated.get((page.name, cell(*place)), [])
    }
    said = [f.message for f in findings if f.code.startswith("vendor-from-")]
    return {
        true: name
        for true, name in pairs
        if any(f"'{name}'" in message for message in said)
        and [other for other, same in pairs if same == name] == [true]
    }


def _wrong(guessed: dict[str, str], figure: Figure, rows: list[dict[str, object]]) -> str:
    """Return how stated values differ from a figure, ``""`` when they don't."""
    if len(rows) != 1:
        return "lost" if not rows else "stated twice"
    row = rows[0]
    if row["vendor"] not in (figure.vendor, guessed.get(figure.vendor)):
        return f"vendor {row['vendor']!r} instead of {figure.vendor!r}"
    for name in ("segment", "period", "item"):
        if row[name] != getattr(figure, name):
            return f"{name} {row[name]!r} instead of {getattr(figure, name)!r}"
    if not math.isclose(float(str(row["value"])), figure.value, rel_tol=1e-9):
        return f"value {row['value']} instead of {figure.value}"
    target = float(str(row["target"]))
    if not math.isnan(target) and figure.target is None:
        return f"target {target} from nowhere"
    if figure.target is not None and not math.isclose(target, figure.target, rel_tol=1e-9):
        return f"target {target} instead of {figure.target}"
    return ""


def _names(finding: Finding, sheet: str, place: tuple[int, int], figure: Figure) -> bool:
    """Return whether a finding speaks of a figure: by its cell, its column, or its name."""
    if finding.sheet not in ("", sheet):
        return False
    if f"'{figure.label}'" in finding.message or f"'{figure.label} " in finding.message:
        return True
    return not finding.cells or any(_covers(part, place) for part in finding.cells.split(","))


def _covers(area: str, place: tuple[int, int]) -> bool:
    start, _, end = area.strip().partition(":")
    first, last = _PLACE.match(start), _PLACE.match(end or start)
    if first is None or last is None:
        return False
    row, letters = place[0] + 1, cell(*place).rstrip("0123456789")
    in_rows = not first[2] or int(first[2]) <= row <= int(last[2])
    ends = [(len(part), part) for part in (first[1], letters, last[1])]
    return in_rows and (not first[1] or ends[0] <= ends[1] <= ends[2])
