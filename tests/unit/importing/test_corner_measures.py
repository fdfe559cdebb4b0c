"""A measure that stands in the corner of a table, over the names of its rows."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.helpers.workbooks import Rows, import_rows


def _time(minutes: int, seconds: int = 0) -> dt.timedelta:
    return dt.timedelta(minutes=minutes, seconds=seconds)


def test_vendors_down_and_months_across(tmp_path: Path) -> None:
    rows: Rows = [["CSAT %", "Jan 2025", "Feb 2025"], ["Acme", 0.91, 0.9], ["Borealis", 0.8, 0.82]]
    report = import_rows(tmp_path, rows, name="kpis.xlsx")
    assert report.vendors == ("Acme", "Borealis")
    assert report.stated["item"].unique().tolist() == ["csat"]
    assert report.stated["value"].tolist() == [0.91, 0.9, 0.8, 0.82]
    assert "vendor-or-part" in {finding.code for finding in report.findings}


def test_months_down_and_sites_across(tmp_path: Path) -> None:
    rows: Rows = [
        ["Average handle time", "Cebu", "Pune"],
        ["Jan 2025", _time(5, 1), _time(5, 3)],
        ["Feb 2025", _time(4, 1), _time(4, 3)],
    ]
    report = import_rows(tmp_path, rows)
    assert report.stated["segment"].tolist() == ["Cebu", "Pune"] * 2
    assert report.stated["value"].tolist() == [301, 303, 241, 243]


def test_years_below_parts_of_the_work_beside_what_changed(tmp_path: Path) -> None:
    rows: Rows = [
        ["Average response time", "Category 1", None, "Category 2", None, "Change 2023-2024", None],
        ["Local authority", 2023, 2024, 2023, 2024, "Category 1", "Category 2"],
        ["South West", None, None, None, None, None, None],
        ["Bath", _time(6), _time(7), _time(26), _time(25), 0.16, -0.04],
        ["Bristol", _time(5), _time(6), _time(22), _time(21), 0.2, -0.05],
    ]
    report = import_rows(tmp_path, rows)
    assert set(report.stated["item"]) == {"response_time"}
    assert len(report.stated) == 8
    told = report.stated[report.stated["segment"].str.contains("Bath")]
    assert told["value"].tolist() == [360, 420, 1560, 1500]
    assert told["period"].tolist() == ["2023", "2024"] * 2


def test_few_names_that_differ_are_no_flags_and_one_may_speak_of_work(tmp_path: Path) -> None:
    rows: Rows = [
        ["Calls answered", "2022-23", "2023-24", "2024-25 YTD"],
        ["Child Benefit", 1_377_817, 1_017_140, 833_880],
        ["National Insurance", 1_242_943, 1_097_036, 682_058],
        ["Credits Payment Helpline", 1_587_633, 1_147_483, 109_086],
    ]
    report = import_rows(tmp_path, rows, "Ardea.xlsx")
    assert set(report.stated["item"]) == {"answered_count"}
    names = set(report.stated["vendor"]) | set(report.stated["segment"])
    assert names >= {row[0] for row in rows[1:]}
    assert set(report.stated["period"]) == {
        f"{year}-04-01/{year + 1}-03-31" for year in (2022, 2023, 2024)
    }
    assert not [finding for finding in report.findings if finding.code.startswith("total")]
