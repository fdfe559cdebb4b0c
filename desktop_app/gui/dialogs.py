"""Questions the window asks; each is a class-level `ask`, so that tests can answer it."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QMessageBox, QWidget

from desktop_app import __version__
from desktop_app.domain.translating import later, tr
from desktop_app.gui.common.asking import answer_of
from desktop_app.paths import APP_NAME
from desktop_app.workbench.files import PROJECT_SUFFIX, REPORT_SUFFIXES

_WORKBOOKS = later("Excel workbook (*.xlsx)")
_PDF = later("PDF (*.pdf)")
_PNG = later("PNG picture (*.png)")
_SVG = later("SVG drawing (*.svg)")
_MAPPINGS = later("Mapping (*.toml)")
_SCENARIOS = later("Scenario (*.toml)")
_CATALOGUES = later("Own KPIs (*.toml)")


def report_files(words: str) -> str:
    """Return the filter of a file dialog for all files that can hold a table."""
    return f"{words} ({' '.join(f'*{suffix}' for suffix in REPORT_SUFFIXES)})"


def or_any_file(first: str) -> str:
    """Return a file dialog's filters: these files, or all."""
    return f"{first};;{tr('All files (*)')}"


def _projects() -> str:
    return tr("{program} projects (*{suffix})", program=APP_NAME, suffix=PROJECT_SUFFIX)


class ChooseReports:
    """Which reports to read."""

    @staticmethod
    def ask(parent: QWidget, folder: str) -> list[Path]:
        """Return the chosen files, empty when the user thought better of it."""
        files, _ = QFileDialog.getOpenFileNames(
            parent, tr("Choose reports"), folder, or_any_file(report_files(tr("Reports")))
        )
        return [Path(file) for file in files]


class ChooseFolder:
    """A folder whose reports are read."""

    @staticmethod
    def ask(parent: QWidget, folder: str) -> Path | None:
        """Return the chosen folder, None when the user thought better of it."""
        chosen = QFileDialog.getExistingDirectory(parent, tr("Choose a folder of reports"), folder)
        return Path(chosen) if chosen else None


class ChooseProject:
    """Which project to open."""

    @staticmethod
    def ask(parent: QWidget, folder: str) -> Path | None:
        """Return the chosen file, None when the user thought better of it."""
        file, _ = QFileDialog.getOpenFileName(
            parent,
            tr("Open a project"),
            folder,
            or_any_file(_projects()),
        )
        return Path(file) if file else None


class ChooseMapping:
    """Which mapping to read a report by."""

    @staticmethod
    def ask(parent: QWidget, folder: str) -> Path | None:
        """Return the chosen file, None when the user thought better of it."""
        file, _ = QFileDialog.getOpenFileName(
            parent,
            tr("Read by a mapping"),
            folder,
            or_any_file(tr(_MAPPINGS)),
        )
        return Path(file) if file else None


class ChooseScenario:
    """Which scenario to rank by."""

    @staticmethod
    def ask(parent: QWidget, folder: str) -> Path | None:
        """Return the chosen file, None when the user thought better of it."""
        file, _ = QFileDialog.getOpenFileName(
            parent, tr("Open a scenario"), folder, or_any_file(tr(_SCENARIOS))
        )
        return Path(file) if file else None


class ChooseCatalogue:
    """Which file of own KPIs to import."""

    @staticmethod
    def ask(parent: QWidget, folder: str) -> Path | None:
        """Return the chosen file, None when the user thought better of it."""
        file, _ = QFileDialog.getOpenFileName(
            parent,
            tr("Import own KPIs"),
            folder,
            or_any_file(tr(_CATALOGUES)),
        )
        return Path(file) if file else None


class ChooseTarget:
    """Where to write a file; the system's dialog asks before replacing one."""

    @staticmethod
    def ask_project(parent: QWidget, proposal: Path) -> Path | None:
        """Return where to save the project, None when the user thought better of it."""
        file, _ = QFileDialog.getSaveFileName(
            parent, tr("Save project as"), str(proposal), _projects()
        )
        return _with_suffix(Path(file), PROJECT_SUFFIX) if file else None

    @staticmethod
    def ask_workbook(parent: QWidget, proposal: Path) -> Path | None:
        """Return where to write the workbook, None when the user thought better of it."""
        file, _ = QFileDialog.getSaveFileName(
            parent, tr("Export workbook to"), str(proposal), tr(_WORKBOOKS)
        )
        return _with_suffix(Path(file), ".xlsx") if file else None

    @staticmethod
    def ask_pdf(parent: QWidget, proposal: Path) -> Path | None:
        """Return where to write the report as PDF, None when the user thought better of it."""
        file, _ = QFileDialog.getSaveFileName(parent, tr("Save report as"), str(proposal), tr(_PDF))
        return _with_suffix(Path(file), ".pdf") if file else None

    @staticmethod
    def ask_picture(parent: QWidget, proposal: Path) -> Path | None:
        """Return where to write a chart, as PNG or SVG by its ending; None for nowhere."""
        kinds = f"{tr(_PNG)};;{tr(_SVG)}"
        file, kind = QFileDialog.getSaveFileName(parent, tr("Save chart as"), str(proposal), kinds)
        if not file:
            return None
        path = Path(file)
        if path.suffix.lower() in (".png", ".svg"):
            return path
        return _with_suffix(path, ".svg" if kind == tr(_SVG) else ".png")

    @staticmethod
    def ask_mapping(parent: QWidget, proposal: Path) -> Path | None:
        """Return where to write the mapping, None when the user thought better of it."""
        file, _ = QFileDialog.getSaveFileName(
            parent, tr("Export mapping to"), str(proposal), tr(_MAPPINGS)
        )
        return _with_suffix(Path(file), ".toml") if file else None

    @staticmethod
    def ask_scenario(parent: QWidget, proposal: Path) -> Path | None:
        """Return where to write the scenario, None when the user thought better of it."""
        file, _ = QFileDialog.getSaveFileName(
            parent, tr("Save the scenario to"), str(proposal), tr(_SCENARIOS)
        )
        return _with_suffix(Path(file), ".toml") if file else None

    @staticmethod
    def ask_catalogue(parent: QWidget, proposal: Path) -> Path | None:
        """Return where to write own KPIs, None when the user thought better of it."""
        file, _ = QFileDialog.getSaveFileName(
            parent, tr("Export own KPIs to"), str(proposal), tr(_CATALOGUES)
        )
        return _with_suffix(Path(file), ".toml") if file else None


class AskPassword:
    """The password of a protected workbook."""

    @staticmethod
    def ask(parent: QWidget, file: str) -> str:
        """Return the password, ``""`` when the user thought better of it; it is stored nowhere."""
        text, given = QInputDialog.getText(
            parent,
            tr("Protected workbook"),
            tr("Password of {file} (it is used once, and kept nowhere):", file=file),
            QLineEdit.EchoMode.Password,
        )
        return text if given else ""


class Unsaved(Enum):
    """What to do with changes that no project file holds."""

    SAVE = "save"
    DISCARD = "discard"
    STAY = "stay"


class AskUnsaved:
    """What to do with unsaved changes before something else takes their place."""

    @staticmethod
    def ask(parent: QWidget) -> Unsaved:
        """Return the user's choice; closing the question means to stay."""
        box = QMessageBox(parent)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setWindowTitle(APP_NAME)
        box.setText(tr("This comparison has changes that are not saved."))
        box.setInformativeText(tr("Save them in a project file?"))
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        answer = answer_of(box)
        return {
            buttons.Save.value: Unsaved.SAVE,
            buttons.Discard.value: Unsaved.DISCARD,
        }.get(answer, Unsaved.STAY)


class ShowAbout:
    """What this program is."""

    @staticmethod
    def ask(parent: QWidget) -> None:
        """Show name, version and what happens with the data."""
        box = QMessageBox(parent)
        box.setWindowTitle(tr("About {program}", program=APP_NAME))
        box.setText(f"{APP_NAME} {__version__}")
        box.setInformativeText(
            tr(
                "Compares outsourcing vendors from their own reports.\n\nIt works offline: "
                "reports, figures and projects stay on this computer."
            )
        )
        answer_of(box)


def _with_suffix(path: Path, suffix: str) -> Path:
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)
