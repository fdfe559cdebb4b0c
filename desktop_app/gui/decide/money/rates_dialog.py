"""Exchange rates: the base currency, and dated quotations typed or taken from a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QRadioButton, QWidget

from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.money import Quote
from desktop_app.domain.translating import later, tr
from desktop_app.gui.common.choice_box import ChoiceBox
from desktop_app.gui.common.widgets import button, card, column, label, row
from desktop_app.gui.decide.money.entry_table import EntryColumn, EntryTable, Line
from desktop_app.gui.decide.money.form_dialog import FormDialog
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.entries import shown_amount, typed_amount, typed_day
from desktop_app.scoring.currency import plain, quote_key, with_quotes

if TYPE_CHECKING:
    from desktop_app.scoring.rates_table import RateRows

_CODE = re.compile(r"^[A-Z]{3}$")
_COLUMNS = (
    EntryColumn(later("1 unit of"), later("Currency code, such as USD"), 11),
    EntryColumn(later("is"), later("How many units of the other currency"), 14),
    EntryColumn(later("units of"), later("The other currency; empty for the base currency"), 11),
    EntryColumn(later("from"), later("The first day on which it holds, as 2026-03-31"), 15),
    EntryColumn(later("Source"), later("Who quotes it"), 20),
)

Entered = tuple[str, tuple[Quote, ...]]
ReadFile = Callable[[Path, Callable[["RateRows"], None], Callable[[str], None]], None]
"""Reads a file beside the window, then calls one of the two functions."""


class RatesDialog(FormDialog[Entered]):
    """The base currency and the table of rates.

    Parameters
    ----------
    currencies : sequence of str
        Codes that the figures are in.
    base : str
        ``""`` for the currency of most vendors.
    choose_file : function of the dialog
        Asks which file to take rates from.
    read_file : function
        Reads it.
    """

    def __init__(
        self,
        parent: QWidget | None,
        currencies: Sequence[str],
        base: str,
        quotes: Sequence[Quote],
        choose_file: Callable[[QWidget], Path | None],
        read_file: ReadFile,
    ) -> None:
        super().__init__(parent, tr("Exchange rates"))
        self.setMinimumSize(SPACE * 92, SPACE * 62)
        self._choose_file, self._read_file = choose_file, read_file
        self._waiting: RateRows | None = None
        self.base = ChoiceBox()
        self.base.setAccessibleName(tr("Base currency"))
        self.base.setEditable(True)
        self.base.addItems(["", *currencies])
        self.base.setCurrentText(base)
        self.base.setMinimumWidth(SPACE * 38)
        editor = self.base.lineEdit()
        if editor is not None:
            editor.setPlaceholderText(tr("that of most vendors"))
        self.table = EntryTable(tr("Exchange rates"), _COLUMNS)
        self.table.extra.insertWidget(2, button(tr("Import…"), self.import_file))
        self.table.put([*map(_line, quotes), *_missing(currencies, base, quotes)])
        self.direction, self.units, self.base_units = self._direction_card()
        named = row(label(tr("Compare money in")), self.base)
        named.addStretch(1)
        self.arrange(
            tr(
                "A month takes the latest rate on or before its last day. Write each rate "
                "as it is quoted, either way round: '1 USD is 0.92 units of EUR' or '1 EUR "
                "is 1.087 units of USD'. Money without a rate is not ranked."
            ),
            named,
            self.table,
            self.direction,
            stretch=1,
        )
        self.base.currentTextChanged.connect(lambda _text: self.note_change())
        self.table.changed.connect(self.note_change)

    def import_file(self) -> None:
        """Take rates from a file that the user chooses."""
        path = self._choose_file(self)
        if path is not None:
            self.problem.setText("")
            self._read_file(path, self.take_rows, self.problem.setText)

    def take_rows(self, rows: RateRows) -> None:
        """Take over rates that were read, or ask first which way round they are quoted."""
        if rows.directed:
            self._take(rows.quotes)
            return
        base = self._base()
        if not base:
            self.problem.setText(
                tr(
                    "The file names one currency a row. Say above in which currency money "
                    "is compared, and import it again."
                )
            )
            return
        first = next((q for q in rows.quotes if not q.into and q.currency != base), rows.quotes[0])
        number = plain(first.rate)
        self.units.setText(f"1 {first.currency} = {number} {base}")
        self.base_units.setText(f"1 {base} = {number} {first.currency}")
        self._waiting = rows
        self.direction.setVisible(True)

    def take_direction(self) -> None:
        """Take over the rates that wait, as the user said they are meant."""
        base_is_one = self.base_units.isChecked()
        if self._waiting is None or not (base_is_one or self.units.isChecked()):
            self.problem.setText(tr("Say first what the rates of the file mean."))
            return
        self._take(self._waiting.into_base(self._base(), base_is_one))
        self._waiting = None
        self.direction.setVisible(False)

    def read(self) -> Entered:
        if self._waiting is not None:
            raise ScenarioError(tr("Say first what the rates of the file mean."))
        base = self._base()
        if base and not _CODE.match(base):
            raise ScenarioError(
                tr("'{base}' is no currency code.", base=base), tr("Write it like EUR.")
            )
        found: dict[object, Quote] = {}
        for number, texts in self.table.lines():
            if not texts[1]:
                continue
            quote = _quote(number, texts)
            if quote.currency == (quote.into or base):
                raise ScenarioError(
                    tr("Line {number}: a rate is between two different currencies.", number=number)
                )
            if quote_key(quote) in found:
                raise ScenarioError(
                    tr(
                        "Line {number}: there is another rate of {day}.",
                        number=number,
                        day=quote.day,
                    )
                )
            found[quote_key(quote)] = quote
        return base, with_quotes((), tuple(found.values()))

    def _base(self) -> str:
        return self.base.currentText().strip().upper()

    def _take(self, quotes: Sequence[Quote]) -> None:
        kept = [_quote(number, texts) for number, texts in self.table.lines() if texts[1]]
        merged = with_quotes(kept, quotes)
        self.table.put([*map(_line, merged), *_missing((), self._base(), merged)])
        self.note_change()

    def _direction_card(self) -> tuple[QFrame, QRadioButton, QRadioButton]:
        frame = card()
        units, base_units = QRadioButton(), QRadioButton()
        take = button(tr("Take them over"), self.take_direction)
        lead = row(take)
        lead.addStretch(1)
        asked = label(tr("The file names one currency a row. What do its rates mean?"), "strong")
        column(asked, units, base_units, lead, parent=frame, margin=SPACE * 2)
        frame.setVisible(False)
        return frame, units, base_units


def _line(quote: Quote) -> Line:
    return (
        quote.currency,
        shown_amount(quote.rate),
        quote.into,
        quote.day.isoformat(),
        quote.source,
    )


def _quote(number: int, texts: Line) -> Quote:
    """Return the quotation of a line.

    Raises
    ------
    ScenarioError
        Naming the line.
    """
    currency, rate, into, day, source = texts
    currency, into = currency.upper(), into.upper()
    for code in (currency, into):
        if not _CODE.match(code) and (code or not currency):
            raise ScenarioError(
                tr("Line {number}: '{code}' is no currency code.", number=number, code=code),
                tr("Write it like USD."),
            )
    amount = typed_amount(rate, tr("Line {number}", number=number))
    if not amount:
        raise ScenarioError(tr("Line {number}: a rate is more than 0.", number=number))
    return Quote(currency, amount, typed_day(day, tr("Line {number}", number=number)), into, source)


def _missing(currencies: Sequence[str], base: str, quotes: Sequence[Quote]) -> list[Line]:
    """Return an empty line for each currency of the figures that no quotation names."""
    quoted = {code for quote in quotes for code in (quote.currency, quote.into)}
    return [(code, "", base, "", "") for code in currencies if code not in {*quoted, base}]
