"""Least and greatest weights: what sliders stop at and draws of weights stay within."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.translating import later, local, tr
from desktop_app.gui.common.widgets import button
from desktop_app.gui.decide.money.entry_table import EntryColumn, EntryTable
from desktop_app.gui.decide.money.form_dialog import FormDialog
from desktop_app.gui.theme import SPACE
from desktop_app.scoring.scenario_bounds import ANY, Limits, check_limits
from desktop_app.scoring.toml_reader import percent

_COLUMNS = (
    EntryColumn(later("KPI"), width=34, fixed=True),
    EntryColumn(later("Weight now"), width=14, fixed=True),
    EntryColumn(later("Least"), later("In percent of the whole; empty for none"), width=14),
    EntryColumn(later("Greatest"), later("In percent of the whole; empty for none"), width=14),
)


class LimitsDialog(FormDialog[Limits]):
    """A line for each KPI that weighs.

    Parameters
    ----------
    titles : mapping of KPI id to title
    shares : mapping of KPI id to float
        The weights as they are, 0..1.
    limits : mapping of KPI id to (least, most)
    """

    def __init__(
        self,
        parent: QWidget | None,
        titles: Mapping[str, str],
        shares: Mapping[str, float],
        limits: Limits,
    ) -> None:
        super().__init__(parent, tr("Limits of weights"))
        self.resize(SPACE * 95, SPACE * 75)
        self._titles = dict(titles)
        self._shares = shares
        self.table = EntryTable(tr("Limits of weights"), _COLUMNS, growing=False)
        self.table.changed.connect(self.note_change)
        self.table.extra.insertWidget(0, button(tr("Clear all"), lambda: self._put({})))
        self.arrange(
            tr(
                "How little and how much a KPI may weigh: sliders stop there, and so do "
                "the weights that are drawn to see how sure the ranking is. A KPI without "
                "limits is drawn at half more or less than it is set."
            ),
            self.table,
        )
        self._put(limits)

    def read(self) -> Limits:
        """Return the limits that were entered.

        Raises
        ------
        ScenarioError
            If one is no share, or no weights can keep them all.
        """
        found = {}
        for row, (kpi, title) in enumerate(self._titles.items()):
            ends = (self._share(row, 2, title, ANY[0]), self._share(row, 3, title, ANY[1]))
            if ends != ANY:
                found[kpi] = ends
        check_limits({self._titles[kpi]: ends for kpi, ends in found.items()}, len(self._titles))
        return found

    def _share(self, row: int, column: int, title: str, usual: float) -> float:
        text = self.table.text(row, column)
        if not text:
            return usual
        share = percent(text if text.endswith("%") else f"{text} %")
        if share is None:
            raise ScenarioError(
                tr("{kpi}: '{text}' is no share in percent.", kpi=title, text=text),
                tr("Write it like 5 %."),
            )
        return float(share)

    def _put(self, limits: Limits) -> None:
        lines = []
        for kpi, title in self._titles.items():
            least, most = limits.get(kpi, ANY)
            ends = (_shown(least, ANY[0]), _shown(most, ANY[1]))
            lines.append((title, local("{share:.1f} %", share=self._shares[kpi] * 100), *ends))
        self.table.put(lines)


def _shown(share: float, usual: float) -> str:
    return "" if share == usual else local("{share:.12g} %", share=share * 100)
