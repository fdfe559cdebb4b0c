"""What the texts of a heading, or of a row's label, say: period, KPI, target, total, a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop_app.catalogue.model import FieldKind, FieldRole
from desktop_app.catalogue.text import normalise
from desktop_app.catalogue.words import Words
from desktop_app.domain.period import Grain, Period
from desktop_app.importing.choices import chosen_for_text
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import ASKED, SURE, TAKEN, Candidate, Target
from desktop_app.importing.kinds.amounts import AmountUnit, amount_unit
from desktop_app.importing.layouts.bases import count_below
from desktop_app.importing.layouts.total_words import total_word
from desktop_app.importing.periods import mentions_fiscal, read_period
from desktop_app.importing.reading import scale_named
from desktop_app.importing.windows import without_until

_STRUCTURE = frozenset({FieldRole.STRUCTURE})
_VALUE, _SCORE, _TOTAL = "value", "stated_score", "total"
_SUMMED = frozenset({FieldKind.COUNT, FieldKind.DURATION})
_ANY_YEAR = 2000
_USUAL_START = 4
_UNTOLD_START = 1  # FY26 is taken for 2026 while nothing says in which month it starts
_MOST_WORDS, _PART_WORDS = 6, 3
_SPELLED = 0.7
"""How sure a word beside the figures is at least; below, it is a name that resembles one."""
_LONGEST_SCALE = 6
_DATED = re.compile(r"(.*[^\W\d_]{3})[\s,:-]+((?:19|20)\d\d)")
_LONGEST_NAME, _SENTENCE = 60, 8
_NUMBER = re.compile(r"^\d+$")
_BRACKETED = re.compile(r"(.+?)\s*[(\[]([^()\[\]]+)[)\]]")


@dataclass(slots=True)
class Heading:
    """What a heading says; each part None or ``""`` where it says nothing of the kind.

    `item` is the KPI or quantity it names, with `items` all that are likely; `structure` the id
    of a structure field (target, unit, ...); `total` is ``total`` or ``average``; `others` are
    the texts that are none of these: names of vendors, sites, channels. `unit_text` is a unit
    or currency that stands in a heading row of its own. `yearless` says that the period is a
    month whose year only the report around it tells. `of` is the KPI that a count stands below.
    """

    period: Period | None = None
    yearless: bool = False
    item: Candidate | None = None
    items: list[Candidate] = field(default_factory=list)
    item_text: str = ""
    structure: str = ""
    total: str = ""
    unit_text: str = ""
    others: list[str] = field(default_factory=list)
    of: str = ""


def read_heading(context: SheetContext, texts: Sequence[str]) -> Heading:
    """Return what the parts of a heading say together, top part first."""
    parts = [text for text in dict.fromkeys(text.strip() for text in texts) if text]
    parts = [text for text in parts if not _is_sentence(text)] or parts
    parts = [piece for part in parts for piece in _unbracketed(context, part)]
    parts = [piece for part in parts for piece in _undated(context, part)]
    heading = Heading()
    rest = _take_period(context, heading, parts)
    for text in rest:
        _take_text(context, heading, text)
    if heading.item is None and len(rest) > 1:
        _take_joined(context, heading, rest)
    if heading.item is not None and heading.unit_text:
        _take_unit(context, heading, heading.item)
    if heading.structure == _SCORE and (heading.item is not None or heading.period is not None):
        heading.structure = _VALUE
    return heading


def _unbracketed(context: SheetContext, text: str) -> list[str]:
    """Return "Jan 25 (restated)" as the period and what its figures are, "2023/24 (£k)" as the
    period and their unit, else the text alone.
    """
    match = _BRACKETED.fullmatch(text)
    if match is None or read_period(text, context.words, _ANY_YEAR) is not None:
        return [text]
    period, said = match.groups()
    if read_period(period, context.words, _ANY_YEAR, _USUAL_START) is None:
        return [text]
    told = structure_named(context, said) or any(named_unit(context.words, said))
    return [period, said] if told else [text]


def _undated(context: SheetContext, text: str) -> list[str]:
    """Return "Claims filed 2012" as name and year where only the name alone is known."""
    match = _DATED.fullmatch(text)
    if match is None or best(context.names.items(text)) is not None:
        return [text]
    return [*match.groups()] if best(context.names.items(match[1])) is not None else [text]


def _take_period(context: SheetContext, heading: Heading, parts: list[str]) -> list[str]:
    """Take the period out of the parts ("2026" over "Jan" is one) and return the others."""
    guessed = set(context.report.guessed_periods)
    alone = [part for part in parts if period_of(context, part) is not None]
    if len(alone) == 1:
        heading.period = period_of(context, alone[0])
        heading.yearless = is_yearless(context, alone[0])
    pieces = alone or []
    if len(parts) > 1:
        for size in range(len(parts), 1, -1):
            joined = period_of(context, " ".join(parts[:size]))
            if joined is not None and all(_short(part) for part in parts[:size]):
                heading.period, pieces = joined, parts[:size]
                heading.yearless = False
                # "Jan" below "2026" needed no guess of its year.
                context.report.guessed_periods.intersection_update(guessed)
                period_of(context, " ".join(pieces))
                break
        else:
            if len(alone) > 1:
                joined = period_of(context, " ".join(alone))
                heading.period = joined or _narrowest(context, heading, alone, guessed)
    return [part for part in parts if part not in pieces]


def _narrowest(
    context: SheetContext, heading: Heading, texts: Sequence[str], guessed: set[str]
) -> Period:
    """Return the narrower of periods over one column: a month below its quarter is meant.

    "Jan" below "Q1 2025" is of 2025, whatever year the report is of; `guessed` are the periods
    whose year was guessed before.
    """
    found = [(text, period) for text in texts if (period := period_of(context, text))]
    certain = [period for text, period in found if read_period(text, context.words) is not None]
    span = max(certain, key=lambda p: p.end - p.start, default=None)
    if span is not None:
        context.report.guessed_periods.intersection_update(guessed)
        heading.yearless = False
    spans = [(span and _within_span(context, text, span)) or period for text, period in found]
    return min(spans, key=lambda p: p.end - p.start)


def _is_sentence(text: str) -> bool:
    """Return whether a text says at length what columns are about, and is no name of one."""
    return len(text) > _LONGEST_NAME and len(text.split()) >= _SENTENCE


def _short(text: str) -> bool:
    return len(text.split()) <= 4


def _take_text(context: SheetContext, heading: Heading, text: str) -> None:
    """Add what one text says to the heading."""
    total = total_word(context, text)
    if total:
        heading.total = heading.total or total
        return
    if any(named_unit(context.words, text)) or _is_scale(text):
        heading.unit_text = heading.unit_text or text
        return
    chosen = chosen_for_text(context, text)
    structure = _structure_of(context, text)
    items = context.names.items(text)
    item = chosen if chosen and is_item(context, chosen) else best(items)
    below = count_below(context, heading.item, items)
    if below is not None and heading.item is not None:
        heading.of, heading.item, heading.items = heading.item.id, below, items
        heading.item_text = f"{heading.item_text} {text}"
        return
    if item is not None and (structure is None or item.confidence >= structure.confidence):
        if heading.item is None or item.confidence > heading.item.confidence:
            heading.item, heading.items, heading.item_text = item, items, text
            _take_rest(context, heading, item)
    elif structure is not None:
        heading.structure = heading.structure or structure.id
        _take_beside(context, heading, structure)
    else:
        heading.items = heading.items or items
        heading.others.append(text)


def _structure_of(context: SheetContext, text: str) -> Candidate | None:
    """Return the structure that a text names; "Retail" is a name, however close to "real"."""
    structure = best(context.names.candidates(text, Target.FIELD, _STRUCTURE))
    if structure is None or structure.confidence < _SPELLED or _of_counts(context, text, structure):
        return None
    return structure


def _of_counts(context: SheetContext, text: str, structure: Candidate) -> bool:
    """Return whether a text names a mean of something counted, as "Avg tickets" of each day."""
    if structure.id != _TOTAL or normalise(text) in context.words.average:
        return False
    fields = context.report.catalogue.fields
    return any(
        one.confidence >= ASKED
        and one.target is Target.FIELD
        and fields[one.id].role is FieldRole.QUANTITY
        and fields[one.id].kind in _SUMMED
        for one in context.names.items(text)
    )


def _is_scale(text: str) -> bool:
    """Return whether a text says from where to where marks go, and nothing else: "1-5"."""
    return len(text) <= _LONGEST_SCALE and scale_named(f"({text})") is not None


def _take_rest(context: SheetContext, heading: Heading, item: Candidate) -> None:
    """Look at the words beside a KPI's name: "FCR Jan 2026", "CSAT target", "AHT voice"."""
    rest = item.rest.strip()
    if not rest or item.confidence >= 1.0:
        return
    period = period_of(context, rest)
    if period is not None:
        heading.period = heading.period or period
        return
    total = total_word(context, rest)
    if total:
        heading.total = heading.total or total
        return
    structure = best(context.names.candidates(rest, Target.FIELD, _STRUCTURE))
    if structure is not None:
        heading.structure = heading.structure or structure.id
    elif is_segment(context, rest):
        heading.others.append(rest)


def _take_beside(context: SheetContext, heading: Heading, structure: Candidate) -> None:
    """Look at words beside a structure's: the KPI of "CSAT target", the month of "Jan target"."""
    if structure.rest and heading.period is None:
        heading.period = period_of(context, structure.rest)
    items = context.names.items(structure.rest) if structure.rest else []
    item = best(items)
    if item is not None and heading.item is None:
        heading.item, heading.items, heading.item_text = item, items, structure.rest


def _take_joined(context: SheetContext, heading: Heading, parts: list[str]) -> None:
    """Read a name that is spread over heading rows ("Handle" over "time") as one."""
    if len(heading.others) < 2:
        return
    joined = " ".join(heading.others)
    item = best(context.names.items(joined))
    if item is not None:
        heading.item, heading.items = item, context.names.items(joined)
        heading.item_text, heading.others = " ".join(parts), []


def _take_unit(context: SheetContext, heading: Heading, item: Candidate) -> None:
    """Read a KPI's name together with the unit that stands below or above it."""
    text = f"{heading.item_text} ({heading.unit_text})"
    items = context.names.items(text)
    if items and (items[0].target, items[0].id) == (item.target, item.id):
        heading.item, heading.items, heading.item_text = items[0], items, text


def named_unit(words: Words, text: str) -> tuple[str, str]:
    """Return the unit id and the currency that a text names and nothing else, ``""`` for none."""
    plain = normalise(text)
    currency = words.currencies.get(plain, "")
    code = text.strip()
    if not currency and len(plain) == 3 and code.isupper():
        currency = code if code in set(words.currencies.values()) else ""
    unit = words.units.get(plain, "")
    amounts = AmountUnit() if unit or currency else amount_unit(text, words)
    return (amounts.size, amounts.currency) if amounts.alone else (unit, currency)


def best(candidates: Sequence[Candidate]) -> Candidate | None:
    """Return the first candidate sure enough to take, or None."""
    return candidates[0] if candidates and candidates[0].confidence >= TAKEN else None


def is_item(context: SheetContext, candidate: Candidate) -> bool:
    """Return whether a candidate is a KPI or a quantity."""
    if candidate.target is Target.KPI:
        return True
    return context.report.catalogue.fields[candidate.id].role is FieldRole.QUANTITY


def period_of(context: SheetContext, value: object) -> Period | None:
    """Return the period a heading or cell names, or None.

    A month without a year takes the year of the report; when nothing in the report names one,
    the guess is noted on the report, and said once.
    """
    if value is None or value == "":
        return None
    report = context.report
    start = report.fiscal_start or _UNTOLD_START
    found = read_period(value, context.words, report.year, start)
    if found is None and not report.fiscal_start and isinstance(value, str):
        # Two years name a fiscal one, "2025/26"; which months, is asked.
        start = _USUAL_START
        found = read_period(value, context.words, report.year, start)
    if found is None:
        return _part_month(context, value) if isinstance(value, str) else None
    note_fiscal(context, value, found.label)
    if report.span is None and (report.year is None or not report.year_guessed):
        return found
    if read_period(value, context.words, None, start) is None:
        if report.span is not None and (within := _within_span(context, value, report.span)):
            return within
        if report.year_guessed:
            report.guessed_periods.add(found.label)
    return found


def _part_month(context: SheetContext, text: str) -> Period | None:
    """Return the month of "Jun-25 MTD" or the year of "2015/16 (to date)", noted as one that is
    not over; None for none.
    """
    words = text.split()
    if not 1 < len(words) <= _MOST_WORDS:
        return None
    until = without_until(text)
    if until != text and (month := period_of(context, until)) and month.grain is Grain.MONTH:
        context.report.part_periods[month.label] = text.strip()
        return month
    for size in range(1, min(_PART_WORDS, len(words) - 1) + 1):
        for said, rest in ((words[-size:], words[:-size]), (words[:size], words[size:])):
            if normalise(" ".join(said)) in context.words.part_month:
                month = period_of(context, " ".join(rest).strip("()[] -–,:"))
                if month is not None and (month.grain is Grain.MONTH or _is_year(month)):
                    context.report.part_periods[month.label] = text.strip()
                    return month
    return None


def _is_year(period: Period) -> bool:
    return (period.end - period.start).days in (364, 365)


def is_yearless(context: SheetContext, value: object) -> bool:
    """Return whether a value is a month that takes its year from the report."""
    words, report = context.words, context.report
    found = read_period(value, words, report.year)
    told = report.span is not None and not report.span_assumed
    if found is None or found.grain is not Grain.MONTH or told:
        return False
    return read_period(value, words, None) is None


def _within_span(context: SheetContext, value: object, span: Period) -> Period | None:
    """Return a month without a year as the one within a span of two years, None for none."""
    for year in range(span.start.year, span.end.year + 1):
        found = read_period(value, context.words, year)
        if found is not None and span.start <= found.start and found.end <= span.end:
            return found
    return None


def note_fiscal(context: SheetContext, value: object, label: str) -> None:
    """Note a period that its text calls fiscal: which months those are, the text can't say."""
    if isinstance(value, str) and mentions_fiscal(value, context.words):
        context.report.fiscal_periods.setdefault(label, value.strip())


def is_segment(context: SheetContext, text: str) -> bool:
    """Return whether a text is a usual name of a channel, queue or site type."""
    return normalise(text) in context.words.segments


def structure_named(context: SheetContext, value: object) -> str:
    """Return the structure field ("target", "value") that a cell surely names, or ``""``."""
    if not isinstance(value, str):
        return ""
    structure = best(context.names.candidates(value, Target.FIELD, _STRUCTURE))
    return structure.id if structure is not None and structure.confidence >= SURE else ""
