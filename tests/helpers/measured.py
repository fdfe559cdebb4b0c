"""Workbooks written from rows, imported and measured in one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.finding import Finding
from desktop_app.domain.progress import NoProgress
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportedReport, ImportOptions
from desktop_app.kpi.measure import measure
from desktop_app.presenting.comparison import gather_evidence

CATALOGUE = load_catalogue()
Rows = Sequence[Sequence[Any]]


class Measured:
    """The figures and findings of files, each given as sheets of rows."""

    def __init__(
        self, folder: Path, files: Mapping[str, Mapping[str, Rows]], vendor: str = "Acme"
    ) -> None:
        self.reports: list[ImportedReport] = []
        for name, sheets in files.items():
            book = Workbook()
            book.remove(book.worksheets[0])
            for title, rows in sheets.items():
                sheet = book.create_sheet(title)
                for row in rows:
                    sheet.append(list(row))
            book.save(folder / name)
            options = ImportOptions(vendors={name: vendor} if vendor else {})
            self.reports.append(import_report(folder / name, CATALOGUE, options, NoProgress()))
        self.evidence = gather_evidence(self.reports)
        measured = measure(self.evidence, CATALOGUE)
        self.frame: pd.DataFrame = measured.frame
        self.findings: list[Finding] = [f for r in self.reports for f in r.findings]
        self.findings += measured.findings

    def row(self, kpi: str, variant: str = "", vendor: str = "") -> pd.Series[Any]:
        """Return the one measurement of a KPI."""
        found = self.frame[self.frame["kpi"] == kpi]
        if variant:
            found = found[found["variant"] == variant]
        if vendor:
            found = found[found["vendor"] == vendor]
        assert len(found) == 1, found[["vendor", "kpi", "variant", "value"]]
        return found.iloc[0]

    def value(self, kpi: str, variant: str = "", vendor: str = "") -> float:
        """Return the one figure of a KPI."""
        return float(self.row(kpi, variant, vendor)["value"])

    def found(self, code: str) -> list[Finding]:
        """Return the findings of a code."""
        return [finding for finding in self.findings if finding.code == code]
