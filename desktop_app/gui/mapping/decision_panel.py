"""What a column or row was taken for, and choosing something else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.translating import later, tr
from desktop_app.domain.unit import Unit
from desktop_app.gui.common.widgets import button, column, label, row, scrolled, selectable
from desktop_app.gui.mapping.forms import ChoiceField, TextField, form
from desktop_app.gui.mapping.meaning_chooser import MeaningChooser
from desktop_app.gui.theme import SPACE, Theme
from desktop_app.importing.mappings.document import ItemMapping, ReportMapping, TableMapping
from desktop_app.importing.report import ColumnReport, TableReport
from desktop_app.presenting.mapping_questions import Correct, say_item, unit_kind, units_for
from desktop_app.presenting.mapping_words import item_decision
from desktop_app.presenting.meanings import Choice, meaning_about, meaning_title
from desktop_app.presenting.read_units import unit_words

Correcting = Callable[[str, Correct], None]
"""Takes the name of a correction and what makes it."""

_AS_READ = later("As the cells say")
_TOLD = {
    "unit": (later("unit {value}"), later("unit as read")),
    "variant": (later("variant {value}"), later("variant as read")),
    "currency": (later("currency {value}"), later("currency as read")),
    "vendor": (later("vendor {value}"), later("vendor as read")),
    "segment": (later("segment {value}"), later("segment as read")),
    "period": (later("period {value}"), later("period as read")),
}
"""What is said of a column, and that what was read is to hold again, as an undo names it."""


class DecisionPanel(QWidget):
    """One column's or row's decision with choosers; `correcting` is told of each change."""

    def __init__(self, theme: Theme, correcting_by: Correcting) -> None:
        super().__init__()
        self._theme = theme
        self._correct_by = correcting_by
        self._catalogue: Catalogue | None = None
        self._table: TableMapping | None = None
        self._item: ItemMapping | None = None
        self._tint, self._icon_name = "muted", "info"
        self._title = selectable(label("", "heading", wrap=True))
        self._place = label("", "small")
        self._icon = label()
        self._taken = label("", "strong", wrap=True)
        self._why = label("", "muted", wrap=True)
        self.meaning = MeaningChooser()
        self._about = label("", "small", wrap=True)
        self.unit = ChoiceField(tr("Unit"), lambda unit: self._say("unit", unit))
        self.variant = ChoiceField(tr("Variant of the definition"), self._say_variant)
        self.currency = ChoiceField(tr("Currency"), lambda code: self._say("currency", code))
        self.vendor = TextField(tr("Vendor"), tr("as around it"), lambda t: self._say("vendor", t))
        self.segment = TextField(
            tr("Segment"), tr("none of its own"), lambda t: self._say("segment", t)
        )
        self.period = TextField(
            tr("Period"), "2026-01, 2026-Q1, 2026", lambda t: self._say("period", t)
        )
        self.confirm = button(tr("That is right"), self._confirm)
        self.unused = button(tr("Not used"), lambda: self._say_meaning(""))
        self._nothing = label("", "muted", wrap=True)
        self._build()
        self.meaning.chosen.connect(self._say_meaning)
        theme.follow(self._paint_icon)
        self.show_nothing(
            tr("Click a cell, a heading or a row's name to see what it was taken for.")
        )

    def take_choices(self, choices: tuple[Choice, ...]) -> None:
        """Take the meanings there are to choose from."""
        self.meaning.take(choices)

    def show_nothing(self, why: str) -> None:
        """Show that there is no decision where one looks."""
        self._table = self._item = None
        self._nothing.setText(why)
        self._nothing.show()
        self._content.hide()

    def show_item(
        self,
        item: ColumnReport,
        table: TableReport,
        mapped: TableMapping | None,
        catalogue: Catalogue,
    ) -> None:
        """Show the decision on a column or row."""
        self._catalogue = catalogue
        self._table = mapped
        self._item = mapped.item(item.place) if mapped is not None else None
        told = item_decision(item, self._item, table, catalogue)
        self._title.setText(told.title)
        self._place.setText(told.place)
        self._taken.setText(f"{told.taken_for}" + (f"  ·  {told.sure}" if told.sure else ""))
        self._why.setText(tr("Why: {why}.", why=told.why) if told.why else "")
        self._why.setVisible(bool(told.why))
        self._tint, self._icon_name = told.tint.value, told.icon
        self._paint_icon()
        self._fill(item.meaning if self._item is None else self._item.meaning, catalogue)
        self._nothing.hide()
        self._content.show()

    def _fill(self, meaning: str, catalogue: Catalogue) -> None:
        item = self._item
        self.meaning.show_meaning(meaning, meaning_title(meaning, catalogue))
        self._about.setText(meaning_about(meaning, catalogue))
        self._fill_unit(meaning, item, catalogue)
        known = catalogue.kpis.get(meaning)
        variants = known.variants if known is not None and len(known.variants) > 1 else ()
        self._show_line(self.variant, bool(variants))
        self.variant.put(
            [("", tr("As its heading says")), *((one.id, one.title) for one in variants)],
            item.variant if item is not None else "",
        )
        money = unit_kind(meaning, catalogue) == Unit.MONEY
        codes = sorted({code for code in catalogue.words.currencies.values() if code})
        self._show_line(self.currency, money)
        self.currency.put(
            [("", tr(_AS_READ)), *((code, code) for code in codes)],
            item.currency if item is not None else "",
        )
        for field, text in (
            (self.vendor, item.vendor if item is not None else ""),
            (self.segment, item.segment if item is not None else ""),
            (self.period, item.period if item is not None else ""),
        ):
            field.put(text)
        for widget in (self.meaning, self.confirm, self.unused, self.vendor, self.segment):
            widget.setEnabled(item is not None)
        self.period.setEnabled(item is not None)
        self.unused.setVisible(bool(meaning))

    def _fill_unit(self, meaning: str, item: ItemMapping | None, catalogue: Catalogue) -> None:
        units = units_for(meaning, catalogue)
        read = item.read_as if item is not None else ""
        automatic = f"{tr(_AS_READ)} ({unit_words(read)})" if read else tr(_AS_READ)
        self._show_line(self.unit, bool(units))
        self.unit.put(
            [("", automatic), *((unit, unit_words(unit)) for unit in units)],
            item.unit if item is not None else "",
        )

    def _build(self) -> None:
        self._content = QWidget()
        inner = QWidget()
        head = row(self._icon, self._taken, spacing=SPACE)
        head.setStretch(1, 1)
        head.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop)
        buttons = row(self.confirm, self.unused)
        buttons.addStretch(1)
        title = label(tr("&Meaning"), "muted")
        title.setBuddy(self.meaning)
        self._form = form(
            (tr("&Unit"), self.unit),
            (tr("V&ariant"), self.variant),
            (tr("&Currency"), self.currency),
            (tr("Ve&ndor"), self.vendor),
            (tr("Se&gment"), self.segment),
            (tr("Per&iod"), self.period),
        )
        layout = column(
            self._title,
            self._place,
            head,
            self._why,
            buttons,
            title,
            self.meaning,
            self._about,
            self._form,
            parent=inner,
            margin=2,
        )
        layout.addStretch(1)
        column(scrolled(inner), parent=self._content)
        outer = column(self._nothing, self._content, parent=self)
        outer.setStretch(1, 1)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)

    def _show_line(self, field: QWidget, shown: bool) -> None:
        self._form.setRowVisible(field, shown)

    def _paint_icon(self) -> None:
        self._icon.setPixmap(self._theme.pixmap(self._icon_name, self._tint, 18))

    def _say_meaning(self, meaning: str) -> None:
        title = meaning_title(meaning, self._catalogue)
        self._say("meaning", meaning, title if meaning else tr("not used"))

    def _say_variant(self, variant: str) -> None:
        self._say("variant", variant)

    def _confirm(self) -> None:
        if self._item is not None:
            self._send("", {})

    def _say(self, what: str, value: str, shown: str = "") -> None:
        said, as_read = _TOLD.get(what, ("", ""))
        words = unit_words(value) if what == "unit" else value
        told = shown or (tr(said, value=words) if value else tr(as_read))
        self._send(told, {what: value})

    def _send(self, told: str, said: dict[str, str]) -> None:
        table, item = self._table, self._item
        if table is None or item is None:
            return
        name = f"'{item.heading}'" if item.heading else tr("column {letter}", letter=item.place)

        def correct(mapping: ReportMapping) -> ReportMapping:
            return say_item(mapping, table, item.place, **said)

        self._correct_by(
            tr("{column} is {taken_for}", column=name, taken_for=told)
            if told
            else tr("{column} confirmed", column=name),
            correct,
        )
