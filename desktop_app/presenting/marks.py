"""Evaluators' marks as figures beside the measured ones, and as a table with their comments."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

import pandas as pd

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.address import cell
from desktop_app.domain.evaluator import MARK_RANGE, MARKS_FILE, Evaluator, Mark
from desktop_app.domain.records import STATED_COLUMNS, Evidence
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Unit
from desktop_app.scoring.evaluators import marks_on

MARKS_SHEET = "Marks"


@dataclass(frozen=True, slots=True)
class MarkLine:
    """One mark, as sheets list it."""

    criterion: str
    vendor: str
    evaluator: str
    mark: float
    comment: str


def with_marks(
    evidence: Evidence, evaluators: Sequence[Evaluator], catalogue: Catalogue
) -> Evidence:
    """Return the evidence with one stated figure for each vendor and criterion that was marked.

    It is the arithmetic mean of the evaluators' marks; ``raw`` holds each one. Its cell is that
    of a table of the vendors (by name) and the criteria (as first marked). Criteria that the
    catalogue does not have are left out.
    """
    found = marks_on(evaluators)
    rows: list[dict[str, object]] = []
    contexts = evidence.stated["context"]
    context = int(contexts.max()) + 1 if len(contexts) else 0
    names = sorted({vendor for vendors in found.values() for vendor in vendors}, key=str.casefold)
    for column, (criterion, vendors) in enumerate(found.items()):
        if criterion not in catalogue.kpis:
            continue
        for vendor, given in vendors.items():
            place = (names.index(vendor), column)
            rows.append(_stated(criterion, vendor, given, context + len(rows), place, catalogue))
    if not rows:
        return evidence
    frame = pd.DataFrame(rows, columns=list(STATED_COLUMNS))
    stated = pd.concat([evidence.stated, frame], ignore_index=True) if len(contexts) else frame
    return replace(evidence, stated=stated)


def _stated(
    criterion: str,
    vendor: str,
    given: Sequence[tuple[str, Mark]],
    context: int,
    place: tuple[int, int],
    catalogue: Catalogue,
) -> dict[str, object]:
    low, high = MARK_RANGE
    return {
        "item": criterion,
        "vendor": vendor,
        "period": None,
        "segment": None,
        "context": context,
        "value": fmean(mark.value for _, mark in given),
        "unit": Unit.SCORE.value,
        "currency": "",
        "scale_min": low,
        "scale_max": high,
        "variant": catalogue.kpis[criterion].variants[0].id,
        "target": math.nan,
        "raw": "; ".join(f"{name} {mark.value:g}" for name, mark in given),
        "rule": tr("mean of {count} marks", count=len(given))
        if len(given) > 1
        else tr("one evaluator's mark"),
        "file": MARKS_FILE,
        "sha256": "",
        "sheet": MARKS_SHEET,
        "cell": cell(1 + place[0], 1 + place[1]),
    }


def mark_lines(evaluators: Sequence[Evaluator], catalogue: Catalogue) -> list[MarkLine]:
    """Return every mark with its comment, criterion by criterion."""
    return [
        MarkLine(catalogue.kpis[criterion].title, vendor, name, mark.value, mark.comment)
        for criterion, vendors in marks_on(evaluators).items()
        if criterion in catalogue.kpis
        for vendor, given in vendors.items()
        for name, mark in given
    ]


def mark_sentences(evaluators: Sequence[Evaluator], catalogue: Catalogue) -> list[str]:
    """Return how far apart the marks on each criterion are, and whose are missing for whom."""
    sentences = []
    for criterion, vendors in marks_on(evaluators).items():
        if criterion not in catalogue.kpis:
            continue
        title = catalogue.kpis[criterion].title
        sentences += [*_apart(title, vendors), *_missing(title, vendors)]
    return sentences


def _apart(title: str, vendors: Mapping[str, Sequence[tuple[str, Mark]]]) -> list[str]:
    """Return the vendor on whose mark the evaluators differ most."""

    def ends(given: Sequence[tuple[str, Mark]]) -> tuple[tuple[str, Mark], tuple[str, Mark]]:
        ordered = sorted(given, key=lambda one: one[1].value)
        return ordered[0], ordered[-1]

    by_vendor = {vendor: ends(given) for vendor, given in vendors.items()}
    vendor, (low, high) = max(
        by_vendor.items(), key=lambda item: item[1][1][1].value - item[1][0][1].value
    )
    apart = high[1].value - low[1].value
    if not apart > 0:
        return []
    return [
        tr(
            "Marks on {criterion} lie up to {apart:g} apart: {vendor} has {low:g} from {one} and "
            "{high:g} from {other}.",
            criterion=title,
            apart=apart,
            vendor=vendor,
            low=low[1].value,
            one=low[0],
            high=high[1].value,
            other=high[0],
        )
    ]


def _missing(title: str, vendors: Mapping[str, Sequence[tuple[str, Mark]]]) -> list[str]:
    """Return who marked some of the vendors alone, so that means are of different people."""
    gave = {vendor: {name for name, _ in given} for vendor, given in vendors.items()}
    everyone = sorted(set().union(*gave.values()), key=str.casefold)
    lacking = {
        name: sorted((v for v, names in gave.items() if name not in names), key=str.casefold)
        for name in everyone
    }
    return [
        tr(
            "{name} gave no mark on {criterion} to {vendors}: the means of these vendors are other "
            "people's than the others'.",
            name=name,
            criterion=title,
            vendors=listed(left),
        )
        for name, left in lacking.items()
        if left
    ]
