"""Columns of a log that nobody knows, while KPIs wait for something like them: asked about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.catalogue.model import (
    UNIT_WORDS,
    FieldDefinition,
    FieldKind,
    FieldRole,
    KpiDefinition,
)
from desktop_app.catalogue.text import normalise
from desktop_app.domain.finding import About, Answer, Severity, Word
from desktop_app.domain.sentences import listed, with_or
from desktop_app.domain.translating import tr, within
from desktop_app.importing.answers import meanings
from desktop_app.importing.concepts import COUNT, TIME, concepts
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import ASKED, Candidate, Target
from desktop_app.importing.heading_words import fold
from desktop_app.importing.layouts.timestamps import seconds_of_day
from desktop_app.importing.reading import fit, hints
from desktop_app.importing.sketch import ColumnSketch, shown
from desktop_app.importing.word_classes import COMPARISON, NATURAL, TARGET
from desktop_app.text_columns import objects_of

_MOST = 3
_MOST_KPIS = 4
_MOST_COLUMNS = 6
_KIND = 0.8
_SAME = 0.99
_FAINT = 0.35
"""How sure a meaning is that only single words of the heading speak for."""
_ALWAYS = frozenset({"vendor", "record_id"})
"""Fields that all figures rest on, whatever KPI is made of them."""
_OF_NUMBER = frozenset(map(fold, NATURAL["count"]))
_OF_MONEY = NATURAL["money"] | {"price", "fee", "preis", "prix", "precio", "betrag", "montant"}
_LASTS = frozenset(
    ("wait", "waiting", "queue", "queued", "delay", "talk", "hold", "wrap", "elapsed")
)
"""Words that say of numbers that they are times, without a word for time."""
_ASKS_WHETHER = frozenset({"is", "was", "has"})
_MEASURED = frozenset({FieldRole.VALUE, FieldRole.DATE})
_HIGHEST_MARK = 100
_LATE = 4 * 3600.0
"""From this time of day on, a column of times is hardly one of how long something took."""
_ASKED = re.compile(r"(?:q|f|p|question|frage|pregunta)[\s_.-]*\d{1,2}[a-z]?", re.IGNORECASE)
"""What a survey tool calls a question of which the export has the number only: "Q1"."""
_HIGHEST_ANSWER = 10
_CLOCK = re.compile(r"^\d{1,3}:\d{2}(?::\d{2})?$")


@dataclass(frozen=True, slots=True)
class Unread:
    """A column without a meaning, and what it may mean with how sure that is."""

    sketch: ColumnSketch
    candidates: Sequence[Candidate]


def ask_about(
    context: SheetContext, left: Sequence[Unread], used: Sequence[ColumnSketch], held: set[str]
) -> None:
    """Ask about the columns of a log that KPIs may wait for, and leave the others alone.

    A column whose heading resembles the name of something that KPIs wait for is asked about by
    itself; of those whose cells alone look like it (dates, times, yes and no, percentages) one
    question names all.

    Parameters
    ----------
    left : sequence of Unread
        The columns that got no meaning and were not asked about otherwise.
    used : sequence of ColumnSketch
        The columns that got one; what says the same again is no question.
    held : set of str
        Ids of the fields that the log has.
    """
    asker = _Asker(context, held, used)
    open_columns = [one for one in left if asker.is_open(one.sketch)]
    likely = {one.sketch.column: asker.likely(one) for one in open_columns}
    others = {candidate.id for found in likely.values() for candidate in found}
    unknown = []
    for one in open_columns:
        found = [
            (candidate, asker.waiting(candidate.id, others))
            for candidate in likely[one.sketch.column]
        ]
        found = [pair for pair in found if pair[1] or pair[0].id in _ALWAYS]
        if found:
            asker.ask(one.sketch, found)
        else:
            unknown.append(one.sketch)
    asker.ask_together(unknown)


class _Asker:
    """Judges the unread columns of one log."""

    def __init__(self, context: SheetContext, held: set[str], used: Sequence[ColumnSketch]) -> None:
        self._context, self._held, self._used = context, held, used
        self._fields = context.report.catalogue.fields
        self._dates = {known.id for known in self._fields.values() if known.role is FieldRole.DATE}
        self._recogniser = context.names.recogniser
        profiles = context.report.catalogue.profiles.values()
        self._weights = {
            kpi: max(profile.weights.get(kpi, 0.0) for profile in profiles)
            for kpi in {name for profile in profiles for name in profile.weights}
        }

    def is_open(self, sketch: ColumnSketch) -> bool:
        """Return whether a column may matter: not known as unneeded, and nothing read already."""
        periods = frozenset({FieldRole.PERIOD})
        return bool(
            sketch.profile.filled
            and not self._recogniser.resemblance.unneeded(sketch.header)
            and not self._context.names.candidates(sketch.header, Target.FIELD, periods)
            and not _repeats_one(sketch, self._used)
        )

    def waiting(self, field_id: str, others: Iterable[str] = ()) -> list[KpiDefinition]:
        """Return the KPIs that wait for a field, those of most weight first."""
        found = self._recogniser.needs.waiting(self._held, field_id, others)
        return sorted(found, key=lambda kpi: -self._weights.get(kpi.id, 0.0))

    def likely(self, one: Unread) -> list[Candidate]:
        """Return the fields that a column may be by its heading, and that are not there yet."""
        sketch = one.sketch
        if self._compared(sketch.header):
            return []
        found = {c.id: c for c in one.candidates if c.confidence >= ASKED}
        found |= {c.id: c for c in self._resembling(sketch) if c.id not in found}
        return [c for c in found.values() if c.id not in self._held][:_MOST]

    def _compared(self, header: str) -> bool:
        """Return whether a heading names a target or a comparison and no value of a record."""
        words = set(normalise(header).split())
        return not words.isdisjoint(TARGET | COMPARISON)

    def _resembling(self, sketch: ColumnSketch) -> list[Candidate]:
        """Return the fields with which the heading shares words and that the cells can be."""
        words_of = normalise(sketch.header).split()
        counted = COUNT in concepts(words_of)
        timed = self._tells_time(sketch, words_of)
        found: list[Candidate] = []
        most = 0
        for name, words in self._recogniser.resemblance.fields(sketch.header).items():
            known = self._fields[name]
            if (counted and known.kind is not FieldKind.COUNT) or len(words) < most:
                continue
            if known.kind is FieldKind.DURATION and not timed:
                continue  # "Communication" is in "communication time", and a mark without it
            if known.kind is not FieldKind.FLAG and words_of[0] in _ASKS_WHETHER:
                continue
            if known.kind is FieldKind.COUNT and not _OF_MONEY.isdisjoint(words_of):
                continue
            if all(word in _OF_NUMBER for word in words):
                continue  # "number" alone is in the names of everything that is counted
            told = listed((f"'{word}'" for word in words), None)
            candidate = Candidate(
                Target.FIELD, name, "", _FAINT, tr("{words} is in its names", words=told)
            )
            if self._fits(sketch, candidate):
                found.append(candidate)
                most = len(words)
        return found

    def _tells_time(self, sketch: ColumnSketch, words: Sequence[str]) -> bool:
        """Return whether heading or cells say that a time stands there."""
        units = self._context.words.units
        named = any(units.get(word) in UNIT_WORDS["duration"] for word in words)
        named = named or not _LASTS.isdisjoint(words)
        return named or TIME in concepts(words) or holds_spans(sketch)

    def _fits(self, sketch: ColumnSketch, candidate: Candidate) -> bool:
        known = hints(
            self._context.report.catalogue, candidate, sketch.header, sketch.number_format
        )
        fits = fit(self._context, sketch.sample, known)
        mark = known.kind is not FieldKind.SCORE or not sketch.profile.high > _HIGHEST_MARK
        return mark and fits.readable >= 0.5 and fits.plausible >= 0.5

    def ask(
        self, sketch: ColumnSketch, found: Sequence[tuple[Candidate, list[KpiDefinition]]]
    ) -> None:
        """Ask about one column."""
        names = with_or(
            dict.fromkeys(f"{within(self._fields[c.id].title)} ({c.reason})" for c, _ in found)
        )
        waiting = _named([kpi for _, kpis in found for kpi in kpis])
        if self._dates.isdisjoint(self._held) and any(c.id in self._dates for c, _ in found):
            waiting = tr("the months of all its figures")
        words = {"column": sketch.named, "values": shown(sketch.sample), "meanings": names}
        self._context.find(
            Severity.QUESTION,
            "column-unclear",
            tr(
                "{column} holds {values} and may be {meanings}; it was not used, and {waiting} may "
                "wait for it. Map it if it is, or say that it is not used.",
                waiting=waiting,
                **words,
            )
            if waiting
            else tr(
                "{column} holds {values} and may be {meanings}; it was not used. Map it if it is, "
                "or say that it is not used.",
                **words,
            ),
            sketch.letters,
            sketch.letters,
            meanings([candidate for candidate, _ in found]),
        )

    def ask_together(self, sketches: Sequence[ColumnSketch]) -> None:
        """Ask once about the columns that only their cells speak for."""
        told: list[ColumnSketch] = []
        waiting: list[KpiDefinition] = []
        for sketch in sketches:
            fields = self._of_kind(sketch)
            kpis = [kpi for known in fields for kpi in self.waiting(known.id)]
            kpis = [kpi for kpi in kpis if kpi.id in self._weights]
            if kpis:
                told.append(sketch)
                waiting += kpis
        if not told:
            return
        waiting.sort(key=lambda kpi: -self._weights[kpi.id])
        columns = "; ".join(
            tr("{column} holds {values}", column=sketch.named, values=shown(sketch.sample))
            for sketch in told[:_MOST_COLUMNS]
        )
        columns += "; ..." if len(told) > _MOST_COLUMNS else ""
        self._context.find(
            Severity.QUESTION,
            "column-unclear" if len(told) == 1 else "columns-unknown",
            tr(
                "{columns}. It was not used, as nothing is known by that name, and no column was "
                "found for {waiting}. Map what matters, or say that it is not used.",
                columns=columns,
                waiting=_named(waiting),
            )
            if len(told) == 1
            else tr(
                "{columns}. They were not used, as nothing is known by those names, and no column "
                "was found for {waiting}. Map what matters, or say that it is not used.",
                columns=columns,
                waiting=_named(waiting),
            ),
            ",".join(sketch.letters for sketch in told),
            told[0].letters,
            [
                Answer(
                    tuple(Word(About.MEANING, "", sketch.letters) for sketch in told),
                    tr("Not used"),
                )
            ],
        )

    def _of_kind(self, sketch: ColumnSketch) -> list[FieldDefinition]:
        """Return the missing fields of the kind that cells and heading's unit plainly are of."""
        kind = self._kind(sketch)
        return [
            known
            for known in self._fields.values()
            if known.kind is kind and known.role in _MEASURED and known.id not in self._held
        ]

    def _kind(self, sketch: ColumnSketch) -> FieldKind | None:
        """Return what the cells plainly are, None where they may be a plain number or a name."""
        profile = sketch.profile
        if sketch.sample.nunique() < 2 or self._compared(sketch.header):
            return None
        if profile.dates >= _KIND or self._written_dates(sketch):
            return FieldKind.TIMESTAMP
        if profile.flags >= _KIND or self._answers(sketch):
            return FieldKind.FLAG
        if _ASKED.fullmatch(sketch.header.strip()) and _marks(sketch):
            return FieldKind.SCORE
        if profile.times >= _KIND or _clocks(sketch):
            return FieldKind.DURATION if holds_spans(sketch) else None
        words = normalise(sketch.header).split()
        units = {self._context.words.units.get(word, "") for word in words[1:]}
        if profile.numbers >= _KIND and not units.isdisjoint(UNIT_WORDS["duration"]):
            return FieldKind.DURATION
        currencies = {self._context.words.currencies.get(word, "") for word in words[1:]}
        if profile.measured >= _KIND and currencies != {""} and currencies:
            return FieldKind.MONEY
        percent = "%" in sketch.number_format or "percent" in units
        return FieldKind.SHARE if percent and profile.measured >= _KIND else None

    def _written_dates(self, sketch: ColumnSketch) -> bool:
        """Return whether the cells are dates written as texts."""
        profile = sketch.profile
        date = Candidate(Target.FIELD, "date", "", 0.0, "")
        texts = profile.words + profile.numeric_texts >= _KIND and not _clocks(sketch)
        return texts and self._fits(sketch, date)

    def _answers(self, sketch: ColumnSketch) -> bool:
        """Return whether all cells say yes or no, and both do."""
        words = self._context.words
        said = {normalise(value) for value in sketch.sample if isinstance(value, str)}
        said -= words.missing | {""}
        texts = sketch.profile.words >= _KIND
        return texts and said <= words.yes | words.no and bool(said & words.no)


def holds_spans(sketch: ColumnSketch) -> bool:
    """Return whether cells are plainly times that something took, and no times of day."""
    times = sketch.profile.times >= _KIND or _clocks(sketch)
    return times and not _of_day(sketch)


def _marks(sketch: ColumnSketch) -> bool:
    """Return whether cells are whole numbers as people answer with."""
    profile = sketch.profile
    whole = profile.numbers >= _KIND and profile.whole == 1.0
    return whole and profile.low >= 0 and profile.high <= _HIGHEST_ANSWER


def _named(kpis: Iterable[KpiDefinition]) -> str:
    """Return KPIs for a sentence, the first few of them."""
    names = list(dict.fromkeys(kpi.short for kpi in kpis))
    return ", ".join(names[:_MOST_KPIS]) + (", ..." if len(names) > _MOST_KPIS else "")


def _clocks(sketch: ColumnSketch) -> bool:
    """Return whether most cells are texts such as 00:05:12."""
    texts = [value for value in sketch.sample if isinstance(value, str)]
    told = sum(bool(_CLOCK.match(text.strip())) for text in texts)
    return told >= _KIND * len(sketch.sample)


def _of_day(sketch: ColumnSketch) -> bool:
    """Return whether times are rather those of a day's hours than how long something took."""
    seconds = seconds_of_day(sketch.sample)
    known = seconds[seconds.notna()]
    return len(known) == len(seconds) and float(known.median()) >= _LATE


def _repeats_one(sketch: ColumnSketch, others: Sequence[ColumnSketch]) -> bool:
    """Return whether a column says what another one says, if need be in another unit."""
    here = sketch.sample
    numbers = np.asarray(pd.to_numeric(here, errors="coerce"), dtype=np.float64)
    texts = [str(value).strip().casefold() for value in here]
    numeric = np.count_nonzero(~np.isnan(numbers)) >= _SAME * len(here)
    various = len(set(texts)) > 2
    if not (numeric or various):
        return False
    for other in others:
        there = other.cells.reindex(here.index)
        same = _same_numbers(numbers, there) if numeric else None
        if same is None:
            same = various and _same_texts(texts, there)
        if same:
            return True
    return False


def _same_numbers(one: NDArray[np.float64], there: pd.Series[Any]) -> bool | None:
    """Return whether numbers are a multiple of others, None where too few are numbers."""
    two = np.asarray(pd.to_numeric(there, errors="coerce"), dtype=np.float64)
    both, size = ~np.isnan(one) & ~np.isnan(two), len(one)
    one, two = one[both], two[both]
    if len(one) < _SAME * size or len(np.unique(one)) <= 2:
        return None
    nonzero = two != 0
    ratios = one[nonzero] / two[nonzero]
    constant = len(ratios) > 2 and float(np.ptp(ratios)) <= 0.01 * abs(float(ratios.mean()))
    return constant and bool((one[~nonzero] == 0).all())


def _same_texts(texts: Sequence[str], there: pd.Series[Any]) -> bool:
    """Return whether most texts are those of another column."""
    others = objects_of(there).tolist()
    same = [
        text == str(value).strip().casefold() for text, value in zip(texts, others, strict=True)
    ]
    return sum(same) >= _SAME * len(texts)
