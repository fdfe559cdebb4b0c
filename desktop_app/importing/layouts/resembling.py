"""Figures whose name is no KPI's, but has telling words of one in it: asked about, or guessed."""

from __future__ import annotations

from desktop_app.catalogue.model import UNIT_WORDS, FieldKind
from desktop_app.catalogue.text import normalise
from desktop_app.domain.finding import Severity
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import tr, within
from desktop_app.domain.unit import Unit
from desktop_app.importing.answers import meanings
from desktop_app.importing.bare_numbers import filled, says_percent
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import TAKEN, Candidate, Target
from desktop_app.importing.heading_words import fold
from desktop_app.importing.layouts.series import Series, title_of
from desktop_app.importing.measure_words import are_figures, may_be_measure, names_measure
from desktop_app.importing.reading import fit, hints
from desktop_app.importing.sketch import spread_sample
from desktop_app.importing.word_classes import COMPARISON, FORESEEN, NEGATION, OUTCOMES
from desktop_app.importing.word_classes import TARGET as TARGETS

_ASKED_ABOUT = 3
_FAINT, _FITS = 0.35, 0.5
_ENOUGH_WORDS = 2
_ALL = 0.99
_IN_PERCENT = frozenset({FieldKind.SHARE, FieldKind.SCORE, FieldKind.POINTS, FieldKind.INDEX})
_TURNED = NEGATION | COMPARISON | FORESEEN | TARGETS | OUTCOMES


def is_measure(context: SheetContext, series: Series, beside_known: bool = False) -> bool:
    """Return whether figures stand under a name like a measure's, though nobody knows it.

    `beside_known` says that known KPIs stand in the same table: figures below any name that does
    not say that they measure nothing may be counts of one as well.
    """
    if series.cells is None:
        return False
    unit = f" ({series.unit_text})" if series.unit_text else ""
    percent = says_percent(series.cells, series.number_format, "")
    number_format = "0%" if percent else series.number_format
    named = names_measure(context.words, series.text + unit, number_format)
    named = named or (beside_known and may_be_measure(context.words, series.text))
    return named and are_figures(series.cells)


def resembling(
    context: SheetContext, series: Series, fits_at_least: float = _FITS
) -> list[Candidate]:
    """Return what figures under an unknown name may be: what shares words with it, and fits."""
    if series.sample is None:
        return []
    shares = says_percent(filled(series.sample), series.number_format, "")
    found = []
    most = 0
    for (target, name), words in context.names.recogniser.resemblance.items(series.text).items():
        if len(words) < most:
            break
        if shares and not _may_be_percent(context, target, name):
            continue
        told = listed((f"'{word}'" for word in words), None)
        one = Candidate(target, name, "", _FAINT, tr("{words} is in its names", words=told))
        known = hints(context.report.catalogue, one, series.text, series.number_format)
        fits = fit(context, spread_sample(series.sample), known)
        if fits.readable > fits_at_least and fits.plausible > fits_at_least:
            found.append(one)
            most = len(words)
    return found[:_ASKED_ABOUT]


def _may_be_percent(context: SheetContext, target: Target, name: str) -> bool:
    """Return whether percents can be it at all: no rate per 1,000, time, amount or count."""
    catalogue = context.report.catalogue
    if target is Target.KPI:
        unit = FieldKind(catalogue.kpis[name].unit.value)
    else:
        unit = catalogue.fields[name].kind
    return unit in _IN_PERCENT


def take_resembling(context: SheetContext, series: Series) -> None:
    """Take ratios for the one KPI that several words of their unknown name are of, in place.

    "Analysts with a degree or PhD" has two words of qualified staff, and of nothing else. What
    says that another thing is meant ("without", "target") leaves it a question.
    """
    words = map(fold, normalise(series.text).split())
    turned = not _TURNED.isdisjoint(words) or _tells_time(context, series)
    if series.item is not None or series.rejected or turned or not is_measure(context, series):
        return
    likely = resembling(context, series)
    if len(likely) != 1 or likely[0].target is not Target.KPI:
        return
    one = likely[0]
    shared = context.names.recogniser.resemblance.items(series.text)[one.target, one.id]
    ratio = context.report.catalogue.kpis[one.id].unit in (Unit.SHARE, Unit.RATE)
    if len(shared) < _ENOUGH_WORDS or not ratio or not resembling(context, series, _ALL):
        return
    series.item, series.confidence, series.resembles = one, TAKEN, True
    series.known = hints(context.report.catalogue, one, series.text, series.number_format)


def _tells_time(context: SheetContext, series: Series) -> bool:
    """Return whether a name has a unit of time that no percent sign speaks against: days of absence
    for each employee are no share of the work.
    """
    if series.cells is None or says_percent(series.cells, series.number_format, ""):
        return False
    units = map(context.words.units.get, normalise(series.text).split())
    return any(unit in UNIT_WORDS["duration"] | UNIT_WORDS["span"] for unit in units)


def say_resembling(context: SheetContext, series: Series, where: str) -> None:
    """Warn of figures that were taken for a KPI after some words of their name."""
    assert series.item is not None
    context.find(
        Severity.WARNING,
        f"{where}-guessed",
        tr(
            "'{series}' ({place}) was taken for {title}, as {reason} and all its values fit. Map "
            "it if that is wrong.",
            series=series.text,
            place=series.place,
            title=within(title_of(context, series.item)),
            reason=series.item.reason,
        ),
        place=series.letters_or_row,
        answers=meanings([series.item], series.item.id),
    )
