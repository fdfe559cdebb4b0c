"""The real doors to lower layers, without worker processes: what they do is quick and the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.progress import Progress
from desktop_app.importing.mappings.document import ReportMapping
from desktop_app.importing.picture import BookPicture, PictureTask, take_picture
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportedReport, ImportOptions
from desktop_app.project.build import read_again
from desktop_app.workbench.jobs import ReadRequest, Services

MONTHS = ("2026-01", "2026-02", "2026-03", "2026-04")


def import_here(
    paths: Sequence[Path], catalogue: Catalogue, options: ImportOptions, progress: Progress
) -> list[ImportedReport]:
    """Import reports in this process, which know of each other as those of workers do."""
    together = tuple(options.label(path) for path in paths) if len(paths) > 1 else ()
    options = replace(options, beside=options.beside or together)
    return [import_report(path, catalogue, options, progress) for path in paths]


@lru_cache(maxsize=1)
def real_catalogue() -> Catalogue:
    """Return the program's catalogue."""
    return load_catalogue()


@dataclass
class InProcess:
    """Services that work here; `fail` makes the door of that name raise, what was kept is noted."""

    fail: dict[str, Exception] = field(default_factory=dict)
    passwords: list[str] = field(default_factory=list)
    remembered: list[ReportMapping] = field(default_factory=list)
    forgotten: list[ReportMapping] = field(default_factory=list)

    def as_services(self) -> Services:
        return Services(
            load_catalogue=real_catalogue,
            read_reports=self._read,
            read_sheets=self._read_sheets,
            reread=self._reread,
            remember_mapping=self._remember,
            forget_mapping=self._forget,
        )

    def _read(
        self, request: ReadRequest, catalogue: Catalogue, progress: Progress
    ) -> list[ImportedReport]:
        return import_here(request.paths, catalogue, ImportOptions(), progress)

    def _read_sheets(
        self, report: ImportedReport, sheet: str, progress: Progress, _project: Any, given: str
    ) -> BookPicture:
        self._check("sheets")
        self.passwords.append(given)
        task = PictureTask(sheet, report.file, report.sha256)
        return take_picture(Path(report.path).read_bytes(), task, progress)

    def _reread(
        self,
        report: ImportedReport,
        mapping: ReportMapping,
        catalogue: Catalogue,
        progress: Progress,
        project: Any,
        password: str,
    ) -> ImportedReport:
        self._check("reread")
        return read_again(report, mapping, catalogue, progress, project, password, import_here)

    def _remember(self, mapping: ReportMapping, _catalogue: Any) -> Path:
        self.remembered.append(mapping)
        return Path("kept.toml")

    def _forget(self, mapping: ReportMapping, _catalogue: Any) -> bool:
        self.forgotten.append(mapping)
        return True

    def _check(self, door: str) -> None:
        if door in self.fail:
            raise self.fail[door]


def write_report(path: Path) -> Path:
    """Write a vendor's summary by month: two KPIs, one guess, one question, and a total."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Monthly"
    sheet["A1"] = "Alder Contact Services, monthly report"
    sheet.append([])
    sheet.append(
        [
            "Month",
            "First contact resolution",
            "Handled work",
            "Average handle time (sec)",
            "Remarks",
        ]
    )
    for place, month in enumerate(MONTHS):
        sheet.append([month, 0.70 + place / 100, 410 + place, 310 + place, "as agreed"])
        sheet.cell(sheet.max_row, 2).number_format = "0%"
    hidden = book.create_sheet("Notes")
    hidden.sheet_state = "hidden"
    # Two reports of one second must not be one and the same content.
    hidden["A1"] = f"Draft of {path.stem}"
    book.save(path)
    return path
