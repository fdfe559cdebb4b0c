"""Timestamps: real dates, serial numbers, and texts whose day and month the column settles.

Texts are taken apart by patterns in bulk (first year, day and month as they stand), and only then,
with all of the column in view, put together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from desktop_app.domain.finding import About
from desktop_app.domain.translating import tr
from desktop_app.importing.kinds.date_text import DateTexts, Stamps, of_iso, taken_apart
from desktop_app.importing.kinds.marked import joined
from desktop_app.importing.kinds.parts import Bools, Context, Floats, Reading
from desktop_app.importing.kinds.spelling import plain

_FIRST_SERIAL, _LAST_SERIAL = 20000.0, 80000.0  # 1954-10-03 to 2119-01-10
_DIGITS = re.compile(r"\d{5}(?:\.\d+)?|\d{10}|\d{13}", re.ASCII)
_LOW, _HIGH = np.datetime64("1900-01-01", "us"), np.datetime64("2200-01-01", "us")


@dataclass(slots=True)
class _Way:
    rules: list[str] = field(default_factory=list)
    questions: list[tuple[str, str]] = field(default_factory=list)


def read_timestamp(context: Context) -> Reading:
    """Return timestamps on the report's own clock; what can't be a date is missing."""
    parts = context.parts
    way = _Way()
    stamps: Stamps = np.full(parts.size, np.datetime64("NaT", "us"))
    if parts.stamp is not None:
        stamps = parts.stamp
        way.rules.append(tr("dates as stored"))
    if parts.number is not None and np.isfinite(parts.number).any():
        numbers = _of_numbers(parts.number, context.epoch_1904, way)
        stamps = np.where(np.isnat(stamps), numbers, stamps)
    if parts.codes is not None and parts.texts:
        texts = _of_texts(context, way)
        _suspect_swapped(parts.stamp, texts, way)
        spread = np.append(texts, np.datetime64("NaT", "us"))[parts.codes]
        stamps = np.where(np.isnat(stamps), spread, stamps)
    return Reading(_nanoseconds(stamps), joined(way.rules), questions=way.questions)


def _nanoseconds(stamps: Stamps) -> Stamps:
    """Return the stamps in nanoseconds; years that no report has become missing."""
    with np.errstate(invalid="ignore"):
        odd = (stamps < _LOW) | (stamps >= _HIGH)
    if odd.any():
        stamps = np.where(odd, np.datetime64("NaT", "us"), stamps)
    return stamps.astype("datetime64[ns]")


def _of_numbers(numbers: Floats, epoch_1904: bool, way: _Way) -> Stamps:
    """Return Excel serials, seconds since 1970 and dates such as 20260105 as stamps."""
    stamps = np.full(len(numbers), np.datetime64("NaT", "us"))
    with np.errstate(invalid="ignore"):
        serial = (numbers >= _FIRST_SERIAL) & (numbers < _LAST_SERIAL)
        digits = (numbers >= 19000101) & (numbers <= 21001231) & (numbers % 1 == 0)
        seconds = (numbers >= 6e8) & (numbers < 4e9)
        millis = (numbers >= 6e11) & (numbers < 4e12)
    if serial.any():
        first = np.datetime64("1904-01-01" if epoch_1904 else "1899-12-30", "us")
        stamps[serial] = first + np.rint(numbers[serial] * 86400e3).astype("m8[ms]")
        way.rules.append(
            tr("Excel day numbers ({year} system)", year="1904" if epoch_1904 else "1900")
        )
    if digits.any():
        whole = numbers[digits].astype(np.int64)
        stamps[digits] = _days(whole // 10000, whole // 100 % 100, whole % 100)
        way.rules.append(tr("numbers such as 20260105 as year, month, day"))
    for mask, size in ((seconds, 1e6), (millis, 1e3)):
        if mask.any():
            stamps[mask] = np.rint(numbers[mask] * size).astype(np.int64).astype("M8[us]")
            way.rules.append(tr("Unix time, in UTC"))
    return stamps


def _days(year: NDArray[np.int64], month: NDArray[np.int64], day: NDArray[np.int64]) -> Stamps:
    """Return midnight of each day, NaT where there is no such day."""
    real = (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31) & (year >= 1) & (year < 10000)
    months = np.where(real, (year - 1970) * 12 + month - 1, 0).astype("M8[M]")
    days = months.astype("M8[D]") + (np.where(real, day, 1) - 1)
    real &= days.astype("M8[M]") == months
    return np.where(real, days.astype("M8[us]"), np.datetime64("NaT", "us"))


def _of_texts(context: Context, way: _Way) -> Stamps:
    """Return the distinct texts as stamps, with the order of day and month settled."""
    array = _plain(context.parts.texts)
    iso = of_iso(array)
    texts = taken_apart(array, np.flatnonzero(np.isnat(iso)), context.words)
    counts = context.parts.counts()
    swap = _month_first(texts, counts, context, way)
    day = np.where(swap, texts.month, texts.day)
    month = np.where(swap, texts.day, texts.month)
    stamps: Stamps = _days(texts.year, month, day) + texts.micros.astype("m8[us]")
    stamps = np.where(np.isnat(iso), stamps, iso)
    stamps = _of_digits(array, stamps, context.epoch_1904, way)
    if not texts.free.any() and not np.isnat(stamps).all():
        way.rules.append(tr("dates as written"))
    zones = set(texts.zone[(texts.zone != "") & ~np.isnat(stamps)])
    if zones:
        way.rules.append(tr("times as written (zone {zones})", zones=", ".join(sorted(zones)[:3])))
    if len(zones) > 1:
        way.questions.append(
            (
                "zone-mixed",
                tr(
                    "Times are given in several zones ({zones}); each was read as written, "
                    "without conversion. Ask for one zone.",
                    zones=", ".join(sorted(zones)[:5]),
                ),
            )
        )
    return stamps


def _plain(texts: list[str]) -> Any:
    """Return the texts as an arrow array, with one kind of dash and blank."""
    array = pa.array(texts, type=pa.string())
    if pc.all(pc.string_is_ascii(array)).as_py():
        return array
    return pa.array([plain(text) for text in texts], type=pa.string())


def _of_digits(array: Any, stamps: Stamps, epoch_1904: bool, way: _Way) -> Stamps:
    """Complete the stamps by day numbers and Unix times that stand as text."""
    left = np.flatnonzero(np.isnat(stamps))
    digits = [np.nan] * len(left)
    for i, text in enumerate(array.take(pa.array(left)).to_pylist()):
        if _DIGITS.fullmatch(text):
            digits[i] = float(text)
    numbers = np.array(digits, dtype=np.float64)
    if np.isfinite(numbers).any():
        stamps[left] = _of_numbers(numbers, epoch_1904, way)
    return stamps


def _month_first(texts: DateTexts, counts: NDArray[np.intp], context: Context, way: _Way) -> Bools:
    """Return which texts are month/day, after looking at all of them."""
    free = texts.free
    swap = np.zeros(len(free), dtype=bool)
    if not free.any():
        return swap
    day_first = free & (texts.day > 12) & (texts.month <= 12)
    month_first = free & (texts.month > 12) & (texts.day <= 12)
    for_day, for_month = int(counts[day_first].sum()), int(counts[month_first].sum())
    unsure = free & ~day_first & ~month_first & (texts.day != texts.month)
    said = context.hints.said.get(About.DATES, "")
    if said:
        way.rules.append(tr("{order} (as said)", order=_order(said == "month-day")))
        return month_first | unsure if said == "month-day" else month_first
    if for_day and for_month and unsure.any():
        way.questions.append(_order_mixed(for_day, for_month))
    if for_day or for_month:
        use_month = for_month > for_day
        why = tr("some days are above 12")
    elif texts.dotted[free].all():
        use_month, why = False, tr("dates with points")
    elif not unsure.any():
        use_month, why = False, tr("the same either way")
    else:
        use_month, why = _by_sequence(texts, context, way)
    swap = month_first | (unsure if use_month else np.zeros_like(free))
    way.rules.append(f"{_order(use_month)} ({why})")
    return swap


def _by_sequence(texts: DateTexts, context: Context, way: _Way) -> tuple[bool, str]:
    """Return whether the month comes first: as only then the rows run in time's order, or as in
    the dates around; asks where neither tells.
    """
    codes = context.parts.codes
    assert codes is not None
    rows = codes[codes >= 0]
    rows = rows[texts.free[rows]]
    if np.unique(rows).size >= 5:
        runs = []
        for day, month in ((texts.day, texts.month), (texts.month, texts.day)):
            days = _days(texts.year, month, day)[rows]
            steps = np.diff(days.astype(np.int64))
            runs.append(bool((steps >= 0).all() or (steps <= 0).all()))
        if runs[0] != runs[1]:
            return runs[1], tr("so that the rows run in order of time")
    habits = context.hints.habits
    if habits.month_first is not None:
        return habits.month_first, habits.of_dates
    # Where clocks have AM and PM, the month mostly goes before the day.
    month_first = bool((texts.free & texts.halves).any() and texts.halves[texts.free].all())
    kept = tr("month/day, as clocks with AM and PM go with") if month_first else _order(month_first)
    way.questions.append(
        (
            "date-order",
            tr(
                "No day in the column is above 12, so day/month and month/day can't be "
                "told apart; the dates were read as {kept}. Say which is right.",
                kept=kept,
            ),
        )
    )
    return month_first, tr("a guess")


def _order(month_first: bool) -> str:
    return tr("month/day") if month_first else tr("day/month")


def _order_mixed(for_day: int, for_month: int) -> tuple[str, str]:
    kept = _order(for_month > for_day)
    return (
        "date-order",
        tr(
            "{day_first} dates can only be day/month and {month_first} only month/day; those "
            "that could be either were read as {kept}. Check them, or ask for one form.",
            day_first=for_day,
            month_first=for_month,
            kept=kept,
        ),
    )


def _suspect_swapped(stamp: Stamps | None, texts: Stamps, way: _Way) -> None:
    """Ask about real dates beside text dates where Excel may have swapped day and month.

    A month/day report opened where day/month rules leaves 01/13 a text and turns 01/12 into
    the 1st of December: then every real date has a day up to 12, every text one above.
    """
    if stamp is None or np.isnat(texts).all():
        return
    real, written = (
        (column - column.astype("M8[M]")).astype("m8[D]").astype(np.int64) + 1
        for column in (stamp[~np.isnat(stamp)], texts[~np.isnat(texts)])
    )
    if real.size >= 3 and (real <= 12).all() and (written > 12).all():
        way.questions.append(
            (
                "date-swapped",
                tr(
                    "All {count} real dates have a day up to 12 and all dates kept as text "
                    "one above 12: day and month of the real dates were probably swapped "
                    "when the report was made. Check them.",
                    count=real.size,
                ),
            )
        )
