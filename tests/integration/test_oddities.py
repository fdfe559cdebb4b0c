"""One small workbook per oddity: its figures, its questions, and where every cell went."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict

import pandas as pd
import pytest

from desktop_app.domain.finding import Severity
from desktop_app.domain.measurement import Basis
from desktop_app.domain.period import Grain
from desktop_app.domain.records import Evidence
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportedReport, ImportOptions
from desktop_app.kpi.measure import measure
from tests.helpers.oddities.all import MAKERS
from tests.helpers.oddities.expecting import Expected, Key, expectations
from tests.helpers.shared import ODDITIES
from tests.helpers.workbooks import catalogue, check_accounting, codes

EXPECTED = expectations()


def _cases() -> list[object]:
    return [
        pytest.param(
            expected,
            id=expected.path,
            marks=[pytest.mark.xfail(strict=True, reason=expected.fails)] if expected.fails else [],
        )
        for expected in EXPECTED.values()
    ]


def _imported(path: str) -> ImportedReport:
    return import_report(ODDITIES / path, catalogue(), ImportOptions())


@pytest.mark.parametrize("expected", _cases())
def test_oddity(expected: Expected) -> None:
    report = _imported(expected.path)
    check_accounting(report)
    if expected.refused:
        assert not report.usable
        assert report.findings
        return
    assert report.usable, [finding.message for finding in report.findings]
    assert set(report.vendors) == set(expected.vendors)
    _check_figures(report, expected)
    _check_findings(report, expected)
    _check_stated(report, expected)
    _check_records(report, expected)


def _check_figures(report: ImportedReport, expected: Expected) -> None:
    """Assert that the KPIs named have these figures, and no others."""
    frame = report.stated.rename(columns={"item": "kpi"}) if expected.stated else None
    if frame is None:
        evidence = Evidence(list(report.records), report.stated)
        frame = measure(evidence, catalogue(), Grain(expected.by), "channel").frame
        frame = _without_restated(frame)
    told = {kpi for _, kpi, variant, _, _ in expected.figures if variant}
    found: dict[Key, list[float]] = defaultdict(list)
    names = {kpi for _, kpi, _, _, _ in expected.figures}
    for row in frame[frame["kpi"].isin(names)].to_dict("records"):
        variant = row["variant"] if row["kpi"] in told else ""
        segment = row["segment"] if pd.notna(row["segment"]) else ""
        period = row["period"] if pd.notna(row["period"]) else ""
        if pd.notna(row["value"]):
            found[row["vendor"], row["kpi"], variant, segment, period].append(row["value"])
    assert set(found) == set(expected.figures)
    for key, values in found.items():
        assert values == pytest.approx([expected.figures[key]] * len(values)), key
    assert not set(frame.loc[frame["value"].notna(), "kpi"]) & set(expected.absent)


def _without_restated(frame: pd.DataFrame) -> pd.DataFrame:
    """Leave out what the KPI core restated from a figure that was read beside it."""
    derived = frame["basis"] == Basis.DERIVED.value
    spots = (
        frame[["vendor", "kpi", "segment", "period"]].fillna("").astype(str).agg("|".join, axis=1)
    )
    return frame[~(derived & spots.isin(spots[~derived]))]


def _check_findings(report: ImportedReport, expected: Expected) -> None:
    asked = {f.code for f in report.findings if f.severity is Severity.QUESTION}
    assert asked == set(expected.asked), [f.message for f in report.findings]
    assert set(expected.said) <= codes(report)
    assert not set(expected.not_said) & codes(report)


def _check_stated(report: ImportedReport, expected: Expected) -> None:
    for item, target in expected.targets.items():
        found = report.stated.loc[report.stated["item"] == item, "target"]
        assert list(found) == pytest.approx([target] * len(found)), item
    for item, currency in expected.currencies.items():
        stated = report.stated.loc[report.stated["unit"] == "money", "currency"]
        recorded = [code for table in report.records for code in table.currencies.values()]
        assert {*stated, *recorded} == {currency}, item


def _check_records(report: ImportedReport, expected: Expected) -> None:
    if expected.records is not None:
        assert sum(len(table.frame) for table in report.records) == expected.records
    if expected.statuses:
        found = pd.concat([table.frame["status"].astype("str") for table in report.records])
        assert found.value_counts().to_dict() == expected.statuses


def test_every_oddity_has_its_maker_and_its_expectation() -> None:
    kinds = {".xlsx", ".xlsm", ".xls", ".csv", ".ods"}
    files = {
        path.relative_to(ODDITIES).as_posix()
        for path in ODDITIES.rglob("*")
        if path.suffix in kinds
    }
    assert files == set(MAKERS) == set(EXPECTED)
    assert len(files) >= 60


@pytest.mark.parametrize("path", MAKERS)
def test_the_files_are_what_their_makers_make(path: str) -> None:
    assert _parts((ODDITIES / path).read_bytes()) == _parts(MAKERS[path]())


def _parts(data: bytes) -> object:
    """Return what a file holds; a zip may be compressed in more than one way."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
