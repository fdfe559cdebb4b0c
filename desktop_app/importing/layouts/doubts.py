"""Meanings of figures that neither their name nor their values settle: asked with the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from desktop_app.catalogue.model import FieldKind, KpiDefinition
from desktop_app.catalogue.text import normalise
from desktop_app.domain.finding import About, Answer, Severity, Word
from desktop_app.domain.sentences import with_or
from desktop_app.domain.translating import tr, within
from desktop_app.domain.unit import Unit
from desktop_app.importing.answers import meanings
from desktop_app.importing.bare_numbers import bare_numbers
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import ASKED, SURE, Candidate, Target
from desktop_app.importing.heading_words import fold
from desktop_app.importing.layouts.resembling import is_measure, resembling, say_resembling
from desktop_app.importing.layouts.series import Series, title_of
from desktop_app.importing.layouts.two_meanings import say_two_meanings
from desktop_app.importing.reading import fit, hints
from desktop_app.importing.sketch import shown, spread_sample
from desktop_app.importing.ways_round import EFFORT_KPI, ask_way_of_figures, tells_no_way
from desktop_app.importing.word_classes import OF_MARKS

_ASKED_ABOUT = 3
_NAMED = 8
_OF_BEST = "percent_of_maximum"
_TOP_OF_MARKS, _TOP = 10.0, 100.0
_MANY = 6
_AVERAGE = fold("average")


def meanings_told(
    context: SheetContext,
    candidates: Sequence[Candidate],
    cells: pd.Series[Any],
    text: str,
    number_format: str,
) -> str:
    """Return what figures may be, and how well they fit each meaning, for a question.

    Meanings that none of the figures can have are left out, unless there is no other.
    """
    sample = spread_sample(cells)
    likely = [one for one in candidates if one.confidence >= ASKED] or list(candidates)
    told = []
    for candidate in likely:
        known = hints(context.report.catalogue, candidate, text, number_format)
        readable = fit(context, sample, known).readable
        if readable > 0.5:
            title = within(title_of(context, candidate))
            told.append(
                tr(
                    "{title} ({reason}; {share:.0%} of the values fit)",
                    title=title,
                    reason=candidate.reason,
                    share=readable,
                )
            )
    told = told or [f"{within(title_of(context, one))} ({one.reason})" for one in likely]
    return with_or(told[:_ASKED_ABOUT])


def say_series(context: SheetContext, all_series: Sequence[Series], where: str) -> None:
    """Note which series were guessed, asked about, or not known; `where` is rows or columns."""
    unknown = [s for s in all_series if s.item is None and not s.rejected]
    beside_known = any(series.item is not None for series in all_series)
    missed = [series for series in unknown if is_measure(context, series, beside_known)]
    likely = {id(one): resembling(context, one) for one in missed}
    for series in missed:
        if likely[id(series)]:
            _ask_missed(context, series, likely[id(series)], where)
    _say_missed(context, [series for series in missed if not likely[id(series)]], where)
    rest = [series for series in unknown if series not in missed]
    if rest:
        names = ", ".join(f"'{s.text}' ({s.place})" for s in rest[:_NAMED])
        context.find(
            Severity.INFO,
            f"{where}-not-used",
            tr(
                "Not used, as no KPI or quantity of that name is known: {names}. Map what matters.",
                names=names + (", ..." if len(rest) > _NAMED else ""),
            ),
        )
    for series in all_series:
        if series.item is None and series.rejected:
            _ask_series(context, series, where)
        elif series.item is not None and (series.resembles or series.item.assumed):
            say_resembling(context, series, where)
        elif series.item is not None and series.confidence < SURE:
            title = within(title_of(context, series.item))
            context.find(
                Severity.WARNING if series.item.alike else Severity.INFO,
                f"{where}-guessed",
                tr(
                    "'{series}' ({place}) was taken for {title} ({reason}; {sure:.0%} "
                    "sure). Map it if that is wrong.",
                    series=series.text,
                    place=series.place,
                    title=title,
                    reason=series.item.reason,
                    sure=series.confidence,
                ),
                place=series.letters_or_row,
                answers=meanings(series.candidates, series.item.id),
            )
        _ask_mean_or_share(context, series)
        _ask_points_or_marks(context, series)
        _ask_count_or_share(context, series)
        _ask_way(context, series)
    say_two_meanings(context, all_series)


def _ask_missed(
    context: SheetContext, series: Series, likely: Sequence[Candidate], where: str
) -> None:
    """Ask what figures are whose name only shares words with those of KPIs."""
    assert series.sample is not None
    names = with_or(f"{within(title_of(context, one))} ({one.reason})" for one in likely)
    context.find(
        Severity.QUESTION,
        f"{where}-unclear",
        tr(
            "'{series}' ({place}) holds {values} and may be {meanings}; it was not used. Map "
            "it if it is, or say that it is not used.",
            series=series.text,
            place=series.place,
            values=shown(series.sample),
            meanings=names,
        ),
        place=series.letters_or_row,
        answers=meanings(likely),
        name=series.text,
    )


def _say_missed(context: SheetContext, missed: Sequence[Series], where: str) -> None:
    """Warn of figures that are in no comparison, as nothing is known by their names."""
    if missed:
        names = ", ".join(f"'{s.text}' ({s.place})" for s in missed)
        context.find(
            Severity.WARNING,
            f"{where}-not-used",
            tr(
                "Figures left out, as no KPI or quantity of that name is known: {names}. "
                "Map those that matter, or say that they are not used.",
                names=names,
            ),
            place=missed[0].letters_or_row,
            answers=[
                Answer(
                    tuple(Word(About.MEANING, "", s.letters_or_row) for s in missed), tr("Not used")
                )
            ],
        )


def _ask_series(context: SheetContext, series: Series, where: str) -> None:
    """Ask about figures that may be a KPI, though their name does not surely say so."""
    assert series.sample is not None
    known = {(one.target, one.id): one for one in (*series.rejected, *series.candidates)}
    meant = [one for one in known.values() if one.confidence >= ASKED] or series.rejected
    likely = meanings_told(context, meant, series.sample, series.text, series.number_format)
    context.find(
        Severity.QUESTION,
        f"{where}-unclear",
        tr(
            "'{series}' ({place}) holds {values} and may be {meanings}; it was not used. Map "
            "it if it is.",
            series=series.text,
            place=series.place,
            values=shown(series.sample),
            meanings=likely,
        ),
        place=series.letters_or_row,
        answers=meanings(series.candidates),
        name=series.text,
    )


def _ask_mean_or_share(context: SheetContext, series: Series) -> None:
    """Ask whether bare numbers up to 100 under a name of marks are a share or a mean of marks.

    "CSAT score 82" is 82 % satisfied customers to one vendor and 82 of 100 marks to another.
    """
    item, known, cells = series.item, series.known, series.cells
    if (
        item is None
        or known is None
        or cells is None
        or item.target is not Target.KPI
        or series.variant
    ):
        return
    kpi = context.report.catalogue.kpis[item.id]
    marks = any(variant.unit is Unit.SCORE for variant in kpi.variants)
    named = OF_MARKS & set(map(fold, normalise(series.text).split()))
    if kpi.unit is not Unit.SHARE or not marks or not named or item.chosen:
        return
    if known.unit or item.variant or "%" in known.number_format:
        return
    numbers = bare_numbers(cells)
    if numbers is None or not _TOP_OF_MARKS < max(numbers) <= _TOP:
        return
    context.find(
        Severity.QUESTION,
        "mean-or-share",
        tr(
            "'{series}' ({place}) holds {values} without a percent sign: a share of "
            "satisfied answers, or a mean of marks out of 100. It was read as a share "
            "({number:g} %). Write '%' or 'out of 100' into its name.",
            series=series.text,
            place=series.place,
            values=shown(cells),
            number=numbers[0],
        ),
        place=series.letters_or_row,
        answers=_share_or_mean(kpi),
        name=series.text,
    )


def _ask_points_or_marks(context: SheetContext, series: Series) -> None:
    """Ask whether a score in points is a mean of the marks 0 to 10 that it is counted from.

    "Avg NPS 6.1" is no Net Promoter Score of 6 when most answers are below 7.
    """
    item, cells = series.item, series.cells
    if item is None or cells is None or item.target is not Target.KPI or item.chosen:
        return
    kpi = context.report.catalogue.kpis[item.id]
    numbers = bare_numbers(cells)
    if kpi.unit is not Unit.POINTS or numbers is None:
        return
    if min(numbers) < 0 or max(numbers) > _TOP_OF_MARKS or not any(one % 1 for one in numbers):
        return
    averaged = _AVERAGE in set(map(fold, normalise(series.text).split()))
    if averaged or len(numbers) >= _MANY:
        context.find(
            Severity.QUESTION,
            "points-or-marks",
            tr(
                "'{series}' ({place}) holds {values}, all of them from 0 to 10: points of "
                "{title}, or the mean of answers from 0 to 10. It was read as points. Say "
                "that it is not used if it is a mean.",
                series=series.text,
                place=series.place,
                values=shown(cells),
                title=kpi.title,
            ),
            place=series.letters_or_row,
            answers=meanings(series.candidates, item.id),
        )


def _ask_way(context: SheetContext, series: Series) -> None:
    """Ask whether low or high marks for effort are good, where the name does not say."""
    item, cells = series.item, series.cells
    if item is None or cells is None or item.chosen or series.variant:
        return
    if item.id == EFFORT_KPI and tells_no_way(context, series.text):
        ask_way_of_figures(context, series.text, shown(cells), series.letters_or_row)


def _ask_count_or_share(context: SheetContext, series: Series) -> None:
    """Ask whether whole numbers under a name that may as well be a count's are percentages.

    "TRANSF" over 3, 0, 2 is like "Transfers" and like "Transfer rate" alike.
    """
    item, known, cells = series.item, series.known, series.cells
    if item is None or known is None or cells is None or item.target is not Target.KPI:
        return
    share = context.report.catalogue.kpis[item.id].unit is Unit.SHARE
    if not share or item.chosen or series.confidence >= SURE:
        return
    numbers = bare_numbers(cells)
    if known.unit or "%" in known.number_format or numbers is None or max(numbers) <= 1:
        return
    fields = context.report.catalogue.fields
    counts = [
        one
        for one in series.candidates
        if one.target is Target.FIELD
        and fields[one.id].kind is FieldKind.COUNT
        and one.confidence >= item.confidence
    ]
    if counts and not any(one % 1 for one in numbers):
        context.find(
            Severity.QUESTION,
            "count-or-share",
            tr(
                "'{series}' ({place}) holds {values}, and may be {title} in percent or "
                "a count ({count_title}). It was read as percent.",
                series=series.text,
                place=series.place,
                values=shown(cells),
                title=within(title_of(context, item)),
                count_title=within(title_of(context, counts[0])),
            ),
            place=series.letters_or_row,
            answers=meanings(series.candidates, item.id),
        )


def _share_or_mean(kpi: KpiDefinition) -> tuple[Answer, ...]:
    """Return the KPI's variants that both are, where it has them."""
    known = {variant.id for variant in kpi.variants}
    both = (
        (kpi.variants[0].id, tr("A share of satisfied answers")),
        (_OF_BEST, tr("Marks out of 100")),
    )
    return tuple(Answer.of(About.VARIANT, one, text) for one, text in both if one in known)
