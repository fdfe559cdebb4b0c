"""The contract that is compared: its length and volume, and what each vendor asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QSpinBox, QTabWidget, QWidget

from desktop_app.domain.contract import Contract, Offer
from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.period import Grain, Period
from desktop_app.domain.records import ANY_VENDOR
from desktop_app.domain.translating import later, tr
from desktop_app.gui.common.widgets import chooser, figure_line, label, name_tabs, row, spin_box
from desktop_app.gui.decide.money.entry_table import EntryColumn, EntryTable, Line
from desktop_app.gui.decide.money.form_dialog import FormDialog
from desktop_app.gui.decide.money.tax_dialog import ALL_OTHERS
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.entries import (
    shown_amount,
    shown_percent,
    typed_amount,
    typed_percent,
)
from desktop_app.presenting.formatting import format_number
from desktop_app.scoring.scenario_contract import MOST_MONTHS

_A_MONTH, _IN_TOTAL = "month", "total"
_TEXTS = ("currency", "gain_by")
_SHARES = ("oversight_share", "credits_share")
_FIELDS = (
    "price", "currency", "transition", "oversight", "oversight_share", "credits",
    "credits_share", "gain", "gain_by", "fee",
)  # fmt: skip
_OFFERS = (
    EntryColumn(later("Vendor"), width=24, fixed=True),
    EntryColumn(later("Price quoted"), later("For one unit; empty takes the measured price"), 13),
    EntryColumn(
        later("Currency"), later("Of all amounts in the line; empty for the base currency"), 10
    ),
    EntryColumn(later("Transition"), later("Once"), 12),
    EntryColumn(later("Oversight"), later("A month, for those who look after the vendor"), 12),
    EntryColumn(later("Oversight, %"), later("Of the service's price"), 13),
    EntryColumn(later("Credits"), later("Service credits expected a month"), 11),
    EntryColumn(later("Credits, %"), later("Of the service's price"), 11),
    EntryColumn(
        later("Gain"), later("Benefits over the contract beside the in-house cost avoided"), 12
    ),
    EntryColumn(later("Claimed by"), later("Who says so"), 14),
    EntryColumn(
        later("Monthly fee"), later("What service credits are a share of; empty: as measured"), 13
    ),
)
_MONTHS = (
    EntryColumn(later("Month"), later("Such as 2027-12"), 14),
    EntryColumn(later("Volume"), later("Units in this month instead of the usual"), 16),
)


class ContractDialog(FormDialog[Contract | None]):
    """Length and volume above, offers and months of another volume in tabs below.

    Parameters
    ----------
    prices : mapping of KPI id to title
        What a contract can be priced by.
    """

    def __init__(
        self,
        parent: QWidget | None,
        vendors: Sequence[str],
        contract: Contract | None,
        prices: Mapping[str, str],
    ) -> None:
        super().__init__(parent, tr("Contract"))
        self.setMinimumSize(SPACE * 148, SPACE * 84)
        known = contract or Contract(months=12)
        self.wanted = QCheckBox(tr("Work out the total cost over a contract"))
        self.wanted.setChecked(True)
        self.months = spin_box(QSpinBox)
        self.months.setRange(1, MOST_MONTHS)
        self.months.setValue(known.months)
        self.start = QLineEdit(known.start)
        self.start.setPlaceholderText(tr("2027-01, or empty: after the last measured month"))
        self.volume = figure_line(shown_amount(known.volume))
        self.volume.setPlaceholderText(format_number(12_000, 0))
        self.per = chooser(tr("Volume a month or in total"))
        for words, key in ((tr("a month"), _A_MONTH), (tr("in total"), _IN_TOTAL)):
            self.per.addItem(words, key)
        self.price = chooser(tr("Priced by"))
        for kpi, title in prices.items():
            self.price.addItem(title, kpi)
        self.price.setCurrentIndex(max(self.price.findData(known.price_kpi), 0))
        self.source = chooser(tr("Volume from"))
        self.source.addItem(tr("as entered"), "")
        self.source.addItem(tr("all vendors' months together, forecast"), ANY_VENDOR)
        for vendor in vendors:
            self.source.addItem(tr("{vendor}'s months, forecast", vendor=vendor), vendor)
        self.source.setCurrentIndex(max(self.source.findData(known.volume_of), 0))
        self.measured = QCheckBox(
            tr("Expect the credits that the measured months would have given")
        )
        self.measured.setChecked(known.credits_measured)
        self._vendors = list(dict.fromkeys([ANY_VENDOR, *vendors, *known.offers]))
        self.offers = EntryTable(tr("What each vendor asks"), _OFFERS, growing=False)
        self.offers.put([_offer_line(one, known.offers.get(one)) for one in self._vendors])
        self.volumes = EntryTable(tr("Months of another volume"), _MONTHS)
        self.volumes.put([(month, shown_amount(v)) for month, v in known.volumes.items()])
        self._arrange()

    def _arrange(self) -> None:
        tabs = QTabWidget()
        name_tabs(tabs, self.windowTitle())
        tabs.addTab(self.offers, tr("Vendors"))
        tabs.addTab(self.volumes, tr("Months of another volume"))
        left, right = QFormLayout(), QFormLayout()
        for form in (left, right):
            # Else they take that of the row they stand in, which parts columns.
            form.setVerticalSpacing(SPACE)
            form.setHorizontalSpacing(SPACE + 4)
        _add(left, tr("Months"), self.months)
        _add(left, tr("First month"), self.start)
        _add(left, tr("Priced by"), self.price)
        volume = row(self.volume, self.per)
        title = label(tr("Volume"))
        title.setBuddy(self.volume)
        right.addRow(title, volume)
        _add(right, tr("Volume from"), self.source)
        right.addRow("", self.measured)
        fields = row(left, right, spacing=SPACE * 4)
        fields.setStretch(0, 1)
        fields.setStretch(1, 1)
        self.arrange(
            tr(
                "Total cost = price x volume + transition + oversight - credits, the same "
                "volume for all. Where no price is quoted, the vendor's measured one "
                "counts."
            ),
            self.wanted,
            fields,
            tabs,
            stretch=2,
        )
        for table in (self.offers, self.volumes):
            table.changed.connect(self.note_change)
        for line in (self.start, self.volume):
            line.textEdited.connect(lambda _text: self.note_change())

    def read(self) -> Contract | None:
        if not self.wanted.isChecked():
            return None
        volume = self.volume.text().strip()
        return Contract(
            months=self.months.value(),
            start=_month(self.start.text(), tr("First month")) if self.start.text().strip() else "",
            price_kpi=str(self.price.currentData()),
            volume=self._a_month(typed_amount(volume, tr("Volume"))) if volume else None,
            volumes=self._volumes(),
            volume_of=str(self.source.currentData()),
            credits_measured=self.measured.isChecked(),
            offers=self._offers(),
        )

    def _a_month(self, volume: Decimal) -> Decimal:
        return volume if self.per.currentData() == _A_MONTH else volume / self.months.value()

    def _volumes(self) -> dict[str, Decimal]:
        found: dict[str, Decimal] = {}
        for number, (month, volume) in self.volumes.lines():
            stated = _month(month, tr("Line {number}", number=number))
            if stated in found:
                raise ScenarioError(
                    tr("Line {number}: {month} is there twice.", number=number, month=stated)
                )
            found[stated] = typed_amount(volume, stated)
        return found

    def _offers(self) -> dict[str, Offer]:
        found = {}
        for number, vendor in enumerate(self._vendors):
            texts = [self.offers.text(number, place) for place in range(1, len(_OFFERS))]
            if any(texts):
                found[vendor] = _offer(texts, self.offers.text(number, 0))
        return found


def _add(form: QFormLayout, name: str, field: QWidget) -> None:
    field.setAccessibleName(name)
    title = label(name)
    title.setBuddy(field)
    form.addRow(title, field)


def _offer_line(vendor: str, offer: Offer | None) -> Line:
    name = tr(ALL_OTHERS) if vendor == ANY_VENDOR else vendor
    return (name, *(_shown(field, offer) for field in _FIELDS))


def _shown(field: str, offer: Offer | None) -> str:
    value = None if offer is None else getattr(offer, field)
    if not value:
        return ""
    if field in _TEXTS:
        return str(value)
    return shown_percent(value) if field in _SHARES else shown_amount(value)


def _offer(texts: Sequence[str], name: str) -> Offer:
    """Return a line's offer; refusals name the vendor and the column."""
    read: dict[str, Any] = {}
    for field, column, text in zip(_FIELDS, _OFFERS[1:], texts, strict=True):
        what = f"{name}, {tr(column.title)}"
        if not text:
            continue
        if field == "currency":
            if len(text) != len("EUR") or not text.isalpha():
                raise ScenarioError(
                    tr("{what}: '{text}' is no currency code.", what=what, text=text),
                    tr("Write it like USD."),
                )
            read[field] = text.upper()
        elif field in _TEXTS:
            read[field] = text
        else:
            read[field] = (typed_percent if field in _SHARES else typed_amount)(text, what)
    return Offer(**read)


def _month(text: str, what: str) -> str:
    try:
        period: Period | None = Period.parse(text.strip())
    except ValueError:
        period = None
    if period is None or period.grain is not Grain.MONTH:
        raise ScenarioError(
            tr("{what}: '{text}' is no month.", what=what, text=text), tr("Write it like 2027-01.")
        )
    return period.label
