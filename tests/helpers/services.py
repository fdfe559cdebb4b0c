"""Doors to lower layers with known answers behind them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.progress import Progress
from desktop_app.importing.picture import BookPicture
from desktop_app.importing.report import ImportedReport
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.papers import Papers
from desktop_app.scoring.model import Scenario
from desktop_app.scoring.shelf import Shelf
from desktop_app.workbench.decide_doors import DecideDoors, how_sure
from desktop_app.workbench.evidence_doors import EvidenceDoors
from desktop_app.workbench.figure_doors import FigureDoors
from desktop_app.workbench.jobs import OpenedProject, ReadRequest, Services
from tests.helpers import comparisons
from tests.helpers.pictures import log_picture

STATE: Any = SimpleNamespace(papers=Papers(), shelf=Shelf())
"""What a saved project holds, as far as the workbench looks at it."""


class FakeServices:
    """Reads `Vendor.xlsx` as that vendor's report and compares the three known vendors.

    What was asked for is kept, and `fail` makes the door of that name raise.
    """

    FILES = ("Alder", "Birch", "Cedar", "Damson")

    def __init__(self) -> None:
        self.read: list[ReadRequest] = []
        self.compared: list[tuple[str, ...]] = []
        self.reranked: list[str] = []
        self.exported: list[Path] = []
        self.left_out: tuple[str, ...] = ()
        self.saved: list[tuple[Path, Comparison, str]] = []
        self.fail: dict[str, Exception] = {}

    def as_services(self) -> Services:
        return Services(
            load_catalogue=comparisons.catalogue,
            read_reports=self._read,
            compare=self._compare,
            rerank=self._rerank,
            figures=FigureDoors(
                rows_behind=lambda _comparison, _row: comparisons.rows_behind(),
                formula_text=lambda _comparison, row: f"formula of row {row}",
            ),
            evidence=EvidenceDoors(
                claim_cells=lambda _comparison, _claim, _stated: comparisons.rows_behind()
            ),
            decide=DecideDoors(how_sure=few_draws),
            export=self._export,
            save_project=self._save,
            open_project=self._open,
            read_sheets=self._read_sheets,
        )

    def _read(
        self, request: ReadRequest, _catalogue: Any, progress: Progress
    ) -> list[ImportedReport]:
        self._check("read")
        self.read.append(request)
        progress.report(0.5, "half way")
        return [
            self._report(path, request.vendors)
            for path in request.paths
            if path.suffix not in ("", ".toml")
        ]

    @staticmethod
    def _report(path: Path, names: Mapping[str, str]) -> ImportedReport:
        made = comparisons.report(path.stem, failed=path.stem == "Damson")
        vendor = names.get(str(path), made.vendor)
        return replace(made, path=str(path), vendor=vendor)

    def _compare(
        self, reports: Sequence[ImportedReport], known: Catalogue, scenario: Scenario, _p: Progress
    ) -> Comparison:
        self._check("compare")
        self.compared.append(tuple(report.vendor for report in reports))
        made = comparisons.comparison()
        return replace(made, reports=list(reports), scenario=scenario, catalogue=known)

    def _rerank(self, comparison: Comparison, scenario: Scenario) -> Comparison:
        self.reranked.append(scenario.profile)
        return replace(comparison, scenario=scenario)

    def _export(
        self, _comparison: Comparison, target: Path, _progress: Progress, left_out: Collection[str]
    ) -> Path:
        self._check("export")
        self.left_out = tuple(left_out)
        self.exported.append(target)
        return target

    def _save(self, path: Path, comparison: Comparison, _before: Any, what: str) -> Any:
        self._check("save")
        self.saved.append((path, comparison, what))
        return STATE

    def _open(self, path: Path, _catalogue: Any, _progress: Progress) -> OpenedProject:
        self._check("open")
        reports = [comparisons.report(vendor) for vendor in comparisons.VENDORS]
        return OpenedProject(reports, comparisons.scenario(), STATE, "")

    def _read_sheets(
        self, report: ImportedReport, _sheet: str, _progress: Progress, _project: Any, _given: str
    ) -> BookPicture:
        self._check("sheets")
        return log_picture()

    def _check(self, door: str) -> None:
        if door in self.fail:
            raise self.fail[door]


def few_draws(comparison: Comparison, variation: Any, progress: Progress) -> Any:
    """Work out how sure the ranking is, with draws enough for a test of the window."""
    return how_sure(comparison, replace(variation, draws=500), progress)
