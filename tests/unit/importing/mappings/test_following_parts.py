"""Segments that only a mapping names, and rows of one label that it tells apart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.domain.period import Grain
from desktop_app.domain.records import Evidence
from desktop_app.importing.mappings import correcting
from desktop_app.importing.mappings.document import ItemMapping, ReportMapping, SaidBy
from desktop_app.importing.mappings.text import read_mapping
from desktop_app.importing.mappings.writing import write_mapping
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportedReport, ImportOptions
from desktop_app.kpi.measure import measure
from tests.helpers.workbooks import Rows, catalogue, check_accounting, write_workbook

LOG: Rows = [
    ["Ticket", "Opened", "Handle time (sec)", "Skill", "Level"],
    *(
        [f"T-{n:03}", f"2026-01-{n + 1:02}", 100 * (n % 2 + 1), ("Refunds", "Sales")[n % 2], n % 3]
        for n in range(18)
    ),
]
GROUPED: Rows = [
    ["KPI", "Jan 2026", "Feb 2026"],
    ["Voice", None, None],
    ["FCR %", 81, 82],
    ["Score", 91, 92],
    ["Chat", None, None],
    ["FCR %", 71, 72],
    ["Score", 61, 62],
]


def read(path: Path, *mappings: ReportMapping) -> ImportedReport:
    report = import_report(path, catalogue(), ImportOptions(mappings=mappings))
    check_accounting(report)
    return report


@pytest.fixture
def corrected(tmp_path: Path) -> Callable[..., tuple[ImportedReport, ReportMapping]]:
    def make(
        rows: Rows, correct: Callable[[ReportMapping, str], ReportMapping]
    ) -> tuple[ImportedReport, ReportMapping]:
        path = write_workbook(tmp_path / "Acme.xlsx", {"Data": rows})
        before = read(path).mapping
        assert before is not None
        mapping = correct(before, before.tables[0].cells)
        return read(path, mapping), mapping

    return make


def stated(report: ImportedReport) -> dict[tuple[str, str | None, str], float]:
    frame = report.stated
    keys = zip(frame["item"], frame["segment"], frame["period"], strict=True)
    return dict(zip(keys, frame["value"].round(4), strict=True))


def by_segment(report: ImportedReport) -> dict[str | None, float]:
    evidence = Evidence(report.records, report.stated)
    frame = measure(evidence, catalogue(), Grain.ALL, segment="segment").frame
    own = frame[(frame["kpi"] == "aht") & (frame["period"].isna())]
    return dict(zip(own["segment"], own["value"], strict=True))


def test_a_column_of_a_log_divides_its_figures(
    corrected: Callable[..., tuple[ImportedReport, ReportMapping]],
) -> None:
    report, _ = corrected(
        LOG, lambda m, cells: correcting.set_item(m, "Data", cells, "D", meaning="segment")
    )
    assert by_segment(report) == {None: 150.0, "Refunds": 100.0, "Sales": 200.0}
    (table,) = report.records
    assert table.columns["segment"] == ("D",)
    assert not any("'Skill'" in f.message for f in report.findings)
    assert report.mapping is not None
    item = report.mapping.tables[0].item("D")
    assert item is not None
    assert (item.meaning, item.said_by) == ("segment", SaidBy.USER)


def test_two_columns_of_a_log_divide_its_figures_together(
    corrected: Callable[..., tuple[ImportedReport, ReportMapping]],
) -> None:
    def correct(mapping: ReportMapping, cells: str) -> ReportMapping:
        mapping = correcting.set_item(mapping, "Data", cells, "D", meaning="segment")
        return correcting.set_item(mapping, "Data", cells, "E", meaning="segment")

    report, _ = corrected(LOG, correct)
    assert set(by_segment(report)) == {
        None,
        *(f"{skill} / {level}" for skill in ("Refunds", "Sales") for level in range(3)),
    }


def test_a_segment_column_within_the_segment_of_its_table(
    corrected: Callable[..., tuple[ImportedReport, ReportMapping]],
) -> None:
    def correct(mapping: ReportMapping, cells: str) -> ReportMapping:
        mapping = correcting.set_item(mapping, "Data", cells, "D", meaning="segment")
        return correcting.set_segment(mapping, "Data", cells, "Gold")

    report, _ = corrected(LOG, correct)
    assert set(by_segment(report)) == {None, "Gold / Refunds", "Gold / Sales"}


def test_vendor_and_segment_of_a_row_are_followed(
    corrected: Callable[..., tuple[ImportedReport, ReportMapping]],
) -> None:
    rows = [["KPI", "Jan 2026"], ["FCR %", 81], ["FCR of the pilot %", 71], ["CSAT %", 91]]

    def correct(mapping: ReportMapping, cells: str) -> ReportMapping:
        return correcting.set_item(
            mapping, "Data", cells, "3", meaning="fcr", segment="Pilot", vendor="Brava"
        )

    report, _ = corrected(rows, correct)
    assert stated(report) == {
        ("fcr", None, "2026-01"): 0.81,
        ("fcr", "Pilot", "2026-01"): 0.71,
        ("csat", None, "2026-01"): 0.91,
    }
    assert set(report.stated["vendor"]) == {"Acme", "Brava"}


def test_the_period_of_a_row_is_followed_where_no_column_has_one(
    corrected: Callable[..., tuple[ImportedReport, ReportMapping]],
) -> None:
    rows = [["KPI", "Target", "Actual"], ["FCR %", 80, 81], ["CSAT %", 90, 91]]
    report, _ = corrected(
        rows, lambda m, cells: correcting.set_item(m, "Data", cells, "2", period="2026-03")
    )
    assert stated(report)["fcr", None, "2026-03"] == 0.81
    months = [["KPI", "Jan 2026"], ["FCR %", 81], ["CSAT %", 91]]
    report, _ = corrected(
        months, lambda m, cells: correcting.set_item(m, "Data", cells, "2", period="2026-03")
    )
    assert stated(report)["fcr", None, "2026-01"] == 0.81
    assert any("the columns name the periods" in f.message for f in report.findings)


def test_rows_of_one_label_mean_different_things_in_different_groups(
    corrected: Callable[..., tuple[ImportedReport, ReportMapping]], tmp_path: Path
) -> None:
    def correct(mapping: ReportMapping, cells: str) -> ReportMapping:
        place = ("Data", cells)
        mapping = correcting.set_row_in_group(
            mapping, *place, "7", heading="Score", group="Chat", meaning="qa_score"
        )
        return correcting.set_row_in_group(
            mapping, *place, "4", heading="Score", group="Voice", meaning="csat"
        )

    report, mapping = corrected(GROUPED, correct)
    expected = {
        ("fcr", "Voice"): 0.81,
        ("csat", "Voice"): 0.91,
        ("fcr", "Chat"): 0.71,
        ("qa_score", "Chat"): 0.61,
    }
    found = {key[:2]: value for key, value in stated(report).items() if key[2] == "2026-01"}
    assert found == expected
    assert read_mapping(write_mapping(mapping), "m.toml") == mapping
    assert report.mapping is not None
    groups = {(i.heading, i.group): i.meaning for i in report.mapping.tables[0].rows}
    assert groups["Score", "Chat"] == "qa_score"
    again = read(tmp_path / "Acme.xlsx", report.mapping)
    assert again.mapping == report.mapping

    moved = [GROUPED[0], *GROUPED[4:], *GROUPED[1:4]]
    after = read(write_workbook(tmp_path / "Acme April.xlsx", {"New": moved}), report.mapping)
    assert {key[:2]: v for key, v in stated(after).items() if key[2] == "2026-01"} == expected


def test_rows_of_one_label_that_only_their_place_tells_apart(
    corrected: Callable[..., tuple[ImportedReport, ReportMapping]], tmp_path: Path
) -> None:
    rows = [["KPI", "Jan 2026"], ["Score", 91], ["FCR %", 81], ["Score", 61], ["AHT (sec)", 300]]

    def correct(mapping: ReportMapping, cells: str) -> ReportMapping:
        (table,) = mapping.tables
        said = [
            ItemMapping("2", "Score", "csat", said_by=SaidBy.USER),
            ItemMapping("4", "Score", "qa_score", said_by=SaidBy.USER),
        ]
        others = [item for item in table.rows if item.heading != "Score"]
        return mapping.with_table(
            type(table)(
                table.sheet, table.cells, "wide", columns=table.columns, rows=(*said, *others)
            )
        )

    report, mapping = corrected(rows, correct)
    found = {key[0]: value for key, value in stated(report).items()}
    assert found == {"csat": 0.91, "fcr": 0.81, "qa_score": 0.61, "aht": 300.0}
    april = [["KPI", "Apr 2026"], *rows[1:]]
    after = read(write_workbook(tmp_path / "Acme April.xlsx", {"Data": april}), mapping)
    told = [f.message for f in after.findings if f.code == "mapping-not-followed"]
    assert any("nothing but their order tells them apart" in text for text in told)
