"""Own criteria: marks of 0 to 5 with comments, by evaluator, typed or from a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QInputDialog, QWidget

from desktop_app.catalogue.model import Catalogue
from desktop_app.catalogue.text import normalise
from desktop_app.domain.errors import ScenarioError, VendorBenchError
from desktop_app.domain.evaluator import Evaluator, Mark
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import later, local, tr
from desktop_app.gui import dialogs
from desktop_app.gui.common.widgets import button, chooser, column, label, row
from desktop_app.gui.decide.money.entry_table import EntryColumn, EntryTable
from desktop_app.gui.theme import SPACE
from desktop_app.scoring.evaluators import check_mark
from desktop_app.workbench.criteria import (
    criteria_in,
    marked,
    of_vendors,
    read_marks_file,
    with_criteria,
)

OWN = later("Own")
_HALF = 0.5
"""What criteria are proposed to weigh together where the file does not say."""
_COLUMNS = (
    EntryColumn(later("Criterion"), width=30, fixed=True),
    EntryColumn(later("Vendor"), width=26, fixed=True),
    EntryColumn(later("Mark"), later("0 to 5; empty for none"), width=10),
    EntryColumn(later("Comment"), later("Why; exported with the mark"), width=40),
)


@dataclass(frozen=True, slots=True)
class Marked:
    """What the dialog came to: the catalogue with the criteria, and everyone with their marks."""

    catalogue: Catalogue
    evaluators: tuple[Evaluator, ...]
    weights: Mapping[str, float] = field(default_factory=dict)
    """Shares of the total weight, of a file's row of weights to rank by; empty for none."""


class MarksDialog(QDialog):
    """A line for each criterion and vendor, of the evaluator chosen above."""

    def __init__(
        self,
        parent: QWidget | None,
        catalogue: Catalogue,
        evaluators: Sequence[Evaluator],
        vendors: Sequence[str],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Own criteria"))
        self.resize(SPACE * 130, SPACE * 80)
        self._catalogue = catalogue
        self._vendors = tuple(vendors)
        self._people = list(evaluators) or [Evaluator(tr(OWN))]
        self._marked: list[Marked] = []
        self._weights: dict[str, float] = {}
        self._shown = 0
        self.who = chooser(tr("Evaluator"))
        self.table = EntryTable(tr("Marks"), _COLUMNS, growing=False)
        self.problem = label("", "problem", wrap=True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        top = row(
            label(tr("Marks of")),
            self.who,
            button(tr("Add evaluator…"), self._ask_person),
            button(tr("Add criterion…"), self._ask_criterion),
            button(tr("Import marks…"), self._ask_file),
        )
        top.addStretch(1)
        explained = label(
            tr(
                "Criteria that no report measures, marked 0 to 5. Their arithmetic mean "
                "over the evaluators stands beside the measured KPIs: 0 earns no points, 5 "
                "earns 100. Give them a weight with Weights… A file has the vendors in its "
                "first column and the criteria in its heading, each with a column of "
                "comments at its right if you like."
            ),
            wrap=True,
        )
        layout = column(
            explained, top, self.table, self.problem, buttons, parent=self, margin=SPACE * 2
        )
        layout.setStretch(2, 1)
        self.who.activated.connect(self._choose)
        self.table.changed.connect(lambda: self.problem.setText(""))
        self._list_people(0)
        self._show()

    def marked(self) -> Marked:
        """Return what was entered when the dialog was accepted."""
        return self._marked[-1]

    def accept(self) -> None:
        """Close, unless a mark can't be read: then say which."""
        if not self._keep():
            return
        self._marked = [Marked(self._catalogue, tuple(self._people), self._weights)]
        super().accept()

    def add_person(self, name: str) -> bool:
        """Add an evaluator; False if the name is taken or empty, or a mark can't be read."""
        name = " ".join(name.split())
        if not name or name in {one.name for one in self._people} or not self._keep():
            return False
        self._people.append(Evaluator(name))
        self._list_people(len(self._people) - 1)
        self._show()
        return True

    def add_criterion(self, title: str) -> bool:
        """Add a criterion; False, and the reason shown, if its name can't be taken."""
        if not self._keep():
            return False
        try:
            self._catalogue, _ = with_criteria(self._catalogue, [title])
        except VendorBenchError as error:
            self.problem.setText(str(error))
            return False
        self._show()
        return True

    def import_file(self, path: Path) -> bool:
        """Take a file's marks as the evaluator's; False, and the reason shown, if it can't be."""
        if not self._keep():
            return False
        try:
            table = read_marks_file(path)
            marks = of_vendors(table.marks, self._vendors)
            self._catalogue, ids = with_criteria(self._catalogue, list(marks))
        except VendorBenchError as error:
            self.problem.setText(str(error))
            return False
        self._people[self._shown] = marked(self._people[self._shown], marks, ids)
        self._weigh({ids[t]: w for t, w in table.weights.items() if t in ids and w > 0}, path.name)
        self._show()
        if table.unmarked:
            told = tr(
                "Left out, as there is no mark beside the comment: {comments}",
                comments="; ".join(table.unmarked),
            )
            self.problem.setText(told)
        return True

    def _weigh(self, weights: Mapping[str, float], file: str) -> None:
        """Take a file's row of weights if the user wants to rank by it, with its part of all."""
        if not weights:
            return
        total = sum(weights.values())
        titles = [self._catalogue.kpis[kpi].title for kpi in weights]
        part = AskWeights.ask(self, file, titles, total if total < 1 else _HALF)
        if part is not None:
            self._weights = {kpi: weight / total * part for kpi, weight in weights.items()}

    def _ask_person(self) -> None:
        name, given = QInputDialog.getText(self, tr("Evaluator"), tr("Name of the evaluator:"))
        if given and not self.add_person(name) and not self.problem.text():
            self.problem.setText(tr("Each evaluator needs a name of its own."))

    def _ask_criterion(self) -> None:
        name, given = QInputDialog.getText(self, tr("Criterion"), tr("Name of the criterion:"))
        if given:
            self.add_criterion(name)

    def _ask_file(self) -> None:
        files = dialogs.ChooseReports.ask(self, "")
        if files:
            self.import_file(files[0])

    def _list_people(self, place: int) -> None:
        with QSignalBlocker(self.who):
            self.who.clear()
            for one in self._people:
                self.who.addItem(one.name)
            self.who.setCurrentIndex(place)
        self._shown = place

    def _choose(self, place: int) -> None:
        """Keep what was typed before another evaluator's marks are shown."""
        if self._keep():
            self._shown = place
            self._show()
        else:
            self._list_people(self._shown)

    def _show(self) -> None:
        one = self._people[self._shown]
        lines = []
        for kpi in criteria_in(self._catalogue):
            for vendor in self._vendors:
                mark = one.marks.get(kpi.id, {}).get(vendor)
                value = "" if mark is None else local("{mark:g}", mark=mark.value)
                lines.append((kpi.title, vendor, value, "" if mark is None else mark.comment))
        with QSignalBlocker(self.table):
            self.table.put(lines)
        self.problem.setText("")

    def _keep(self) -> bool:
        """Take over the marks that are shown; False, and the line named, if one can't be read."""
        one = self._people[self._shown]
        ids = {normalise(kpi.title): kpi.id for kpi in criteria_in(self._catalogue)}
        marks = {kpi: dict(of) for kpi, of in one.marks.items() if kpi not in ids.values()}
        try:
            for number in range(self.table.grid.rowCount()):
                title, vendor, value, comment = (self.table.text(number, i) for i in range(4))
                mark = _mark(value, comment, f"{title}, {vendor}")
                if mark is not None:
                    marks.setdefault(ids[normalise(title)], {})[vendor] = mark
                self._keep_absent(one, ids[normalise(title)], marks)
        except ScenarioError as error:
            self.problem.setText(str(error))
            return False
        self._people[self._shown] = replace(one, marks=marks)
        return True

    def _keep_absent(self, one: Evaluator, kpi: str, marks: dict[str, dict[str, Mark]]) -> None:
        """Keep marks for vendors whose reports are not open now: they may come back."""
        for vendor, mark in one.marks.get(kpi, {}).items():
            if vendor not in self._vendors:
                marks.setdefault(kpi, {})[vendor] = mark


class AskWeights:
    """Whether, and with which part of the whole, a file's row of weights is to be ranked by."""

    @staticmethod
    def ask(parent: QWidget, file: str, titles: Sequence[str], proposal: float) -> float | None:
        """Return the part of the total weight for these criteria, 0..1; None for none."""
        words = tr(
            "{file} has a row of weights for {criteria}.\nTo rank by them, say how much "
            "of the whole they weigh together, in percent; the other KPIs share the "
            "rest as they do now.\nCancel leaves the weights as they are.",
            file=file,
            criteria=listed(titles),
        )
        percent, given = QInputDialog.getDouble(
            parent, tr("Weights in the file"), words, proposal * 100, 0.0, 100.0, 1
        )
        return percent / 100 if given else None


def _mark(text: str, comment: str, place: str) -> Mark | None:
    """Return the mark of a line, None where there is none."""
    if not text:
        if comment:
            raise ScenarioError(tr("{place}: there is a comment and no mark.", place=place))
        return None
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        raise ScenarioError(
            tr("{place}: '{text}' is no mark of 0 to 5.", place=place, text=text)
        ) from None
    return Mark(check_mark(value, place), comment)
