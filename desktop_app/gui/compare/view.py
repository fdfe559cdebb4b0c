"""The Compare step: the ranking, charts of it, and any two vendors side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSplitter, QWidget

from desktop_app.domain.translating import later, tr
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.kept_sizes import keep_sizes
from desktop_app.gui.common.lazy_tabs import LazyTabs
from desktop_app.gui.common.plain_splitter import PlainSplitter
from desktop_app.gui.common.profile_chooser import ProfileChooser
from desktop_app.gui.common.vendors_page import VendorsPage
from desktop_app.gui.common.whole_rows import TallEnough, WholeRows
from desktop_app.gui.common.widgets import button, card, column, label, row, selectable
from desktop_app.gui.compare.charts_tab import KpiTab, RadarTab
from desktop_app.gui.compare.duel_tab import DuelTab
from desktop_app.gui.compare.level_tab import LevelTab
from desktop_app.gui.compare.missing_tab import MissingTab
from desktop_app.gui.compare.mix_tab import MixTab
from desktop_app.gui.compare.times_tab import TimesTab
from desktop_app.gui.steps import Step
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.comparison_tables import notes_table, ranking_table
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.tables import Table

if TYPE_CHECKING:
    from desktop_app.gui.common.table_view import TableView
    from desktop_app.presenting.levels import LevelView

_MOST_BEHIND = 1
_NAMED = 3
"""Vendors that share the first place are named up to this many; the ranking has them all."""


class ComparePage(VendorsPage):
    """Profile and verdict on top, then the ranking, then tabs of charts."""

    step = Step.COMPARE

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._kpi = ""
        self.tabs = LazyTabs(desk.theme, tr("Compare"))
        # Nine titles of any language have room beside the list of vendors.
        self.tabs.tabBar().setObjectName("narrow")
        self._side = QWidget(self)
        self._around: tuple[QWidget, ...] = ()
        self._verdict = label("", wrap=True)
        self._note = label("", wrap=True)
        self._splitter: QSplitter | None = None
        self._parting = QTimer(self, singleShot=True, interval=0)
        self._parting.timeout.connect(self._part_room)
        self._more = button("", self._show_notes, "link")
        self.tabs.opened.connect(self._show_tab)

    @cached_property
    def profile(self) -> ProfileChooser:
        """Return the box of priorities."""
        return ProfileChooser(self.desk)

    @cached_property
    def ranking(self) -> TableView:
        """Return the ranking."""
        ranking = self.desk.table(later("Ranking"), rows_only=True)
        ranking.picked.connect(self._picked)
        return ranking

    @cached_property
    def notes(self) -> TableView:
        """Return the notes on the ranking."""
        notes = self.desk.table(later("What to know about this ranking"), rows_only=True)
        notes.picked.connect(self._show_note)
        return notes

    @cached_property
    def by_kpi(self) -> KpiTab:
        """Return the chart of one KPI."""
        tab = self.owned(KpiTab(self.desk, over_time=False))
        tab.choose(self._kpi)
        tab.kpi_chosen.connect(self._kpi_chosen)
        return tab

    @cached_property
    def over_time(self) -> KpiTab:
        """Return the chart of one KPI over time."""
        tab = self.owned(KpiTab(self.desk, over_time=True))
        tab.choose(self._kpi)
        tab.kpi_chosen.connect(self._kpi_chosen)
        return tab

    @cached_property
    def radar(self) -> RadarTab:
        """Return the radar of scores."""
        return self.owned(RadarTab(self.desk))

    @cached_property
    def times(self) -> TimesTab:
        """Return how single records' times lie."""
        return self.owned(TimesTab(self.desk))

    @cached_property
    def duel(self) -> DuelTab:
        """Return any two vendors side by side."""
        return self.owned(DuelTab(self.desk))

    @cached_property
    def mix(self) -> MixTab:
        """Return the figures at one mix of work."""
        return self.owned(MixTab(self.desk))

    @cached_property
    def level(self) -> LevelTab:
        """Return which vendors are level."""
        level = self.owned(LevelTab(self.desk))
        level.worked_out.connect(self._show_bands)
        return level

    @cached_property
    def missing(self) -> MissingTab:
        """Return what the figures nobody gave could change."""
        return self.owned(MissingTab(self.desk))

    def pieces(self) -> Iterator[object]:
        """Make what is seen at the first visit."""
        yield self.profile
        yield self.ranking
        yield self.vendors
        yield self.notes
        yield self.level
        yield self.by_kpi

    def later_parts(self) -> Iterator[None]:
        """Make the other tabs."""
        yield from self.tabs.make_all()

    def build(self) -> QWidget:
        """Return the page's parts in their places."""
        for title, make in (
            (tr("One KPI"), lambda: self.by_kpi),
            (tr("Over time"), lambda: self.over_time),
            (tr("Radar"), lambda: self.radar),
            (tr("Times"), lambda: self.times),
            (tr("Head to head"), lambda: self.duel),
            (tr("Same mix"), lambda: self.mix),
            (tr("Level vendors"), lambda: self.level),
            (tr("Missing figures"), lambda: self.missing),
            (tr("Notes"), self._notes_tab),
        ):
            self.tabs.add(title, make)
        self._upper, self._rows = upper, rows = TallEnough(), WholeRows(self.ranking)
        # Once the present change of sizes is through.
        for signal in (upper.widened, rows.changed):
            signal.connect(self._parting.start)
        verdict = row(self._verdict, self._more)
        verdict.setStretch(0, 1)
        above = column(self.profile, verdict, rows, parent=upper)
        above.setStretch(2, 1)
        # Beside what it is around and not above it, so that each can be dressed by itself.
        lower, inner, behind = QWidget(), QWidget(), card()
        self._around = upper, behind, self._side
        shared = QGridLayout(lower)
        shared.setContentsMargins(0, 0, 0, 0)
        shared.addWidget(behind, 0, 0)
        shared.addWidget(inner, 0, 0)
        self.put_vendors(self._side, later("Vendors in the charts"))
        layout = row(self.tabs, self._side, parent=inner, spacing=SPACE * 2)
        layout.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE * 2)
        layout.setStretch(0, 7)
        layout.setStretch(1, 2)
        splitter = PlainSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(upper)
        splitter.addWidget(lower)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(SPACE + 4)
        splitter.setStretchFactor(1, 1)
        self._splitter = splitter
        return keep_sizes(splitter, "compare", self.desk.preferences)

    def to_dress(self) -> Iterable[QWidget]:
        """Return what is around the tabs, which are dressed one by one."""
        return self._around

    def show_comparison(self) -> None:
        """Show ranking, verdict and the chart that is open."""
        comparison = self.desk.workbench.comparison
        if comparison is None:
            return
        self.profile.refresh()
        self.ranking.show_table(ranking_table(comparison))
        self._verdict.setText(_verdict(comparison))
        self._rows.fit()
        self._parting.start()
        self._offer_notes(notes_table(comparison))
        self.offer_vendors(comparison)
        self.level.work_out(comparison)
        self.tabs.open_soon()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._parting.start()

    def _part_room(self) -> None:
        """Give the ranking room for its rows, up to a half, until the user parts it otherwise."""
        splitter = self._splitter
        if splitter is None or self.desk.preferences.sizes("compare"):
            return
        words = self._upper.minimumSizeHint().height() - self._rows.minimumSizeHint().height()
        room = splitter.height() - splitter.handleWidth()
        upper = words + self._rows.height_within(room // 2 - words)
        splitter.setSizes([upper, room - upper])

    def _show_bands(self, view: LevelView) -> None:
        """Put the vendors' possible places beside their ranks, and say who is level."""
        comparison = self.desk.workbench.comparison
        if comparison is not None:
            self.ranking.show_table(ranking_table(comparison, view.bands))
            # All who are level behind the first are in the tab of that name.
            told = view.behind[:_MOST_BEHIND]
            self._verdict.setText(" ".join([_verdict(comparison), *told]))
            self._parting.start()

    def _notes_tab(self) -> QWidget:
        tab = QWidget()
        well = QFrame()
        well.setProperty("kind", "well")
        column(selectable(self._note), parent=well, margin=SPACE)
        layout = column(self.notes, well, parent=tab)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.setStretch(0, 1)
        return tab

    def _offer_notes(self, table: Table) -> None:
        count = len(table.rows)
        self.notes.show_table(table)
        self.tabs.setTabText(self.tabs.count() - 1, tr("Notes ({count})", count=count))
        self._more.setText(
            tr("1 thing to know") if count == 1 else tr("{count} things to know", count=count)
        )
        self._more.setAccessibleName(
            tr("1 thing to know about this ranking")
            if count == 1
            else tr("{count} things to know about this ranking", count=count)
        )
        self._more.setVisible(count > 0)
        if count:
            self.notes.select(0)
            self._show_note(0, "")
        else:
            self._note.setText(tr("There is nothing to say about this ranking."))

    def _show_notes(self) -> None:
        self.tabs.setCurrentIndex(self.tabs.count() - 1)

    def _show_note(self, key: Any, _column: str) -> None:
        """Show the whole text of a note; the table has one line for it."""
        place = self.notes.table.find(key)
        if place is not None:
            self._note.setText(self.notes.table.rows[place].cells[1].text)

    def follow_ticks(self) -> None:
        """Draw the vendors that are ticked in the open tab."""
        self.tabs.open_present()

    def _show_tab(self, tab: QWidget) -> None:
        """Bring only the open tab up to date: the others are when they are opened."""
        comparison = self.desk.workbench.comparison
        if comparison is None:
            return
        self._side.setVisible(isinstance(tab, KpiTab | RadarTab | TimesTab))
        if isinstance(tab, KpiTab | RadarTab | TimesTab):
            tab.show_comparison(comparison, self.vendors.ticked())
        elif isinstance(tab, DuelTab | MixTab | MissingTab):
            tab.show_comparison(comparison)

    def _kpi_chosen(self, kpi: str) -> None:
        """Let both charts of one KPI show the same one."""
        self._kpi = kpi
        self.by_kpi.choose(kpi)
        self.over_time.choose(kpi)

    def _picked(self, vendor: Any, _column: str) -> None:
        """Bring a vendor that is picked in the ranking into the charts."""
        self.vendors.tick(vendor, True)


def _verdict(comparison: Comparison) -> str:
    """Return who leads and how sure that is, in a sentence or two."""
    first = [line.vendor for line in comparison.ranking.vendors if line.rank == 1]
    if not first:
        return tr("No vendor can be ranked: see requirements and figures below.")
    if len(first) > _NAMED:
        named = ", ".join(first[:_NAMED])
        return tr(
            "{vendors} and {count} more share the first place.",
            vendors=named,
            count=len(first) - _NAMED,
        )
    if comparison.verdict is not None and len(first) == 1:
        return f"{comparison.verdict.title}. {comparison.verdict.reason}"
    if comparison.sensitivity is not None:
        return comparison.sensitivity.reason
    return (
        tr("{vendor} is first.", vendor=first[0])
        if len(first) == 1
        else tr("{vendors} are first together.", vendors=", ".join(first))
    )
