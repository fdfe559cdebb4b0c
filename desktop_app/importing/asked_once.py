"""One question for one name, however many tables of a report have it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from desktop_app.domain.finding import Finding, Severity, Subject
from desktop_app.domain.translating import tr

_NAMED = 5


def ask_once(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings, the same question about one name in several tables asked once.

    Its answer then holds for all of them. A question is the same if it has the same answers;
    the first one keeps its place and its evidence, and names where else the name stands.
    """
    kept: list[Finding] = []
    first: dict[tuple[object, ...], int] = {}
    for finding in findings:
        key = (finding.code, finding.name, finding.file, finding.answers)
        if not _may_join(finding):
            kept.append(finding)
        elif key in first:
            place = first[key]
            kept[place] = _joined(kept[place], finding)
        else:
            first[key] = len(kept)
            kept.append(finding)
    return [_told(finding) for finding in kept]


def _may_join(finding: Finding) -> bool:
    """Return whether a question is about one named column or row, and so are its answers."""
    asked = finding.severity is Severity.QUESTION and finding.name and finding.subject is not None
    return bool(asked) and all(not word.place for one in finding.answers for word in one.words)


def _joined(finding: Finding, other: Finding) -> Finding:
    """Return a finding that is about the subject of another one as well."""
    assert other.subject is not None
    subject = replace(other.subject, sheet=other.sheet)
    return replace(finding, also=(*finding.also, subject))


def _told(finding: Finding) -> Finding:
    """Return a finding whose message tells what else it is about."""
    if not finding.also:
        return finding
    places = ", ".join(_place(subject, finding.sheet) for subject in finding.also[:_NAMED])
    more = ", ..." if len(finding.also) > _NAMED else ""
    message = tr(
        "{message} The same holds for the {count} others of that name: {places}.",
        message=finding.message,
        count=len(finding.also),
        places=places + more,
    )
    return replace(finding, message=message)


def _place(subject: Subject, sheet: str) -> str:
    if subject.sheet == sheet:
        if subject.place.isdigit():
            return tr("row {row}", row=subject.place)
        return tr("column {column}", column=subject.place)
    if subject.place.isdigit():
        return tr("row {row} on '{sheet}'", row=subject.place, sheet=subject.sheet)
    return tr("column {column} on '{sheet}'", column=subject.place, sheet=subject.sheet)
