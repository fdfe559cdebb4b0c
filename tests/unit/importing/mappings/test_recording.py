"""What is recorded of a report reads it again to the same figures, when all of it is confirmed."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from desktop_app import paths
from desktop_app.importing.mappings.correcting import confirm
from desktop_app.importing.mappings.document import ReportMapping, SaidBy
from desktop_app.importing.mappings.text import read_mapping
from desktop_app.importing.mappings.writing import write_mapping
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportedReport, ImportOptions
from tests.helpers.shared import ODDITIES, shared_file
from tests.helpers.workbooks import catalogue, check_accounting, write_workbook

_SMALL = 60_000
REAL = (
    "nhs_ae_monthly/Monthly-AE-August-2024.csv",
    "rail_key_statistics/table-2200_key_statistics_by_operator.ods",
    "messy_header_xls/deaths.xls",
)


def reports(folder: Path) -> list[Path]:
    found = [path for path in folder.rglob("*") if path.suffix in (".xlsx", ".xls", ".csv", ".ods")]
    return sorted(path for path in found if path.stat().st_size < _SMALL)


def read(path: Path, *mappings: ReportMapping) -> ImportedReport:
    return import_report(path, catalogue(), ImportOptions(mappings=mappings))


def same_figures(one: ImportedReport, other: ImportedReport) -> None:
    """Assert that two readings of a file gave the same values, records and account of cells."""
    pd.testing.assert_frame_equal(one.stated, other.stated)
    assert len(one.records) == len(other.records)
    for records, again in zip(one.records, other.records, strict=True):
        pd.testing.assert_frame_equal(records.frame, again.frame, check_like=True)
        assert (records.columns, records.scales) == (again.columns, again.scales)
        assert (records.currencies, records.period) == (again.currencies, again.period)
    assert one.vendors == other.vendors
    assert [s.accounting for s in one.sheets] == [s.accounting for s in other.sheets]
    assert [t.layout for s in one.sheets for t in s.tables] == [
        t.layout for s in other.sheets for t in s.tables
    ]


def check_confirmed(path: Path) -> ImportedReport:
    """Assert that a report reads the same when its own mapping says everything."""
    first = read(path)
    if first.mapping is None:
        return first
    assert len(first.mapping.tables) == sum(len(sheet.tables) for sheet in first.sheets)
    said = read_mapping(write_mapping(confirm(first.mapping)), "a file")
    again = read(path, said)
    same_figures(first, again)
    assert "mapping-not-followed" not in {finding.code for finding in again.findings}
    assert again.mapping is not None
    # Read by it once more, nothing moves: what is said stays said.
    assert again.mapping == said
    return again


@pytest.mark.parametrize("path", reports(ODDITIES)[::3], ids=lambda path: path.stem)
def test_odd_reports(path: Path) -> None:
    check_confirmed(path)


@pytest.mark.parametrize("path", reports(paths.samples()), ids=lambda path: path.stem)
def test_samples(path: Path) -> None:
    again = check_confirmed(path)
    assert again.mapping is not None
    read_tables = [table for table in again.mapping.tables if table.layout != "other"]
    assert {item.said_by for table in read_tables for item in table.items} == {SaidBy.USER}


@pytest.mark.parametrize("name", REAL)
def test_real_reports(name: str) -> None:
    check_confirmed(shared_file(name))


LABELS = ("FCR %", "CSAT %", "AHT (min)", "Calls handled", "Strange", "QA score", "Cost (EUR)")
HEADINGS = (
    *("Jan 2026", "Feb 2026", "Target", "YTD", "Voice", "Chat", "Acme", "Brava", "Note", "Unit"),
)
cells = st.one_of(
    st.integers(1, 5000),
    st.floats(0.01, 99.0).map(lambda x: round(x, 2)),
    st.sampled_from(["n/a", "-", "85%", "5:12", "green", None]),
)


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate],
)
@given(
    st.lists(st.sampled_from(LABELS), min_size=2, max_size=6, unique=True),
    st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=5, unique=True),
    st.booleans(),
    st.data(),
)
def test_generated_reports(
    labels: Sequence[str], headings: Sequence[str], across: bool, data: st.DataObject
) -> None:
    down, over = (headings, labels) if across else (labels, headings)
    rows: list[list[Any]] = [["KPI" if not across else "Month", *over]]
    rows += [[name, *(data.draw(cells) for _ in over)] for name in down]
    with tempfile.TemporaryDirectory() as folder:
        path = write_workbook(Path(folder, "Zenith.xlsx"), {"Data": rows})
        check_accounting(check_confirmed(path))
