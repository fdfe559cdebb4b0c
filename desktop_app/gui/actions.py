"""The menu bar: every command, its shortcut, and what it calls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from desktop_app.domain.translating import later, tr
from desktop_app.gui.language import LANGUAGE_NAMES
from desktop_app.gui.notice import Notice
from desktop_app.gui.steps import STEPS, Step
from desktop_app.paths import APP_NAME
from desktop_app.workbench.files import sample_comparisons
from desktop_app.workbench.preferences import LanguageChoice, ThemeChoice

if TYPE_CHECKING:
    from desktop_app.gui.files_desk import FilesDesk
    from desktop_app.gui.main_window import MainWindow
    from desktop_app.gui.tables_desk import TablesDesk

_Keys = QKeySequence | QKeySequence.StandardKey | str | None
THEME_NAMES = {
    ThemeChoice.LIGHT: later("&Light"),
    ThemeChoice.DARK: later("&Dark"),
    ThemeChoice.CONTRAST: later("&High contrast"),
    ThemeChoice.SYSTEM: later("&Follow the desktop"),
}


class Actions:
    """The window's actions by name, in its menus."""

    def __init__(self, window: MainWindow, files: FilesDesk, tables: TablesDesk) -> None:
        self._window = window
        self._files = files
        self._tables = tables
        self._file_menu()
        self._edit_menu()
        self._view_menu()
        self._help_menu()

    def show_theme(self, choice: ThemeChoice) -> None:
        """Mark the theme in use."""
        self.themes[choice].setChecked(True)

    def show_language(self, choice: LanguageChoice) -> None:
        """Mark the language chosen."""
        self.languages[choice].setChecked(True)

    def show_recent(self, projects: Sequence[str]) -> None:
        """List the projects used last."""
        self._recent.clear()
        for place, project in enumerate(projects, 1):
            path = Path(project)
            # An ampersand in a file's name is no mark of a key.
            text = f"&{place}  {path.name}".replace("&", "&&").replace("&&", "&", 1)
            action = self._add(self._recent, text, self._opening(path))
            action.setStatusTip(project)
            action.setToolTip(project)
        self._recent.setEnabled(bool(projects))

    def show_history(self, undo: str, redo: str) -> None:
        """Name what undo and redo would do; ``""`` switches them off."""
        self.undo.setText(tr("&Undo {what}", what=undo) if undo else tr("&Undo"))
        self.undo.setEnabled(bool(undo))
        self.redo.setText(tr("&Redo {what}", what=redo) if redo else tr("&Redo"))
        self.redo.setEnabled(bool(redo))

    def show_contents(self, reports: bool, comparison: bool) -> None:
        """Switch on what makes sense with or without reports and a comparison."""
        self.save.setEnabled(reports)
        self.save_as.setEnabled(reports)
        self.read_again.setEnabled(reports)
        self.export.setEnabled(comparison)
        self.print.setEnabled(comparison)

    def _file_menu(self) -> None:
        window, files = self._window, self._files
        menu = window.frame.menus["file"]
        standard = QKeySequence.StandardKey
        self._add(menu, tr("&New comparison"), files.new_comparison, standard.New)
        self._add(menu, tr("&Open reports…"), files.choose_reports, standard.Open)
        self._add(menu, tr("Open &folder of reports…"), files.choose_folder, "Ctrl+Shift+O")
        samples = menu.addMenu(tr("Open a s&ample comparison"))
        for title, folder in sample_comparisons().items():
            self._add(samples, title, self._opening(folder))
        menu.addSeparator()
        self._add(menu, tr("Open &project…"), files.choose_project, "Ctrl+Shift+P")
        self._recent = menu.addMenu(tr("Open &recent project"))
        self._recent.setToolTipsVisible(True)
        self.save = self._add(menu, tr("&Save project"), files.save, standard.Save)
        self.save_as = self._add(menu, tr("Save project &as…"), files.save_as, "Ctrl+Shift+S")
        menu.addSeparator()
        self.read_again = self._add(
            menu, tr("&Read reports again"), window.session.read_again, "F5"
        )
        self.export = self._add(menu, tr("&Export workbook…"), window.go_to_export, "Ctrl+E")
        self.print = self._add(
            menu, tr("Prin&t or save as PDF…"), window.go_to_print, standard.Print
        )
        menu.addSeparator()
        self._add(menu, tr("&Quit"), window.close, "Ctrl+Q")

    def _edit_menu(self) -> None:
        menu = self._window.frame.menus["edit"]
        history = self._window.workbench.history
        standard = QKeySequence.StandardKey
        self.undo = self._add(menu, tr("&Undo"), history.undo, standard.Undo)
        self.redo = self._add(menu, tr("&Redo"), history.redo, standard.Redo)
        menu.addSeparator()
        tables = self._tables
        self._add(menu, tr("&Find…"), tables.find_text, standard.Find)
        self._add(menu, tr("Fi&lter table by this column…"), tables.choose_filter, "Ctrl+Shift+L")
        self._add(menu, tr("Show &all rows of the table"), tables.show_all_rows)
        self._add(menu, tr("Table's &columns and order…"), tables.open_menu, "Ctrl+Shift+K")
        self._add(menu, tr("&Copy table"), tables.copy)

    def _view_menu(self) -> None:
        menu = self._window.frame.menus["view"]
        for step, words in STEPS.items():
            go = self._going_to(step)
            self._add(menu, f"&{int(step)}  {tr(words.title)}", go, f"Ctrl+{int(step)}")
        menu.addSeparator()
        self._add(menu, tr("&Commands…"), self._window.open_palette, "Ctrl+K")
        menu.addSeparator()
        group = QActionGroup(self._window)
        self.themes: dict[ThemeChoice, QAction] = {}
        for choice, text in THEME_NAMES.items():
            action = self._add(menu, tr(text), self._choosing(choice))
            action.setCheckable(True)
            group.addAction(action)
            self.themes[choice] = action
        self._language_menu(menu)

    def _language_menu(self, above: QMenu) -> None:
        """List the languages by the names that their readers know them by."""
        above.addSeparator()
        menu = above.addMenu(tr("Lan&guage"))
        group = QActionGroup(self._window)
        self.languages: dict[LanguageChoice, QAction] = {}
        for choice in LanguageChoice:
            text = LANGUAGE_NAMES.get(choice) or tr("&Follow the desktop")
            action = self._add(menu, text, self._speaking(choice))
            action.setCheckable(True)
            group.addAction(action)
            self.languages[choice] = action

    def _help_menu(self) -> None:
        menu = self._window.frame.menus["help"]
        window = self._window
        self._add(menu, tr("&Help"), window.open_help, QKeySequence.StandardKey.HelpContents)
        self._add(menu, tr("&Definition of this KPI"), self._tables.explain_kpi, "Shift+F1")
        self._add(menu, tr("Show me &around"), window.show_tour)
        menu.addSeparator()
        self._add(menu, tr("&About {program}", program=APP_NAME), self._window.show_about)

    def _going_to(self, step: Step) -> Callable[[], None]:
        return lambda: self._window.go(step)

    def _opening(self, folder: Path) -> Callable[[], None]:
        return lambda: self._window.open_paths([folder])

    def _speaking(self, choice: LanguageChoice) -> Callable[[], None]:
        def speak() -> None:
            window = self._window
            window.preferences.change(language=choice)
            told = tr("The language changes when VendorBench is started again.")
            window.session.noticed.emit(Notice(told, "info"))

        return speak

    def _choosing(self, choice: ThemeChoice) -> Callable[[], None]:
        return lambda: self._window.preferences.change(theme=choice)

    def _add(
        self, menu: QMenu, text: str, call: Callable[[], object], keys: _Keys = None
    ) -> QAction:
        action = QAction(text, menu)
        if keys is not None:
            action.setShortcut(keys)
        action.triggered.connect(lambda _checked=False: call())
        menu.addAction(action)
        return action
