"""Tax: how each vendor states its prices, and on which basis they are compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.money import Tax, TaxBasis
from desktop_app.domain.records import ANY_VENDOR
from desktop_app.domain.translating import later, tr
from desktop_app.gui.common.widgets import chooser, label, row
from desktop_app.gui.decide.money.entry_table import EntryColumn, EntryTable
from desktop_app.gui.decide.money.form_dialog import FormDialog
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.entries import shown_percent, typed_percent

ALL_OTHERS = later("All other vendors")

_STATED = {
    TaxBasis.UNSAID.value: later("not said"),
    TaxBasis.EXCLUDED.value: later("without tax"),
    TaxBasis.INCLUDED.value: later("with tax"),
}

Entered = tuple[TaxBasis, dict[str, Tax]]


class TaxDialog(FormDialog[Entered]):
    """One line a vendor, and one for all others."""

    def __init__(
        self,
        parent: QWidget | None,
        vendors: Sequence[str],
        taxes: Mapping[str, Tax],
        basis: TaxBasis,
    ) -> None:
        super().__init__(parent, tr("Tax on prices"))
        self.setMinimumSize(SPACE * 84, SPACE * 56)
        self.basis = chooser(tr("Compare prices"))
        self.basis.addItem(tr("without tax"), TaxBasis.EXCLUDED.value)
        self.basis.addItem(tr("with tax"), TaxBasis.INCLUDED.value)
        self.basis.setCurrentIndex(self.basis.findData(basis.value))
        self._vendors = [ANY_VENDOR, *dict.fromkeys([*vendors, *taxes])]
        self._vendors = list(dict.fromkeys(self._vendors))
        self.table = EntryTable(tr("Tax of each vendor"), _columns(), growing=False)
        self.table.put([self._line(vendor, taxes.get(vendor)) for vendor in self._vendors])
        named = row(label(tr("Compare prices")), self.basis)
        named.addStretch(1)
        self.arrange(
            tr(
                "Prices of vendors that state them with tax and of such that don't are "
                "brought to one basis. Where it is not said, a price is compared as it is "
                "and marked."
            ),
            named,
            self.table,
            stretch=1,
        )
        self.table.changed.connect(self.note_change)

    def read(self) -> Entered:
        found: dict[str, Tax] = {}
        for number, vendor in enumerate(self._vendors):
            prices, rate = TaxBasis(self.table.text(number, 1)), self.table.text(number, 2)
            if prices is TaxBasis.UNSAID and not rate:
                continue
            if prices is TaxBasis.UNSAID:
                raise ScenarioError(
                    tr(
                        "{vendor}: a rate is entered, and not whether prices hold it.",
                        vendor=self.table.text(number, 0),
                    )
                )
            found[vendor] = Tax(prices, typed_percent(rate, vendor) if rate else None)
        return TaxBasis(str(self.basis.currentData())), found

    def _line(self, vendor: str, tax: Tax | None) -> tuple[str, ...]:
        prices = TaxBasis.UNSAID if tax is None else tax.prices
        rate = None if tax is None else tax.rate
        name = tr(ALL_OTHERS) if vendor == ANY_VENDOR else vendor
        return (name, prices.value, shown_percent(rate))


def _columns() -> tuple[EntryColumn, ...]:
    stated = {key: tr(words) for key, words in _STATED.items()}
    return (
        EntryColumn(later("Vendor"), width=30, fixed=True),
        EntryColumn(
            later("Prices are stated"), later("What its reports and offers say"), 18, stated
        ),
        EntryColumn(later("Tax rate, %"), later("Of the net price, such as 19"), 12),
    )
