"""Units of machines, halves of years, limits under any name, and shares beside their counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.finding import Severity
from desktop_app.importing.report import ImportedReport
from desktop_app.importing.year_pairs import year_pairs
from tests.helpers.workbooks import Rows, import_rows


def _asked(report: ImportedReport) -> str:
    return " ".join(f.message for f in report.findings if f.severity is Severity.QUESTION)


def test_times_and_rates_of_machines_are_asked_about(tmp_path: Path) -> None:
    rows: Rows = [
        ["vendor_name", "metric_name", "target_value", "current_value", "measurement_unit"],
        ["Acme", "Resolution Time", 50, 62, "milliseconds"],
        ["Boreal", "Throughput", 9000, 9200, "requests_per_sec"],
        ["Cirrus", "First Response Time", 30, 28, "minutes"],
    ]
    report = import_rows(tmp_path, rows)
    assert report.stated["item"].tolist() == ["response_time"]
    assert "Resolution Time" in _asked(report)
    assert "Throughput" in _asked(report)


def test_times_of_calls_in_milliseconds_stay(tmp_path: Path) -> None:
    rows: Rows = [["Month", "AHT (ms)"], ["Jan 2025", 301000], ["Feb 2025", 299000]]
    assert import_rows(tmp_path, rows).stated["value"].tolist() == [301, 299]


def test_year_and_half_alone_are_half_years(tmp_path: Path) -> None:
    rows: Rows = [["VIGENCIA", "SOLICITUDES"]]
    rows += [["2018-1", 7687], ["2017-2", 7480], ["2017-1", 8305], ["2016-2", 9141]]
    stated = import_rows(tmp_path, rows).stated
    assert stated["period"].tolist()[0] == "2018-01-01/2018-06-30"
    assert stated["period"].tolist()[1] == "2017-07-01/2017-12-31"
    assert stated["segment"].isna().all()


@pytest.mark.parametrize(
    "values",
    [
        ["2018-1", "2018-2"],  # January and February
        ["2018-1", "2018-2", "2018-3", "2019-1"],
        ["2016-1", "2017-1", "2018-1"],
    ],
)
def test_what_may_be_months_or_quarters_is_no_half_year(values: list[str]) -> None:
    assert year_pairs(values) == {}


def test_roman_halves_are_half_years() -> None:
    assert year_pairs(["2018-I", "2017-II", "2017-I"])["2017-II"] == "H2 2017"


def test_limits_below_any_name_are_targets(tmp_path: Path) -> None:
    rows: Rows = [
        ["Performance Area", 2005, 2006, "Baseline"],
        ["% calls not answered in 20 seconds", 14.1, 17.98, "<=25%"],
        ["Overall satisfaction", 91.6, 88.4, ">=80%"],
        ["System reliability", 1.5, 1.8, "<=1.7"],
        ["Lost time severity", 2.56, 67.12, "<=37"],
    ]
    stated = import_rows(tmp_path, rows).stated
    csat = stated[stated["item"] == "csat"]
    assert csat["value"].tolist() == pytest.approx([0.916, 0.884])
    assert csat["target"].tolist() == pytest.approx([0.8, 0.8])
    assert "service_level" not in set(stated["item"])


def test_percentages_are_named_by_the_count_beside_them(tmp_path: Path) -> None:
    rows: Rows = [
        ["Year", "Number of invoices paid in 30 days", "Percentage"],
        [2018, 17382, 0.94],
        [2019, 17583, 0.93],
    ]
    stated = import_rows(tmp_path, rows).stated
    shares = stated[stated["item"] == "sla_compliance"]
    assert shares["value"].tolist() == [0.94, 0.93]
    assert shares["cell"].tolist() == ["C2", "C3"]


def test_names_headed_again_below_a_remark_are_another_table(tmp_path: Path) -> None:
    rows: Rows = [
        ["Bezirk", "gestellte Anträge 2012", "bearbeitete Anträge 2012"],
        ["Mitte", 7174, 7381],
        ["Pankow", 8273, 8631],
        ["Spandau", 4843, 4819],
        ["Antwort zu 3: Die Auflistung nach Bezirken kann der Tabelle entnommen werden.", None],
        ["Bezirk", "eingegangene Widersprüche 2012"],
        ["Mitte", 391],
        ["Pankow", 490],
        ["Spandau", 186],
    ]
    report = import_rows(tmp_path, rows)
    codes = {finding.code for finding in report.findings}
    assert "cell-not-readable" not in codes
    assert "counts-added" in codes


def test_nobody_left_a_log_that_names_nobody(tmp_path: Path) -> None:
    rows: Rows = [["livraison_id", "transporteur_nom", "date_depart", "statut"]]
    rows += [
        [f"LIV-{n:04}", "Atlas" if n % 2 else "Sahara", f"2024-05-{n:02}", "Livré"]
        for n in range(1, 13)
    ]
    report = import_rows(tmp_path, rows)
    (records,) = report.records
    assert "left_at" not in records.frame.columns
    assert set(report.vendors) == {"Atlas", "Sahara"}


def test_a_word_that_ends_like_a_second_is_no_unit(tmp_path: Path) -> None:
    rows: Rows = [
        ["KPI", "Jan 2025", "Feb 2025", "Mar 2025"],
        ["Complaints as % of contacts", "0.4%", "0.5%", "0.3%"],
        ["Abandonment rate", "4%", "5%", "3%"],
    ]
    report = import_rows(tmp_path, rows)
    assert "complaint_rate" in set(report.stated["item"])
