"""Comparisons of pairs: which of two matters more, how much, and whether the answers agree."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop_app.catalogue.model import KpiDefinition
from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.translating import later, local, tr
from desktop_app.gui.common.widgets import column, label, row
from desktop_app.gui.decide.money.entry_table import EntryColumn, EntryTable
from desktop_app.scoring.pairwise import CONSISTENT, all_pairs, pairwise_weights

_SCALE = {
    9: later("extremely more"),
    7: later("very much more"),
    5: later("much more"),
    3: later("somewhat more"),
    2: later("slightly more"),
}
_ANSWERS = (
    *(str(times) for times in _SCALE),
    "1",
    *(f"1/{times}" for times in reversed(_SCALE)),
)


_CONSISTENT = later(
    "Consistency ratio {ratio:.3f} (up to {bound:.2f}; random index {index:.2f}, {source})."
)
_INCONSISTENT = later(
    "Consistency ratio {ratio:.3f} (above {bound:.2f}; random index {index:.2f}, {source})."
)


class PairsTab(QWidget):
    """KPIs to tick, and a line for each pair of those ticked."""

    changed = Signal()

    def __init__(self, kpis: Sequence[KpiDefinition]) -> None:
        super().__init__()
        self._kpis = {kpi.id: kpi for kpi in kpis}
        self._answers: dict[tuple[str, str], str] = {}
        self._shown: list[tuple[str, str]] = []
        self.items = QListWidget()
        self.items.setAccessibleName(tr("KPIs that are compared in pairs"))
        for kpi in kpis:
            item = QListWidgetItem(kpi.title)
            item.setData(Qt.ItemDataRole.UserRole, kpi.id)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.items.addItem(item)
        self.table = EntryTable(
            tr("Pairs"),
            (
                EntryColumn(later("This KPI"), width=26, fixed=True),
                EntryColumn(
                    later("matters"), later("How many times more"), width=42, choices=_choices()
                ),
                EntryColumn(later("than that"), width=26, fixed=True),
            ),
            growing=False,
        )
        self.verdict = label("", "", wrap=True)
        words = label(
            tr(
                "Tick the KPIs that count, and say of each pair which matters more. Pairs "
                "may be left out as long as every KPI is linked to the others."
            ),
            "small",
            wrap=True,
        )
        parts = row(self.items, self.table)
        parts.setStretch(0, 1)
        parts.setStretch(1, 3)
        layout = column(words, parts, self.verdict, parent=self)
        layout.setStretch(1, 1)
        self.items.itemChanged.connect(self._ticked)
        self.table.changed.connect(self._answered)

    def show_pairs(self, pairs: Mapping[tuple[str, str], float]) -> None:
        """Fill in answers; `changed` is not sent."""
        with QSignalBlocker(self):
            self._answers = {pair: _key(times) for pair, times in pairs.items()}
            used = {kpi for pair in pairs for kpi in pair}
            with QSignalBlocker(self.items):
                for place in range(self.items.count()):
                    item = self.items.item(place)
                    ticked = item.data(Qt.ItemDataRole.UserRole) in used
                    state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
                    item.setCheckState(state)
            self._list_pairs()
        self._judge()

    def tick(self, kpis: Sequence[str]) -> None:
        """Tick KPIs to be compared."""
        for place in range(self.items.count()):
            item = self.items.item(place)
            if item.data(Qt.ItemDataRole.UserRole) in kpis:
                item.setCheckState(Qt.CheckState.Checked)

    def ticked(self) -> list[str]:
        """Return the KPIs that are ticked."""
        items = [self.items.item(place) for place in range(self.items.count())]
        return [
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        ]

    def pairs(self) -> dict[tuple[str, str], float]:
        """Return the answers on the ticked KPIs.

        Raises
        ------
        ScenarioError
            If they leave a KPI apart.
        """
        found = {pair: _times(self._answers[pair]) for pair in self._shown if self._answers[pair]}
        if self.ticked():
            pairwise_weights(self.ticked(), found)
        return found

    def _ticked(self) -> None:
        self._list_pairs()
        self._judge()
        self.changed.emit()

    def _list_pairs(self) -> None:
        self._shown = []
        for first, second in all_pairs(self.ticked()):
            turned = (second, first) in self._answers
            self._shown.append((second, first) if turned else (first, second))
        for pair in self._shown:
            self._answers.setdefault(pair, "")
        with QSignalBlocker(self.table):
            self.table.put(
                [
                    (
                        self._kpis[first].title,
                        self._answers[first, second],
                        self._kpis[second].title,
                    )
                    for first, second in self._shown
                ]
            )

    def _answered(self) -> None:
        for place, pair in enumerate(self._shown):
            self._answers[pair] = self.table.text(place, 1)
        self._judge()
        self.changed.emit()

    def _judge(self) -> None:
        """Say how consistent the answers are, and which ones the others contradict most."""
        try:
            answers = self.pairs()
            found = pairwise_weights(self.ticked(), answers) if answers else None
        except ScenarioError as error:
            self.verdict.setText(self._named(str(error)))
            return
        if found is None:
            self.verdict.setText("")
            return
        if math.isnan(found.ratio):
            self.verdict.setText(tr("Two KPIs can't contradict each other."))
            return
        good = found.ratio <= CONSISTENT
        told = _CONSISTENT if good else _INCONSISTENT
        index, source = found.random_index, found.source
        words = [tr(told, ratio=found.ratio, bound=CONSISTENT, index=index, source=source)]
        if found.left_out:
            count = found.left_out
            words.append(
                tr("1 pair is not compared.")
                if count == 1
                else tr("{count} pairs are not compared.", count=count)
            )
        if found.doubtful:
            words.append(tr("Farthest from the others:") if good else tr("Look again at:"))
            words += [
                tr(
                    "{first} to {second}: {answer}, where the others say {implied};",
                    first=self._kpis[one.first].title,
                    second=self._kpis[one.second].title,
                    answer=_ratio(one.given),
                    implied=_ratio(one.implied),
                )
                for one in found.doubtful
            ]
        self.verdict.setText(" ".join(words).rstrip(";"))

    def _named(self, text: str) -> str:
        for kpi in self._kpis.values():
            # In whatever quotes the language has.
            text = re.sub(rf"(?<=['„«“‘\s]){kpi.id}(?=\s?['“»”’])", kpi.title, text)
        return text


def _choices() -> dict[str, str]:
    """Return what can be answered, in words by key."""
    return {
        "": tr("not compared"),
        **{
            str(times): tr("{times} : 1   the first, {words}", times=times, words=tr(words))
            for times, words in _SCALE.items()
        },
        "1": tr("1 : 1   both the same"),
        **{
            f"1/{times}": tr("1 : {times}   the second, {words}", times=times, words=tr(words))
            for times, words in reversed(_SCALE.items())
        },
    }


def _times(key: str) -> float:
    over, _, under = key.partition("/")
    return float(over) / float(under) if under else float(over)


def _key(times: float) -> str:
    """Return the choice nearest to an answer (those of files may lie between)."""
    return min(_ANSWERS, key=lambda key: abs(_times(key) - times) / times)


def _ratio(times: float) -> str:
    if times >= 1:
        return local("{times:.1f} : 1", times=times)
    return local("1 : {times:.1f}", times=1 / times)
