"""Reports read by a mapping: every kind of correction, and what can't be followed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.finding import Severity
from desktop_app.importing.mappings import correcting
from desktop_app.importing.mappings.document import ReportMapping, SaidBy
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import FieldChoice, ImportedReport, ImportOptions
from tests.helpers.workbooks import (
    Rows,
    catalogue,
    check_accounting,
    codes,
    layouts,
    write_workbook,
)

Correct = Callable[[ReportMapping], ReportMapping]

SUMMARY: Rows = [
    ["KPI", "Jan 2026", "Feb 2026"],
    ["FCR %", 81, 82],
    ["Happy index", 91, 92],
    ["AHT", 312, 318],
]
LOG: Rows = [
    ["Ticket", "Opened", "Closed", "Length", "Mood"],
    *(
        [f"T-{n:03}", f"2026-01-{n + 1:02} 09:00", f"2026-01-{n + 1:02} 11:00", n + 4, n % 5 + 1]
        for n in range(20)
    ),
]


class Report:
    """A workbook that is read, corrected, and read again."""

    def __init__(self, path: Path, sheets: dict[str, Rows] | Rows) -> None:
        self.path = path
        write_workbook(path, sheets if isinstance(sheets, dict) else {"KPIs": sheets})
        self.before = self.read()

    def read(self, *mappings: ReportMapping, **options: Any) -> ImportedReport:
        report = import_report(self.path, catalogue(), ImportOptions(mappings=mappings, **options))
        check_accounting(report)
        return report

    @property
    def mapping(self) -> ReportMapping:
        assert self.before.mapping is not None
        return self.before.mapping

    def corrected(self, correct: Correct) -> ImportedReport:
        return self.read(correct(self.mapping))


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Report]:
    return lambda sheets, name="Acme.xlsx": Report(tmp_path / name, sheets)


def values(report: ImportedReport, item: str) -> list[float]:
    own = report.stated[report.stated["item"] == item]
    return [round(float(value), 6) for value in own["value"]]


def said(report: ImportedReport) -> str:
    return " ".join(f.message for f in report.findings if f.code == "mapping-not-followed")


def test_a_row_gets_the_meaning_that_the_user_gives_it(make: Callable[..., Report]) -> None:
    report = make(SUMMARY)
    assert values(report.before, "csat") == []
    after = report.corrected(lambda m: correcting.set_item(m, "KPIs", "A1:C4", "3", meaning="csat"))
    assert values(after, "csat") == [0.91, 0.92]
    assert values(after, "fcr") == values(report.before, "fcr") == [0.81, 0.82]
    assert after.mapping is not None
    item = after.mapping.tables[0].item("3")
    assert item is not None
    assert (item.meaning, item.said_by) == ("csat", SaidBy.USER)
    assert "mapping-followed" in codes(after)


def test_the_correction_lasts_when_the_new_mapping_is_used(make: Callable[..., Report]) -> None:
    report = make(SUMMARY)
    once = report.corrected(lambda m: correcting.set_item(m, "KPIs", "A1:C4", "3", meaning="csat"))
    assert once.mapping is not None
    twice = report.read(once.mapping)
    assert twice.mapping == once.mapping
    assert values(twice, "csat") == [0.91, 0.92]


def test_a_row_is_set_aside(make: Callable[..., Report]) -> None:
    after = make(SUMMARY).corrected(
        lambda m: correcting.set_item(m, "KPIs", "A1:C4", "2", meaning="")
    )
    assert values(after, "fcr") == []
    assert values(after, "aht") == [312.0, 318.0]


def test_a_unit_is_followed(make: Callable[..., Report]) -> None:
    after = make(SUMMARY).corrected(
        lambda m: correcting.set_item(m, "KPIs", "A1:C4", "4", unit="minutes")
    )
    assert values(after, "aht") == [312 * 60.0, 318 * 60.0]


def test_a_said_unit_comes_before_the_unit_column(make: Callable[..., Report]) -> None:
    rows = [["KPI", "Unit", "Jan 2026"], ["AHT", "sec", 5.2], ["FCR", "%", 81]]
    report = make(rows)
    after = report.corrected(lambda m: correcting.set_item(m, "KPIs", "A1:C3", "2", unit="minutes"))
    assert values(after, "aht") == [312.0]


def test_a_variant_and_a_currency_are_followed(make: Callable[..., Report]) -> None:
    rows = [
        ["Month", "CSAT", "Cost per contact"],
        ["2026-01", 87, 3.5],
        ["2026-02", 88, 3.6],
    ]
    report = make(rows)

    def correct(mapping: ReportMapping) -> ReportMapping:
        mapping = correcting.set_item(mapping, "KPIs", "A1:C3", "B", variant="top_two_box")
        return correcting.set_item(mapping, "KPIs", "A1:C3", "C", currency="EUR")

    after = report.corrected(correct)
    csat = after.stated[after.stated["item"] == "csat"]
    cost = after.stated[after.stated["item"] == "cost_per_contact"]
    assert list(csat["variant"]) == ["top_two_box"] * 2
    assert list(cost["currency"]) == ["EUR"] * 2


def test_a_column_gets_period_segment_and_vendor(make: Callable[..., Report]) -> None:
    rows = [["KPI", "This month", "The other one"], ["FCR %", 81, 71], ["CSAT %", 91, 92]]
    report = make(rows)

    def correct(mapping: ReportMapping) -> ReportMapping:
        place = ("KPIs", "A1:C3")
        mapping = correcting.set_layout(mapping, *place, "wide")
        mapping = correcting.set_item(
            mapping, *place, "B", meaning="value", period="2026-01", segment="Voice"
        )
        return correcting.set_item(
            mapping, *place, "C", meaning="value", period="2026-02", vendor="Beta"
        )

    after = report.corrected(correct)
    fcr = after.stated[after.stated["item"] == "fcr"].sort_values("period")
    assert list(fcr["value"].round(4)) == [0.81, 0.71]
    assert list(fcr["period"]) == ["2026-01", "2026-02"]
    assert list(fcr["segment"]) == ["Voice", None]
    assert list(fcr["vendor"]) == ["Acme", "Beta"]


def test_the_column_of_names_is_said(make: Callable[..., Report]) -> None:
    rows = [
        ["Alpha", "Beta", "Jan 2026"],
        ["aaa", "Fixed first time", 81],
        ["bbb", "Smile factor", 91],
    ]
    report = make(rows)
    assert report.before.stated.empty

    def correct(mapping: ReportMapping) -> ReportMapping:
        place = ("KPIs", "A1:C3")
        mapping = correcting.set_layout(mapping, *place, "wide")
        mapping = correcting.set_item(mapping, *place, "B", meaning="label")
        return correcting.set_item(mapping, *place, "A", meaning="")

    first = report.corrected(correct)
    assert first.mapping is not None
    place = ("KPIs", "A1:C3")
    labels = {item.heading: item.place for item in first.mapping.tables[0].rows}
    assert set(labels) == {"Fixed first time", "Smile factor"}
    named = correcting.set_item(first.mapping, *place, labels["Fixed first time"], meaning="fcr")
    named = correcting.set_item(named, *place, labels["Smile factor"], meaning="csat")
    after = report.read(named)
    assert values(after, "fcr") == [0.81]
    assert values(after, "csat") == [0.91]


def test_a_table_of_its_own_vendor_period_and_segment(make: Callable[..., Report]) -> None:
    rows = [["KPI", "Target", "Actual"], ["FCR %", 80, 81], ["CSAT %", 90, 91]]

    def correct(mapping: ReportMapping) -> ReportMapping:
        mapping = correcting.set_vendor(mapping, "KPIs", "A1:C3", "Brava")
        mapping = correcting.set_period(mapping, "KPIs", "A1:C3", "2026-03")
        return correcting.set_segment(mapping, "KPIs", "A1:C3", "Chat")

    after = make(rows).corrected(correct)
    assert after.vendors == ("Brava",)
    assert set(after.stated["period"]) == {"2026-03"}
    assert set(after.stated["segment"]) == {"Chat"}
    table = after.sheets[0].tables[0]
    assert (table.vendor, table.period, table.segment) == ("Brava", "2026-03", "Chat")


def test_a_table_is_set_aside_and_taken_back(make: Callable[..., Report]) -> None:
    report = make(SUMMARY)
    away = report.corrected(lambda m: correcting.set_aside(m, "KPIs", "A1:C4"))
    assert layouts(away) == ["other"]
    assert away.stated.empty
    assert "table-set-aside" in codes(away)
    assert away.mapping is not None
    back = report.read(correcting.set_layout(away.mapping, "KPIs", "A1:C4", "wide"))
    assert values(back, "fcr") == [0.81, 0.82]


def test_a_log_is_read_as_a_summary_only_if_said(make: Callable[..., Report]) -> None:
    report = make(LOG)
    assert layouts(report.before) == ["log"]
    after = report.corrected(lambda m: correcting.set_layout(m, "KPIs", "A1:E21", "transposed"))
    assert layouts(after) == ["transposed"]
    assert not after.records


def test_columns_of_a_log(make: Callable[..., Report]) -> None:
    report = make(LOG)
    place = ("KPIs", "A1:E21")

    def correct(mapping: ReportMapping) -> ReportMapping:
        mapping = correcting.set_item(mapping, *place, "D", meaning="handle_time", unit="minutes")
        mapping = correcting.set_item(mapping, *place, "E", meaning="csat_score")
        return correcting.set_item(mapping, *place, "C", meaning="")

    after = report.corrected(correct)
    (table,) = after.records
    assert table.columns["handle_time"] == ("D",)
    assert table.frame["handle_time"].iloc[0] == 4 * 60.0
    assert list(table.frame["csat_score"][:3]) == [1.0, 2.0, 3.0]
    assert "C" not in {letter for group in table.columns.values() for letter in group}


def test_a_kpi_is_no_column_of_a_log(make: Callable[..., Report]) -> None:
    after = make(LOG).corrected(
        lambda m: correcting.set_item(m, "KPIs", "A1:E21", "E", meaning="csat")
    )
    (finding,) = (f for f in after.findings if f.code == "choice-not-followed")
    assert "csat is a KPI" in finding.message
    assert finding.cells == "E"


def test_two_columns_for_one_field_of_a_log(make: Callable[..., Report]) -> None:
    def correct(mapping: ReportMapping) -> ReportMapping:
        mapping = correcting.set_item(mapping, "KPIs", "A1:E21", "D", meaning="csat_score")
        return correcting.set_item(mapping, "KPIs", "A1:E21", "E", meaning="csat_score")

    after = make(LOG).corrected(correct)
    (table,) = after.records
    assert table.columns["csat_score"] == ("D",)
    assert "choice-not-followed" in codes(after)


def test_header_rows_are_followed(make: Callable[..., Report]) -> None:
    rows = [
        ["KPI", "Voice", "Chat"],
        [None, "Jan 2026", "Jan 2026"],
        ["FCR %", 81, 71],
        ["CSAT %", 91, 92],
    ]
    report = make(rows)
    table = report.mapping.tables[0]
    for count in (1, 2):
        after = report.read(correcting.set_header_rows(report.mapping, "KPIs", table.cells, count))
        assert after.mapping is not None
        assert after.mapping.tables[0].header_rows == count
    assert set(after.stated["segment"]) == {"Voice", "Chat"}
    assert set(after.stated["period"]) == {"2026-01"}


def test_a_table_moves_to_other_cells(make: Callable[..., Report]) -> None:
    rows = [
        ["KPI", "Jan 2026", "Feb 2026"],
        ["FCR %", 81, 82],
        ["CSAT %", 91, 92],
        ["Simulated FCR", 12, 13],
        ["Simulated CSAT", 14, 15],
    ]
    report = make(rows)
    assert report.mapping.tables[0].cells == "A1:C5"
    after = report.corrected(lambda m: correcting.set_table_cells(m, "KPIs", "A1:C5", "A1:C3"))
    assert [table.cells for sheet in after.sheets for table in sheet.tables] == ["A1:C3"]
    assert sorted(values(after, "fcr") + values(after, "csat")) == [0.81, 0.82, 0.91, 0.92]
    account = after.sheets[0].accounting
    assert account.note == 6  # what is in no table any more is still accounted for
    assert after.mapping is not None
    again = report.read(after.mapping)
    assert [table.cells for sheet in again.sheets for table in sheet.tables] == ["A1:C3"]


def test_a_table_is_split_in_two(make: Callable[..., Report]) -> None:
    rows = [
        ["KPI", "Jan 2026", "Feb 2026"],
        ["FCR %", 81, 82],
        ["KPI", "Mar 2026", "Apr 2026"],
        ["FCR %", 83, 84],
    ]
    report = make(rows)

    def correct(mapping: ReportMapping) -> ReportMapping:
        first = mapping.tables[0].cells
        mapping = replace(mapping, tables=mapping.tables[:1])
        mapping = correcting.set_table_cells(mapping, "KPIs", first, "A1:C2")
        mapping = correcting.set_layout(mapping, "KPIs", "A1:C2", "wide")
        return correcting.add_table(mapping, "KPIs", "A3:C4", "wide")

    after = report.corrected(correct)
    assert [table.cells for sheet in after.sheets for table in sheet.tables] == [
        "A1:C2",
        "A3:C4",
    ]
    assert sorted(values(after, "fcr")) == [0.81, 0.82, 0.83, 0.84]


def test_the_vendor_of_the_report(make: Callable[..., Report]) -> None:
    report = make(SUMMARY)
    after = report.corrected(lambda m: correcting.set_report_vendor(m, "Brava"))
    assert after.vendor == "Brava"
    assert after.mapping is not None
    assert after.mapping.vendor_said_by is SaidBy.USER
    given = report.read(after.mapping, vendors={str(report.path): "Cedar"})
    assert given.vendor == "Cedar"  # said for this import


def test_a_single_choice_comes_over_the_mapping(make: Callable[..., Report]) -> None:
    report = make(SUMMARY)
    mapping = correcting.set_item(report.mapping, "KPIs", "A1:C4", "3", meaning="csat")
    after = report.read(mapping, choices=(FieldChoice("qa_score", "Happy index"),))
    assert values(after, "qa_score") == [0.91, 0.92]
    assert values(after, "csat") == []


def test_an_id_that_is_a_field_and_a_kpi_means_the_kpi_in_a_summary(
    make: Callable[..., Report],
) -> None:
    report = make([["KPI", "Jan 2026"], ["Punctual", 95], ["FCR %", 81]])
    after = report.corrected(
        lambda m: correcting.set_item(m, "KPIs", "A1:B3", "2", meaning="on_time")
    )
    assert values(after, "on_time") == [0.95]


def test_what_is_said_comes_over_values_that_do_not_fit(make: Callable[..., Report]) -> None:
    report = make([["KPI", "Jan 2026", "Feb 2026"], ["FCR %", 81, 82], ["Mood", "blue", "green"]])
    after = report.corrected(lambda m: correcting.set_item(m, "KPIs", "A1:C3", "3", meaning="csat"))
    assert "cell-not-readable" in codes(after)
    assert values(after, "csat") == []


@pytest.mark.parametrize(
    ("correction", "told"),
    [
        ({"meaning": "smiles"}, "no field or KPI 'smiles'"),
        ({"meaning": "csat", "variant": "of_cats"}, "no variant 'of_cats'"),
        ({"unit": "parsecs"}, "no unit 'parsecs'"),
        ({"currency": "XXQ"}, "no currency 'XXQ'"),
    ],
)
def test_what_the_catalogue_does_not_know_is_told(
    make: Callable[..., Report], correction: dict[str, str], told: str
) -> None:
    after = make(SUMMARY).corrected(
        lambda m: correcting.set_item(m, "KPIs", "A1:C4", "3", **correction)
    )
    assert told in said(after)
    assert "Happy index" in said(after)


def test_a_label_that_is_not_there_is_told(make: Callable[..., Report]) -> None:
    report = make(SUMMARY)
    table = report.mapping.tables[0]
    item = replace(table.rows[0], heading="Gone label", said_by=SaidBy.USER, place="9")
    mapping = report.mapping.with_table(replace(table, rows=(*table.rows, item)))
    after = report.read(mapping)
    assert "Gone label" in said(after)


def test_a_table_that_is_not_on_the_sheet_is_told(make: Callable[..., Report]) -> None:
    report = make(SUMMARY)
    mapping = correcting.add_table(report.mapping, "Nowhere", "X90:Z99", "wide")
    after = report.read(mapping)
    assert "X90:Z99 on 'Nowhere'" in said(after)
    severities = [f.severity for f in after.findings if f.code == "mapping-not-followed"]
    assert severities == [Severity.WARNING]


def test_a_mapping_without_corrections_changes_nothing(make: Callable[..., Report]) -> None:
    report = make({"KPIs": SUMMARY, "Log": LOG})
    after = report.read(report.mapping)
    assert after.mapping == report.mapping
    assert after.findings == report.before.findings
    assert after.stated.equals(report.before.stated)


def test_a_hand_written_mapping_names_its_file_only(make: Callable[..., Report]) -> None:
    report = make(SUMMARY)
    mapping = correcting.set_item(report.mapping, "KPIs", "A1:C4", "3", meaning="csat")
    after = report.read(replace(mapping, sha256=""))
    assert values(after, "csat") == [0.91, 0.92]
    assert after.mapping is not None
    item = after.mapping.tables[0].item("3")
    assert item is not None
    assert item.said_by is SaidBy.USER
