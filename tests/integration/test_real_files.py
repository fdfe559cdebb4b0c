"""Real files, from bytes to records and stated values; figures from outside of this program."""

import csv
import statistics
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import FieldChoice, ImportedReport, ImportOptions
from tests.helpers.shared import shared_file
from tests.helpers.workbooks import catalogue, check_accounting, codes, layouts

FILES = (
    "tickets_sla/Call Center.xlsx",
    "call_centres_multi_site/Call Centre.xlsx",
    "call_report_workbook/Call Center.xlsx",
    "call_stats_by_rep/Call Center Data.csv",
    "nhs_ae_monthly/Monthly-AE-August-2024.csv",
    "rail_key_statistics/table-2200_key_statistics_by_operator.ods",
    "rail_quarterly/Extracted Quarterly Op Data XL.xlsx",
    "telecom_ratings/MyCall_Data_November_2019.csv",
    "translation_quality/mqm_newstest2021_ende.avg_seg_scores.tsv",
    "messy_header_xls/deaths.xls",
)


def rows_of(name: str) -> list[list[Any]]:
    """Return the first sheet's rows below the heading, by a library the reading does not use."""
    return CalamineWorkbook.from_path(shared_file(name)).get_sheet_by_index(0).to_python()[1:]


def read(name: str, *choices: FieldChoice) -> ImportedReport:
    return import_report(shared_file(name), catalogue(), ImportOptions(choices=choices))


@pytest.mark.parametrize("name", FILES)
def test_every_cell_of_every_file_is_accounted_for(name: str) -> None:
    report = read(name)
    assert report.sheets
    check_accounting(report)
    assert report.usable != ("nothing-usable" in codes(report))


def test_cells_are_counted_as_the_file_has_them() -> None:
    name = "tickets_sla/Call Center.xlsx"
    filled = sum(value != "" for row in rows_of(name) for value in row)
    account = read(name).sheets[0].accounting
    assert account.cells == filled + account.heading
    assert account.set_aside == 0


def test_tickets_are_a_log_with_units_from_the_heading() -> None:
    name = "tickets_sla/Call Center.xlsx"
    report = read(name)
    frame = report.records[0].frame
    rows = rows_of(name)
    assert layouts(report) == ["log"]
    assert len(frame) == len(rows) == 2000
    assert frame["resolution_time"].sum() == sum(row[3] for row in rows) * 86_400
    assert frame["sla_met"].sum() == sum(row[4] == "Yes" for row in rows)
    assert frame["csat_score"].mean() == pytest.approx(statistics.mean(row[8] for row in rows))
    assert report.records[0].scales["csat_score"] == (1.0, 5.0)


def test_a_region_of_tickets_can_be_the_vendor() -> None:
    report = read("tickets_sla/Call Center.xlsx", FieldChoice("vendor", "Region"))
    assert "South America" in report.vendors
    assert len(report.vendors) > 2


def test_call_centres_name_their_vendors_in_a_column() -> None:
    name = "call_centres_multi_site/Call Centre.xlsx"
    report = read(name)
    times: dict[str, list[float]] = defaultdict(list)
    for row in rows_of(name):
        times[row[8]].append(row[7] * 60.0)
    frame = report.records[0].frame
    found = frame.groupby("vendor", observed=True)["response_time"].mean()
    assert found.to_dict() == pytest.approx(
        {vendor: statistics.mean(values) for vendor, values in times.items()}
    )
    assert len(report.records) == 1
    assert len(report.stated) == 0
    assert "pivot-of-data" in codes(report)


def test_a_log_beside_a_lookup_table_and_pivots() -> None:
    report = read("call_report_workbook/Call Center.xlsx")
    assert len(report.records) == 1
    frame = report.records[0].frame
    assert len(frame) == 1000
    # The workbook's own pivot: 89,850 in all, mean rating 3.8854, 189 calls of R01.
    assert frame["csat_score"].mean() == pytest.approx(3.8854)
    assert (frame["agent_id"].astype(str) == "R01").sum() == 189
    assert frame["purchase_value"].sum() == 96_623
    assert "unit-assumed" in codes(report)
    assert len(report.stated) == 0


def test_daily_rows_of_representatives_are_observations() -> None:
    name = "call_stats_by_rep/Call Center Data.csv"
    report = read(name, FieldChoice("vendor", "Sales Rep"))
    with shared_file(name).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert layouts(report) == ["transposed"]
    assert set(report.vendors) == {row["Sales Rep"] for row in rows}
    assert report.stated["context"].nunique() == len(rows) == 1251
    answered = report.stated[report.stated["item"] == "answered_count"]
    expected: Counter[str] = Counter()
    for row in rows:
        expected[row["Sales Rep"]] += int(row["Answered Calls"])
    assert answered.groupby("vendor")["value"].sum().to_dict() == dict(expected)
    rate = report.stated[report.stated["item"] == "answer_rate"]["value"]
    assert rate.iloc[0] == pytest.approx(0.9401)


def test_hospitals_are_vendors_and_their_total_row_is_left_out() -> None:
    name = "nhs_ae_monthly/Monthly-AE-August-2024.csv"
    report = read(name)
    with shared_file(name).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    total = next(row for row in rows if row["Period"] == "TOTAL")
    assert len(report.vendors) == len(rows) - 1 == 198
    assert set(report.stated["period"]) == {"2024-08"}
    sums = report.stated.groupby("item")["value"].sum()
    over = sum(int(total[key]) for key in total if key.startswith("Attendances over 4hrs"))
    arrived = sum(int(total[key]) for key in total if key.startswith("A&E attendances"))
    assert sums["over_sla_count"] == over
    assert sums["contact_count"] == arrived
    assert report.sheets[0].accounting.total == 22
    assert "total-differs" not in codes(report)


def test_rail_tables_stacked_on_a_sheet() -> None:
    report = read("rail_key_statistics/table-2200_key_statistics_by_operator.ods")
    assert len(report.vendors) == 24
    on_time = report.stated[report.stated["item"] == "on_time"].set_index(["vendor", "period"])
    year = "2018-04-01/2019-03-31"
    assert on_time["value"]["Avanti West Coast", year] == pytest.approx(0.46657664125443)
    assert "Lumo" in report.vendors
    cancelled = report.stated[report.stated["item"] == "cancellation_rate"]
    assert cancelled["value"].between(0, 1).all()


def test_rail_quarters_wide_and_long() -> None:
    report = read("rail_quarterly/Extracted Quarterly Op Data XL.xlsx")
    assert layouts(report) == ["wide", "other", "wide", "transposed"]
    values = report.stated.set_index(["item", "vendor", "period"])["value"]
    assert values["journeys_count", "c2c", "2011-Q2"] == pytest.approx(8_726_898.73)
    assert values["planned_count", "Avanti West Coast", "2019-Q2"] == 25_267


def test_ratings_of_operators() -> None:
    name = "telecom_ratings/MyCall_Data_November_2019.csv"
    report = read(name)
    with shared_file(name).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    frame = report.records[0].frame
    assert len(frame) == len(rows)
    ratings: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        ratings[row["Operator"]].append(int(row["Rating"]))
    found = frame.groupby("vendor", observed=True)["csat_score"].mean()
    assert found.to_dict() == pytest.approx(
        {vendor: statistics.mean(values) for vendor, values in ratings.items()}
    )
    assert report.records[0].scales["csat_score"] == (1.0, 5.0)
    dropped = sum(row["Call Drop Category"] == "Call Dropped" for row in rows)
    assert frame["dropped"].sum() == dropped


def test_translation_systems_with_unscored_segments() -> None:
    name = "translation_quality/mqm_newstest2021_ende.avg_seg_scores.tsv"
    report = read(name)
    lines = [line.split() for line in shared_file(name).read_text().splitlines()[1:]]
    frame = report.records[0].frame
    assert len(frame) == len(lines) == 17_034
    scored = [line for line in lines if line[1] != "None"]
    assert frame["mqm_penalty"].notna().sum() == len(scored)
    assert set(report.vendors) == {line[0] for line in lines}
    assert "cell-not-readable" not in codes(report)


def test_a_file_without_anything_measurable_says_so() -> None:
    report = read("messy_header_xls/deaths.xls")
    assert not report.usable
    assert report.failed
    assert {sheet.sheet for sheet in report.sheets} == {"arts", "other"}
    assert {"table-not-measurable", "nothing-usable"} <= codes(report)


def test_a_file_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    report = import_report(tmp_path / "gone.xlsx", catalogue())
    assert codes(report) == {"file-unreadable"}
    assert report.failed
