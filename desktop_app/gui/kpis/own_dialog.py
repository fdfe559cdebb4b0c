"""The user's own KPIs: a list, the form of the current one, and what it gives for each vendor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop_app.catalogue.own import used_by, with_own
from desktop_app.domain.errors import CatalogueError
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import later, tr
from desktop_app.gui import dialogs
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.widgets import button, column, label, row, scrolled
from desktop_app.gui.kpis.own_form import OwnKpiForm
from desktop_app.gui.lookups import error_sentence
from desktop_app.gui.theme import SPACE
from desktop_app.workbench.jobs import Job
from desktop_app.workbench.kpi_drafts import Draft, DraftError, How, definition_of, draft_of
from desktop_app.workbench.kpi_names import offered

if TYPE_CHECKING:
    from desktop_app.catalogue.model import Catalogue, KpiDefinition
    from desktop_app.domain.progress import Progress
    from desktop_app.presenting.model import Comparison
    from desktop_app.presenting.own_kpis import KpiPreview

_PAUSE_MS = 300
"""After the last key, before the figures are worked out."""


@dataclass(slots=True)
class _Entry:
    """One KPI of the list: as typed, as it was last in order, and as it was before, if it was."""

    draft: Draft
    definition: KpiDefinition | None = None
    before: KpiDefinition | None = None
    problem: DraftError | None = None

    def name(self) -> str:
        title = self.draft.title.strip() or tr("(no name yet)")
        return f"{title}  ⚠" if self.problem is not None else title


class OwnKpisDialog(QDialog):
    """Defines KPIs; nothing changes before the dialog is accepted.

    Parameters
    ----------
    comparison : Comparison
        Whose reports the preview is measured on.
    """

    def __init__(self, parent: QWidget | None, desk: Desk, comparison: Comparison) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Own KPIs"))
        self.resize(SPACE * 150, SPACE * 86)
        self._desk = desk
        self._comparison = comparison
        self._catalogue: Catalogue = comparison.as_read.without_own()
        self._entries = [_Entry(draft_of(kpi), kpi, kpi) for kpi in comparison.as_read.own_kpis]
        self._offered: tuple[How, tuple[str, ...]] | None = None
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Own KPIs"))
        self.form = OwnKpiForm(desk.theme)
        self.preview = desk.table(later("Figures of the KPI"), rows_only=True)
        self.state = label("", "small", wrap=True)
        self.problem = label("", "problem", wrap=True)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PAUSE_MS)
        self._wait.timeout.connect(self._work_out)
        self._build()
        self.list.currentRowChanged.connect(self._show)
        self.form.changed.connect(self._changed)
        self._fill(0)

    def definitions(self) -> tuple[KpiDefinition, ...]:
        """Return the KPIs; all are in order once the dialog was accepted."""
        return tuple(one.definition for one in self._entries if one.definition is not None)

    def accept(self) -> None:
        """Close, unless a KPI is not in order: then show it."""
        for place in range(len(self._entries)):
            self._check(place)
        wrong = next((i for i, one in enumerate(self._entries) if one.problem is not None), None)
        if wrong is None:
            super().accept()
            return
        self._name_items()
        self.list.setCurrentRow(wrong)
        self._show_problem()

    # The list

    def add(self, draft: Draft | None = None) -> None:
        """Add a KPI, empty or as a copy, and show it."""
        self._entries.append(_Entry(draft or Draft()))
        self._check(len(self._entries) - 1)
        self._fill(len(self._entries) - 1)
        self.form.title.setFocus()

    def copy(self) -> None:
        """Add a copy of the current KPI."""
        entry = self._current()
        if entry is not None:
            title = tr("{kpi} (copy)", kpi=entry.draft.title)
            self.add(replace(entry.draft, title=title, short=title[:24], aliases=""))

    def remove(self) -> None:
        """Take the current KPI out, unless another own KPI is made of it."""
        entry, place = self._current(), self.list.currentRow()
        if entry is None:
            return
        if entry.definition is not None:
            users = used_by(entry.definition.id, self.definitions())
            if users:
                names = listed([kpi.title for kpi in users])
                self.problem.setText(
                    tr(
                        "{kpi} stays: {users} is made of it.",
                        kpi=entry.draft.title,
                        users=names,
                    )
                )
                return
        del self._entries[place]
        self._fill(min(place, len(self._entries) - 1))

    def import_file(self) -> None:
        """Add the KPIs of a file; one of the same id takes the place of the one here."""
        path = dialogs.ChooseCatalogue.ask(self, self._desk.preferences.value.reports_folder)
        if path is None:
            return
        try:
            found = self._desk.session.services.own.import_kpis(path)
            kept = [k for k in self.definitions() if k.id not in {one.id for one in found}]
            with_own(self._catalogue, [*kept, *found], path.name)
        except CatalogueError as error:
            self.problem.setText(str(error))
            return
        ids = {kpi.id for kpi in found}
        self._entries = [
            one for one in self._entries if one.definition is None or one.definition.id not in ids
        ]
        self._entries += [_Entry(draft_of(kpi), kpi, kpi) for kpi in found]
        self._fill(len(self._entries) - 1)

    def export_file(self) -> None:
        """Write the KPIs that are in order into a file."""
        folder = Path(self._desk.preferences.value.reports_folder or ".")
        path = dialogs.ChooseTarget.ask_catalogue(self, folder / "own-kpis.toml")
        if path is None:
            return
        try:
            written = self._desk.session.services.own.export_kpis(self.definitions(), path)
        except CatalogueError as error:
            self.problem.setText(str(error))
            return
        self.state.setText(tr("Written to {path}.", path=written))

    # The current KPI

    def _current(self) -> _Entry | None:
        place = self.list.currentRow()
        return self._entries[place] if 0 <= place < len(self._entries) else None

    def _fill(self, place: int) -> None:
        """List all KPIs and show one of them."""
        with QSignalBlocker(self.list):
            self.list.clear()
            for entry in self._entries:
                self.list.addItem(entry.name())
            self.list.setCurrentRow(place)
        self._show()

    def _name_items(self) -> None:
        for place, entry in enumerate(self._entries):
            self.list.item(place).setText(entry.name())

    def _show(self) -> None:
        entry = self._current()
        self._wait.stop()
        self.problem.setText("")
        for widget in (self.form, *self._of_one):
            widget.setEnabled(entry is not None)
        if entry is None:
            self.form.show_draft(Draft())
            self._show_preview(
                None, tr("Define a KPI of your own with New, or import a file of them.")
            )
            return
        self.form.show_draft(entry.draft)
        self._offer()
        self._check(self.list.currentRow())
        self._show_problem()
        self._work_out()

    def _changed(self) -> None:
        entry = self._current()
        if entry is None:
            return
        entry.draft = self.form.draft()
        self._check(self.list.currentRow())
        self._name_items()
        self._offer()
        self._show_problem()
        self._wait.start()

    def _check(self, place: int) -> None:
        """Bring an entry's definition up to date, or keep why it can't be."""
        entry = self._entries[place]
        others = [
            one.definition
            for other, one in enumerate(self._entries)
            if other != place and one.definition is not None
        ]
        try:
            entry.definition = definition_of(entry.draft, self._catalogue, others, entry.before)
            entry.problem = None
        except DraftError as error:
            entry.problem = error
        except CatalogueError as error:  # the others don't go together
            entry.problem = DraftError("", error.message, suggestion=error.suggestion)

    def _show_problem(self) -> None:
        entry = self._current()
        problem = entry.problem if entry is not None else None
        self.form.show_problem(problem)
        self.problem.setText(str(problem) if problem is not None and not problem.field else "")

    def _offer(self) -> None:
        """Offer names in the expressions, anew when kind or KPIs changed."""
        entry = self._current()
        if entry is None:
            return
        own = self.definitions()
        state = (entry.draft.how, tuple(kpi.id for kpi in own))
        if state != self._offered:
            self._offered = state
            mine = entry.definition.id if entry.definition is not None else ""
            catalogue = with_own(self._catalogue, own)
            evidence = self._comparison.evidence
            self.form.offer(offered(entry.draft.how, catalogue, evidence, mine))

    # The preview

    def _work_out(self) -> None:
        entry = self._current()
        if entry is None or entry.problem is not None or entry.definition is None:
            self._show_preview(None, tr("The figures come when the definition is in order."))
            return
        comparison, kpi = self._comparison, entry.definition.id
        catalogue = with_own(self._catalogue, self.definitions())
        door = self._desk.session.services.own.preview
        self.state.setText(tr("Working out the figures…"))

        def work(progress: Progress) -> KpiPreview:
            return door(comparison, catalogue, kpi, progress)

        def done(preview: KpiPreview) -> None:
            now = self._current()
            if now is not None and now.definition is not None and now.definition.id == kpi:
                self._show_preview(
                    preview,
                    tr(
                        "{found} of {vendors} vendors have a figure.",
                        found=preview.found,
                        vendors=preview.vendors,
                    ),
                )

        def failed(error: Exception) -> None:
            self._show_preview(None, error_sentence(error))

        self._desk.session.runner.start(Job(tr("Trying the KPI"), work, done, "own kpi", failed))

    def _show_preview(self, preview: KpiPreview | None, words: str) -> None:
        self.state.setText(words)
        self.preview.setVisible(preview is not None)
        if preview is not None:
            self.preview.show_table(preview.table)

    def _build(self) -> None:
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setAutoDefault(False)
        copy, remove = button(tr("Co&py"), self.copy), button(tr("&Remove"), self.remove)
        export = button(tr("&Export…"), self.export_file)
        self._of_one = (copy, remove, export)
        left, right = QWidget(), QWidget()
        column(
            label(tr("Own KPIs"), "strong"),
            self.list,
            row(button(tr("&New"), self.add), copy),
            row(remove),
            row(button(tr("&Import…"), self.import_file), export),
            parent=left,
        )
        shown = column(
            scrolled(self.form),
            label(tr("What it gives for each vendor"), "strong"),
            self.state,
            self.preview,
            parent=right,
        )
        _stretch(shown, (5, 0, 0, 2))
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setHandleWidth(SPACE * 2)
        splitter.setSizes([SPACE * 30, SPACE * 120])
        outer = column(splitter, self.problem, buttons, parent=self, margin=SPACE * 2)
        outer.setStretch(0, 1)


def _stretch(layout: QVBoxLayout, parts: Sequence[int]) -> None:
    for place, part in enumerate(parts):
        layout.setStretch(place, part)
