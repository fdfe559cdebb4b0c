"""How people write figures, periods and their headings; each choice holds for a whole series."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from desktop_app.domain.period import Grain, Period
from tests.helpers.random_reports.truth import Item

NBSP, THIN = "\u00a0", "\u202f"


@dataclass(frozen=True, slots=True)
class Cell:
    """What is written into a cell: its value and its number format."""

    value: object
    format: str = "General"


@dataclass(frozen=True, slots=True)
class Spelling:
    """How the figures of one item are written.

    `write` makes a cell of a drawn number; `unit` has to be said beside it, in the name or in a
    column of units (``""`` where the cells say it themselves); `step` is what the number has to
    be a multiple of to be written without loss.
    """

    write: Callable[[int], Cell]
    unit: str = ""
    step: int = 1


def _grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


def _clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


def _mixed(rng: Random, ways: list[Callable[[int], Cell]]) -> Callable[[int], Cell]:
    """Return a way of writing that is another one for each figure."""

    def write(amount: int) -> Cell:
        return rng.choice(ways)(amount)

    return write


def spell_share(rng: Random) -> Spelling:
    """Return a spelling of per mille."""
    space = rng.choice(("", " ", NBSP, THIN))
    text: Callable[[int], Cell] = lambda m: Cell(f"{m / 10:.1f}{space}%")  # noqa: E731
    comma: Callable[[int], Cell] = lambda m: Cell(f"{m / 10:.1f}{space}%".replace(".", ","))  # noqa: E731
    shown: Callable[[int], Cell] = lambda m: Cell(m / 1000, "0.0%")  # noqa: E731
    number: Callable[[int], Cell] = lambda m: Cell(m / 10)  # noqa: E731
    return rng.choice(
        (
            Spelling(shown),
            Spelling(shown),
            Spelling(lambda m: Cell(m / 1000)),
            Spelling(number, rng.choice(("%", "percent", "in %", "pct"))),
            Spelling(lambda m: Cell(m / 10, "0.0"), "%"),
            Spelling(text),
            Spelling(comma),
            Spelling(lambda m: Cell(f"{m / 10:.1f}"), "%"),
            Spelling(lambda m: Cell(f"{m / 10:.1f}".replace(".", ",")), "%"),
            Spelling(_mixed(rng, [text, lambda m: Cell(f"{m / 10:.1f} %"), shown])),
            Spelling(_mixed(rng, [text, number]), "%"),
        )
    )


def spell_duration(rng: Random) -> Spelling:
    """Return a spelling of seconds."""
    code = rng.choice(("[h]:mm:ss", "hh:mm:ss", "h:mm:ss", "mm:ss", "[mm]:ss"))
    return rng.choice(
        (
            Spelling(Cell, rng.choice(("sec", "seconds", "s", "secs", "in seconds"))),
            Spelling(lambda s: Cell(s, "0"), "sec"),
            Spelling(lambda s: Cell(s / 60), "min", step=6),
            Spelling(lambda s: Cell(dt.timedelta(seconds=s), code)),
            Spelling(lambda s: Cell(f"{s // 3600:02d}:{s // 60 % 60:02d}:{s % 60:02d}")),
            Spelling(lambda s: Cell(_clock(s)), "mm:ss"),
            Spelling(lambda s: Cell(f"{s // 60}m {s % 60}s")),
            Spelling(lambda s: Cell(f"{s} {rng.choice(('s', 'sec', 'seconds'))}")),
            Spelling(lambda s: Cell(f"{s / 60:.1f} min"), step=6),
            Spelling(lambda s: Cell(f"{s / 60:.1f}{NBSP}min".replace(".", ",")), step=6),
        )
    )


def spell_count(rng: Random) -> Spelling:
    """Return a spelling of whole numbers above 1000."""
    mark = rng.choice((",", ".", " ", NBSP, THIN, "'", "’"))
    return rng.choice(
        (
            Spelling(Cell),
            Spelling(Cell),
            Spelling(lambda n: Cell(n, "#,##0")),
            Spelling(lambda n: Cell(_grouped(n, mark))),
            Spelling(lambda n: Cell(str(n))),
        )
    )


def spell_points(rng: Random) -> Spelling:
    """Return a spelling of points."""
    return rng.choice(
        (
            Spelling(Cell),
            Spelling(Cell),
            Spelling(lambda n: Cell(f"+{n}")),
            Spelling(Cell, "points"),
        )
    )


def spell_money(rng: Random) -> Spelling:
    """Return a spelling of hundredths of a currency."""
    code, sign = rng.choice((("USD", "$"), ("EUR", "€"), ("GBP", "£")))
    return rng.choice(
        (
            Spelling(lambda c: Cell(c / 100), code),
            Spelling(lambda c: Cell(c / 100, "#,##0.00"), code),
            Spelling(lambda c: Cell(c / 100, f'"{sign}"#,##0.00')),
            Spelling(lambda c: Cell(f"{sign}{c / 100:.2f}")),
            Spelling(lambda c: Cell(f"{code} {c / 100:.2f}")),
            Spelling(lambda c: Cell(f"{c / 100:.2f}{NBSP}{sign}".replace(".", ","))),
            Spelling(lambda c: Cell(f"{c / 100:.2f} {code}")),
        )
    )


def spell_score(rng: Random) -> Spelling:
    """Return a spelling of tenths of a scale that ends with 5."""
    return rng.choice(
        (
            Spelling(lambda t: Cell(t / 10), rng.choice(("1-5", "out of 5", "/5"))),
            Spelling(lambda t: Cell(f"{t / 10:.1f}/5")),
            Spelling(lambda t: Cell(f"{t / 10:.1f} / 5")),
            Spelling(lambda t: Cell(f"{t / 10:.1f} out of 5")),
        )
    )


SPELLERS: dict[str, Callable[[Random], Spelling]] = {
    "share": spell_share,
    "duration": spell_duration,
    "count": spell_count,
    "points": spell_points,
    "money": spell_money,
    "score": spell_score,
}


def name_with_unit(rng: Random, name: str, unit: str) -> str:
    """Return a name of a KPI with the unit that has to be said."""
    if not unit:
        return name
    if unit == "%":
        return rng.choice((f"{name} %", f"{name} (%)", f"{name} [%]", f"{name}, %"))
    return rng.choice((f"{name} ({unit})", f"{name} [{unit}]", f"{name} ({unit})"))


_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
}
_SHORT = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "de": "Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez",
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "es": "ene feb mar abr may jun jul ago sep oct nov dic",
}


@dataclass(frozen=True, slots=True)
class PeriodSpelling:
    """How periods are written: in cells, and in titles and names of sheets (as text).

    `yearless` cells need the year beside or above them.
    """

    cell: Callable[[Period], Cell]
    text: Callable[[Period], str]
    yearless: bool = False


def spell_periods(rng: Random, grain: Grain | None, one_year: bool) -> PeriodSpelling:
    """Return a spelling of periods of one grain."""
    if grain is Grain.QUARTER:
        return _texts(
            rng.choice(
                (
                    lambda p: f"Q{_quarter(p)} {p.start.year}",
                    lambda p: f"{p.start.year}-Q{_quarter(p)}",
                    lambda p: f"{p.start.year} Q{_quarter(p)}",
                    lambda p: f"Q{_quarter(p)}/{p.start.year}",
                    lambda p: f"{_quarter(p)}. Quartal {p.start.year}",
                    lambda p: f"T{_quarter(p)} {p.start.year}",
                    lambda p: f"Q{_quarter(p)}-{p.start.year % 100:02d}",
                )
            )
        )
    if grain is Grain.WEEK:
        return _texts(
            rng.choice(
                (
                    lambda p: f"W{_week(p)[1]:02d} {_week(p)[0]}",
                    lambda p: f"{_week(p)[0]}-W{_week(p)[1]:02d}",
                    lambda p: f"KW {_week(p)[1]} {_week(p)[0]}",
                    lambda p: f"Week {_week(p)[1]} {_week(p)[0]}",
                    lambda p: f"KW{_week(p)[1]:02d}/{_week(p)[0]}",
                )
            )
        )
    if grain is Grain.YEAR:
        number = PeriodSpelling(lambda p: Cell(p.start.year), lambda p: str(p.start.year))
        return rng.choice((number, _texts(lambda p: str(p.start.year))))
    return _spell_months(rng, one_year)


def _texts(text: Callable[[Period], str]) -> PeriodSpelling:
    return PeriodSpelling(lambda p: Cell(text(p)), text)


def _quarter(period: Period) -> int:
    return (period.start.month + 2) // 3


def _week(period: Period) -> tuple[int, int]:
    return period.start.isocalendar()[:2]


def _spell_months(rng: Random, one_year: bool) -> PeriodSpelling:
    language = rng.choice(("en", "en", "en", "de", "fr", "es"))
    table = rng.choice((_MONTHS, _SHORT))
    names = table[language].split()
    if language in ("en", "de") and rng.random() < 0.1:
        names = [name.upper() for name in names]

    def word(period: Period) -> str:
        return names[period.start.month - 1]

    long: Callable[[Period], str] = lambda p: f"{word(p)} {p.start.year}"  # noqa: E731
    texts: list[Callable[[Period], str]] = [
        long,
        long,
        lambda p: f"{word(p)}-{p.start.year % 100:02d}",
        lambda p: f"{word(p)}'{p.start.year % 100:02d}" if language == "en" else long(p),
        lambda p: f"{p.start.year}-{p.start.month:02d}",
        lambda p: f"{p.start.month:02d}/{p.start.year}",
        lambda p: f"{word(p)} de {p.start.year}" if language == "es" else long(p),
        lambda p: f"{word(p)}{NBSP}{p.start.year}",
        lambda p: f"{word(p)}-{p.start.year}",
    ]
    dates: list[PeriodSpelling] = [
        PeriodSpelling(lambda p: Cell(p.start, "mmm-yy"), long),
        PeriodSpelling(lambda p: Cell(p.start, "mmm yyyy"), long),
        PeriodSpelling(lambda p: Cell(p.end, "mmm-yy"), long),
        PeriodSpelling(lambda p: Cell(p.start, "mmmm\\ yyyy"), long),
    ]
    if one_year and rng.random() < 0.15:
        return PeriodSpelling(lambda p: Cell(word(p)), long, yearless=True)
    if rng.random() < 0.25:
        return rng.choice(dates)
    return _texts(rng.choice(texts))


def spell_item(rng: Random, item: Item) -> Spelling:
    """Return a spelling of an item's figures."""
    return SPELLERS[item.kind](rng)
