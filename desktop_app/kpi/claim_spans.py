"""Whether a stated figure and the vendor's own records speak of the same time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.measurement import Basis
from desktop_app.domain.period import Period
from desktop_app.domain.records import Evidence
from desktop_app.domain.sentences import shown_day, shown_period
from desktop_app.domain.translating import tr
from desktop_app.kpi.claims import Claim, Verdict
from desktop_app.kpi.part_periods import Cover, covers_of


def of_like_time(claims: Sequence[Claim], evidence: Evidence, catalogue: Catalogue) -> list[Claim]:
    """Return the claims, those whose records are of another time marked as `Verdict.UNLIKE`.

    A stated quarter beside a log of two of its months is compared with nothing like it, even where
    the two figures happen to be equal. A figure over all periods is of the periods that the
    report states; where it names none, it is taken for the time of the records.

    Parameters
    ----------
    evidence : Evidence
        What the claims were measured from.
    """
    if not any(claim.basis == Basis.COMPUTED.value for claim in claims):
        return list(claims)
    covers = covers_of(evidence, catalogue)
    spans = _stated_spans(evidence.stated)
    marked = []
    for claim in claims:
        words = ""
        if claim.basis == Basis.COMPUTED.value and claim.vendor in covers:
            span = Period.parse(claim.period) if claim.period else spans.get(claim.vendor)
            words = _unlike(covers[claim.vendor], span, overall=not claim.period)
        marked.append(_with_words(claim, words))
    return marked


def _unlike(cover: Cover, span: Period | None, overall: bool) -> str:
    """Return what the records cover of a stated time, ``""`` where that is all of it."""
    if span is None:
        return ""
    if words := cover.words(span):
        return tr("its records cover {part}", part=words)
    beyond = cover.first < span.start or cover.last > span.end
    if overall and beyond:
        own = _shown(Period(cover.first, cover.last))
        return tr(
            "its records are of {period}, its figures of {other}", period=own, other=_shown(span)
        )
    return ""


def _shown(span: Period) -> str:
    if span.grain is not None:
        return shown_period(span.label)
    return tr("{start} to {end}", start=shown_day(span.start), end=shown_day(span.end))


def _stated_spans(stated: pd.DataFrame) -> dict[str, Period]:
    """Return from when to when each vendor states figures; none where some have no period."""
    found = {}
    for vendor, labels in stated.groupby(stated["vendor"].astype(str))["period"]:
        if labels.notna().all():
            periods = _parsed(labels.unique())
            start, end = min(p.start for p in periods), max(p.end for p in periods)
            found[str(vendor)] = Period(start, end)
    return found


def _parsed(labels: Iterable[object]) -> list[Period]:
    return [Period.parse(str(label)) for label in labels]


def _with_words(claim: Claim, words: str) -> Claim:
    if not words:
        return claim
    note = f"{claim.note}; {words}" if claim.note else words
    return replace(claim, note=note, verdict=Verdict.UNLIKE)
