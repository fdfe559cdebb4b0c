"""Exchange rates from the cells of a table: a currency, a rate and a date a row."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from desktop_app import paths
from desktop_app.domain.address import cell
from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.money import Quote
from desktop_app.domain.period import Grain, Period
from desktop_app.domain.translating import tr
from desktop_app.scoring.currency import quote_key
from desktop_app.scoring.table_numbers import cell_number, decimal_comma, is_missing

Cells = Sequence[Sequence[object]]

_CODE = re.compile(r"^([A-Za-z]{3})(?:\s*[/:\-]?\s*([A-Za-z]{3}))?$")
_NEEDED = ("currency", "rate", "date")
_SLASHED = ("%d/%m/%Y", "%m/%d/%Y")
_DOTTED = ("%d.%m.%Y", "%d-%m-%Y", "%Y/%m/%d")


@dataclass(frozen=True, slots=True)
class RateRows:
    """The rates of a table.

    Parameters
    ----------
    quotes : tuple of Quote
        `into` is ``""`` where the table names only one currency.
    directed : bool
        Whether every row names both currencies; else somebody has to say whether 1 of the
        currency is so much of the base currency, or 1 of the base so much of the currency.
    """

    quotes: tuple[Quote, ...]
    directed: bool

    def into_base(self, base: str, base_is_one: bool) -> tuple[Quote, ...]:
        """Return the quotations in one direction or the other, as said.

        Parameters
        ----------
        base_is_one : bool
            Whether rows mean 1 of the base currency, so that they name what it is worth in the
            other one.
        """
        return tuple(
            quote
            if quote.into
            else Quote(base, quote.rate, quote.day, quote.currency, quote.source)
            if base_is_one
            else Quote(quote.currency, quote.rate, quote.day, base, quote.source)
            for quote in self.quotes
            if quote.into or quote.currency != base
        )


def read_rate_table(cells: Cells, place: str) -> RateRows:
    """Return the rates of a table whose heading names currency, rate and date.

    The heading is the first row that names the three; a fourth may say into which currency, a
    fifth the source. A pair such as ``USD/EUR`` names both currencies: 1 USD in EUR.

    Parameters
    ----------
    cells : rows of cell values
    place : str
        The file (and sheet), to start messages with.

    Raises
    ------
    ScenarioError
        Naming the cell, what it holds and what was expected.
    """
    table = _Table(cells, place)
    quotes = tuple(table.quotes())
    if not quotes:
        raise ScenarioError(tr("{place}: there is no rate below the heading.", place=place))
    return RateRows(quotes, directed=all(quote.into for quote in quotes))


class _Table:
    """The rows below the heading."""

    def __init__(self, cells: Cells, place: str) -> None:
        self._place = place
        self._head, self._columns = _heading(cells, place)
        self._rows = [
            (number, row)
            for number, row in enumerate(cells)
            if number > self._head and not is_missing(_at(row, self._columns["rate"]))
        ]
        self._comma = decimal_comma(_at(row, self._columns["rate"]) for _, row in self._rows)
        texts = [_at(row, self._columns["date"]) for _, row in self._rows]
        self._formats = _date_formats([text for text in texts if isinstance(text, str)])

    def quotes(self) -> list[Quote]:
        found: dict[tuple[str, str, dt.date], Quote] = {}
        for number, row in self._rows:
            quote = self._quote(number, row)
            if found.setdefault(quote_key(quote), quote) != quote:
                raise self._fail(
                    number, row, "rate", tr("one rate of {day}, and there are two", day=quote.day)
                )
        return list(found.values())

    def _quote(self, number: int, row: Sequence[object]) -> Quote:
        currency, into = self._currencies(number, row)
        source = "" if "source" not in self._columns else _at(row, self._columns["source"])
        return Quote(
            currency,
            self._rate(number, row),
            self._day(number, row),
            into,
            "" if is_missing(source) else " ".join(str(source).split()),
        )

    def _currencies(self, number: int, row: Sequence[object]) -> tuple[str, str]:
        found = _CODE.match(str(_at(row, self._columns["currency"]) or "").strip())
        if found is None:
            raise self._fail(number, row, "currency", tr("a code of three letters such as USD"))
        into = (found[2] or "").upper()
        if "into" in self._columns and not is_missing(_at(row, self._columns["into"])):
            named = _CODE.match(str(_at(row, self._columns["into"])).strip())
            if named is None or named[2] or into not in ("", named[1].upper()):
                raise self._fail(number, row, "into", tr("the code of the other currency"))
            into = named[1].upper()
        if into == found[1].upper():
            raise self._fail(number, row, "currency", tr("two different currencies"))
        return found[1].upper(), into

    def _rate(self, number: int, row: Sequence[object]) -> Decimal:
        try:
            rate = Decimal(repr(cell_number(_at(row, self._columns["rate"]), self._comma)))
        except ValueError as error:
            raise ScenarioError(f"{self._where(number, 'rate')}: {error}") from None
        if not 0 < rate.scaleb(9) < Decimal(10) ** 27:
            raise self._fail(number, row, "rate", tr("a number above 0"))
        return rate

    def _day(self, number: int, row: Sequence[object]) -> dt.date:
        value = _at(row, self._columns["date"])
        if isinstance(value, dt.datetime):
            return value.date()
        if isinstance(value, dt.date):
            return value
        found = {day for form in self._formats if (day := _parsed(str(value), form)) is not None}
        if len(found) == 1:
            return found.pop()
        raise self._fail(
            number, row, "date", tr("a date that can be read in one way only, such as 2026-03-31")
        )

    def _where(self, number: int, column: str) -> str:
        return tr(
            "{place}, cell {cell}", place=self._place, cell=cell(number, self._columns[column])
        )

    def _fail(
        self, number: int, row: Sequence[object], column: str, expected: str
    ) -> ScenarioError:
        held = _at(row, self._columns[column])
        return ScenarioError(
            tr(
                "{where}: found '{held}', expected {expected}.",
                where=self._where(number, column),
                held=held,
                expected=expected,
            )
        )


@cache
def _words() -> Mapping[str, frozenset[str]]:
    """Return the headings that each column is known by."""
    file = paths.resources() / "money" / "rate_headings.toml"
    known = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in known.items()}


def _heading(cells: Cells, place: str) -> tuple[int, dict[str, int]]:
    """Return the number of the heading's row, and the columns by what they hold."""
    for number, row in enumerate(cells):
        found: dict[str, int] = {}
        for column, value in enumerate(row):
            text = " ".join(str(value).casefold().split()) if isinstance(value, str) else ""
            name = next((name for name, words in _words().items() if text in words), None)
            if name is not None:
                found.setdefault(name, column)
        if all(name in found for name in _NEEDED):
            return number, found
    raise ScenarioError(
        tr("{place}: no row names the columns currency, rate and date.", place=place),
        tr("Put them above the rates, with 'into' and 'source' where you have them."),
    )


def _at(row: Sequence[object], column: int) -> object:
    return row[column] if column < len(row) else None


def _date_formats(texts: Sequence[str]) -> tuple[str, ...]:
    """Return in which forms the texts of a column are read; slashes are settled by all of them."""
    slashed = [text for text in texts if "/" in text and not text.strip()[:4].isdigit()]
    fitting = [form for form in _SLASHED if all(_parsed(text, form) for text in slashed)]
    return ("", *_DOTTED, *fitting)


def _parsed(text: str, form: str) -> dt.date | None:
    """Return a text's date; the form ``""`` is ISO, where a month stands for its last day."""
    cleaned = text.strip()
    try:
        if form:
            return dt.datetime.strptime(cleaned, form).date()
        if len(cleaned) > 7:
            return dt.date.fromisoformat(cleaned[:10])
        period = Period.parse(cleaned)
        return period.end if period.grain is Grain.MONTH else None
    except ValueError:
        return None
