"""The next report read by the last one's mapping: followed, shown or asked, never silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.finding import Severity
from desktop_app.importing.mappings.document import ReportMapping
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportedReport, ImportOptions
from tests.helpers.next_reports import APPLIED, ASKED, NOT_APPLIED, PAIRS, SHOWN, NextReport
from tests.helpers.workbooks import catalogue, check_accounting, write_workbook


def read(path: Path, *mappings: ReportMapping) -> ImportedReport:
    options = ImportOptions(vendors={str(path): "Acme"}, mappings=mappings)
    report = import_report(path, catalogue(), options)
    check_accounting(report)
    return report


def last_mapping(folder: Path, pair: NextReport) -> ReportMapping:
    """The mapping of the first report, corrected, and as it was read by that."""
    path = write_workbook(folder / "Acme Q1.xlsx", pair.before)
    first = read(path).mapping
    assert first is not None
    mapping = read(path, pair.correct(first)).mapping
    assert mapping is not None
    return mapping


def figures(report: ImportedReport, item: str) -> list[float]:
    """What a report states of an item, and what its logs hold of it."""
    own = report.stated[report.stated["item"] == item]
    found = [float(value) for value in own["value"]]
    for table in report.records:
        found += table.frame[item].tolist() if item in table.frame else []
    return sorted(round(value, 6) for value in found)


@pytest.mark.parametrize("name", PAIRS)
def test_the_next_report(name: str, tmp_path: Path) -> None:
    pair = PAIRS[name]
    mapping = last_mapping(tmp_path, pair)
    path = write_workbook(tmp_path / pair.file, pair.after, pair.formats)
    report = read(path, mapping)
    loud = [f for f in report.findings if f.severity is not Severity.INFO]
    told = [f for f in report.findings if f.code == pair.told and pair.about in f.message]

    wrong = {
        item
        for item in {*pair.figures, *report.stated["item"]}
        if figures(report, item) != sorted(round(value, 6) for value in pair.figures.get(item, []))
    }
    if pair.outcome in {APPLIED, SHOWN}:
        assert not wrong
    assert all(any(pair.about in f.message for f in loud) for _ in wrong), wrong
    for item, segments in pair.segments.items():
        own = report.stated[report.stated["item"] == item]
        assert sorted(own["segment"]) == list(segments)

    assert (report.read_by is None) == (pair.outcome == NOT_APPLIED)
    if pair.outcome == APPLIED:
        assert not loud
    else:
        assert told
    if pair.outcome in {ASKED, NOT_APPLIED}:
        assert any(f.severity is not Severity.INFO for f in told)


def test_what_the_report_denied_is_not_said_again_of_the_one_after(tmp_path: Path) -> None:
    pair = PAIRS["seconds in a column of units"]
    second = read(write_workbook(tmp_path / pair.file, pair.after), last_mapping(tmp_path, pair))
    assert second.mapping is not None
    said = {item.heading: item for item in second.mapping.tables[0].rows}
    assert (said["Call length"].meaning, said["Call length"].unit) == ("aht", "")
    third = read(write_workbook(tmp_path / "Acme Q3.xlsx", pair.after), second.mapping)
    assert figures(third, "aht") == [312.0, 318.0]
    assert "unit-changed" not in {finding.code for finding in third.findings}
