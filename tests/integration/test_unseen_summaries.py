"""Summaries as vendors send them, each laid out another way: figures, vendors and origins."""

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop_app.domain.finding import Severity
from desktop_app.domain.period import Grain
from desktop_app.domain.records import Evidence
from desktop_app.importing.report import ImportedReport
from desktop_app.kpi.measure import measure
from tests.helpers.workbooks import Rows, catalogue, check_accounting, codes, import_rows, layouts

Key = tuple[str, str, str | None, str | None]
MONTHS = ("2026-01", "2026-02", "2026-03")


def measured(report: ImportedReport, by: Grain = Grain.MONTH) -> dict[Key, float]:
    """Return figures by vendor, KPI, period and segment, as stated where there are several."""
    frame = measure(Evidence(list(report.records), report.stated), catalogue(), by, "channel").frame
    plain = frame.astype(object).where(frame.notna(), None)
    return {
        (row["vendor"], row["kpi"], row["period"], row["segment"]): row["value"]
        for row in sorted(plain.to_dict("records"), key=lambda row: row["basis"] != "derived")
    }


def asked(report: ImportedReport) -> list[str]:
    return [f.message for f in report.findings if f.severity is not Severity.INFO]


def check_origins(path: Path, report: ImportedReport) -> None:
    """Assert that every stated value's cell holds its number, whatever the unit."""
    book = openpyxl.load_workbook(path)
    for row in report.stated.to_dict("records"):
        said = book[row["sheet"]][row["cell"]].value
        assert said is not None
        if isinstance(said, int | float):
            factors = (1, 0.01, 60, 3600, 86_400, 1000, 100_000)
            assert any(said * f == pytest.approx(row["value"]) for f in factors), row["cell"]


def read(folder: Path, rows: Any, name: str) -> ImportedReport:
    report = import_rows(folder, rows, name)
    check_accounting(report)
    check_origins(folder / name, report)
    return report


def test_vendors_stand_over_the_same_kpis(tmp_path: Path) -> None:
    rows: Rows = [
        ["Vendor comparison 2026"],
        [],
        ["", "Alpha BPO", None, None, "Zenith Care", None, None],
        ["Month", "CSAT %", "FCR %", "AHT (sec)", "CSAT %", "FCR %", "AHT (sec)"],
        ["Jan 2026", 90.2, 71.4, 272, 76.9, 82.2, 348],
        ["Feb 2026", 79.6, 68.2, 353, 93.7, 71.9, 301],
        ["Average", 84.9, 69.8, 312.5, 85.3, 77.05, 324.5],
    ]
    report = read(tmp_path, rows, "comparison_vendors.xlsx")
    found = measured(report)
    assert set(report.vendors) == {"Alpha BPO", "Zenith Care"}
    assert found["Alpha BPO", "csat", "2026-01", None] == pytest.approx(0.902)
    assert found["Zenith Care", "fcr", "2026-02", None] == pytest.approx(0.719)
    assert found["Zenith Care", "aht", "2026-02", None] == 301


def test_channels_stand_over_the_same_kpis_and_pool_by_volume(tmp_path: Path) -> None:
    rows: Rows = [
        ["Orion Desk – channel report"],
        ["", "Voice", None, None, "Chat", None, None],
        ["Month", "Volume", "AHT (sec)", "CSAT %", "Volume", "AHT (sec)", "CSAT %"],
        ["Jan-26", 8000, 300, 88, 2000, 500, 92],
        ["Feb-26", 7000, 310, 87, 2500, 480, 93],
    ]
    found = measured(read(tmp_path, rows, "Orion Desk channel report.xlsx"))
    assert found["Orion Desk", "aht", "2026-01", "Chat"] == 500
    assert found["Orion Desk", "csat", "2026-02", "Voice"] == pytest.approx(0.87)
    assert found["Orion Desk", "aht", "2026-01", None] == pytest.approx(340.0)


def test_targets_stand_beside_actuals_under_each_month(tmp_path: Path) -> None:
    rows: Rows = [
        ["Bramble BPO"],
        ["KPI", "January 2026", None, "February 2026", None],
        [None, "Target", "Actual", "Target", "Actual"],
        ["CSAT (%)", 85, 89.8, 86, 88.3],
        ["AHT (sec)", 300, 326, 300, 278],
    ]
    report = read(tmp_path, rows, "Bramble.xlsx")
    found = measured(report)
    assert found["Bramble BPO", "csat", "2026-01", None] == pytest.approx(0.898)
    assert found["Bramble BPO", "aht", "2026-02", None] == 278
    targets = report.stated.set_index("cell")["target"]
    assert targets["C4"] == pytest.approx(0.85)
    assert targets["E4"] == pytest.approx(0.86)
    assert not asked(report)


def test_each_vendor_has_a_sheet_of_months(tmp_path: Path) -> None:
    heading = ["KPI", "Jan-26", "Feb-26", "Mar-26"]
    sheets = {
        name: [heading, ["CSAT", *csat], ["AHT (seconds)", *aht]]
        for name, csat, aht in (
            ("Meridian", (0.81, 0.82, 0.83), (265, 270, 275)),
            ("Halcyon", (0.91, 0.92, 0.93), (341, 332, 325)),
        )
    }
    report = read(tmp_path, sheets, "all vendors Q1 2026.xlsx")
    found = measured(report)
    assert set(report.vendors) == {"Meridian", "Halcyon"}
    assert [found["Halcyon", "csat", m, None] for m in MONTHS] == [0.91, 0.92, 0.93]
    assert [found["Meridian", "aht", m, None] for m in MONTHS] == [265, 270, 275]


@pytest.mark.parametrize(
    ("title", "name", "vendor"),
    [
        ("Helvia Services AG", "Helvia H1.xlsx", "Helvia Services AG"),
        ("Prisma Contact Center - volumes", "Prisma volumes.xlsx", "Prisma Contact Center"),
        ("Rhône Dialogue – suivi 2026", "Rhone Dialogue.xlsx", "Rhône Dialogue"),
        ("Voice of customer – Haven CX", "Haven CX VoC.xlsx", "Haven CX"),
        ("SOLARA CONNECT", "Solara Connect KPI report.xlsx", "Solara Connect"),
        ("Outsourcing dashboard 2026", "Solara Connect.xlsx", "Solara Connect"),
    ],
)
def test_a_bare_title_that_the_files_name_confirms_is_the_vendor(
    tmp_path: Path, title: str, name: str, vendor: str
) -> None:
    rows: Rows = [[title], ["KPI", "Jan 2026", "Feb 2026"], ["NPS", 20, 22], ["FCR %", 71, 73]]
    assert read(tmp_path, rows, name).vendors == (vendor,)


def test_titles_of_several_sheets_agree_on_the_vendor(tmp_path: Path) -> None:
    sheets = {
        month: [["Calypso Direct"], ["KPI", "Value"], ["CSAT", 0.8 + n / 100], ["AHT (sec)", 300]]
        for n, month in enumerate(MONTHS)
    }
    report = read(tmp_path, sheets, "Calypso Direct service reports 2026.xlsx")
    assert report.vendors == ("Calypso Direct",)
    assert measured(report)["Calypso Direct", "csat", "2026-03", None] == pytest.approx(0.82)


def test_sections_of_a_titled_report_are_segments(tmp_path: Path) -> None:
    rows: Rows = [
        ["Tideline Group – Performance by region, 2026"],
        ["KPI", "Jan", "Feb"],
        ["EMEA"],
        ["CSAT %", 85.1, 86.0],
        ["AHT sec", 300, 305],
        ["APAC"],
        ["CSAT %", 88.1, 87.0],
        ["AHT sec", 280, 285],
    ]
    report = read(tmp_path, rows, "Tideline.xlsx")
    assert report.vendors == ("Tideline Group",)
    assert measured(report)["Tideline Group", "aht", "2026-02", "APAC"] == 285


def test_units_in_a_row_of_their_own_are_no_vendors(tmp_path: Path) -> None:
    rows: Rows = [
        ["Delphi Analytics"],
        ["Month", "Accuracy", "TAT", "On-time", "Cost per hour"],
        ["", "%", "hours", "%", "INR"],
        ["Jan 2026", 98.5, 40.5, 95, 1450],
        ["Feb 2026", 98.9, 38.0, 97, 1450],
    ]
    report = read(tmp_path, rows, "Delphi Analytics.xlsx")
    found = measured(report)
    assert report.vendors == ("Delphi Analytics",)
    assert found["Delphi Analytics", "tat", "2026-01", None] == 40.5 * 3600
    assert found["Delphi Analytics", "accuracy", "2026-02", None] == pytest.approx(0.989)
    money = report.stated[report.stated["item"] == "cost_per_hour"]
    assert set(money["currency"]) == {"INR"}
    assert not asked(report)


def test_a_row_of_totals_and_averages_is_no_vendor(tmp_path: Path) -> None:
    rows: Rows = [
        ["Provider league table, May 2026"],
        ["Rank", "Vendor", "Contacts", "CSAT %", "AHT (sec)"],
        [1, "Apex", 4000, 88.0, 300],
        [2, "Brio", 2000, 85.0, 330],
        [None, "Total / Average", 6000, 86.5, 315],
    ]
    report = read(tmp_path, rows, "league table.xlsx")
    assert set(report.vendors) == {"Apex", "Brio"}
    assert report.sheets[0].accounting.total > 0


def test_total_cost_of_a_month_gives_the_cost_of_a_contact(tmp_path: Path) -> None:
    rows: Rows = [
        ["KPI", "Jan 2026", "Feb 2026"],
        ["Calls handled", "6,200", "6,050"],
        ["Total cost (USD)", "$ 24,800", "$ 24,200"],
    ]
    report = read(tmp_path, rows, "Redwood Contact KPI 2026.xlsx")
    found = measured(report, Grain.ALL)
    assert found["Redwood Contact", "cost_per_contact", None, None] == pytest.approx(4.0)
    assert not asked(report)


def test_marks_of_a_named_scale_are_no_percentages(tmp_path: Path) -> None:
    rows: Rows = [
        ["Harrow Finance KPO, June 2026"],
        ["Indicator", "Value", "Target"],
        ["Client feedback (out of 10)", 8.6, 8.5],
        ["Customer satisfaction score", "4.4/5", "4.2/5"],
    ]
    report = read(tmp_path, rows, "Harrow Finance KPO.xlsx")
    found = measured(report)
    assert found["Harrow Finance KPO", "client_feedback", "2026-06", None] == pytest.approx(0.86)
    assert found["Harrow Finance KPO", "csat", "2026-06", None] == pytest.approx(4.4)
    assert layouts(report) == ["scorecard"]
    assert "cell-not-readable" not in codes(report)


def test_sections_count_their_contacts_under_different_names(tmp_path: Path) -> None:
    rows: Rows = [
        ["Sierra Contact – monthly KPI"],
        ["KPI", "Jan-26", "Feb-26"],
        ["VOICE"],
        ["Calls answered", 8000, 8200],
        ["CSAT", "88%", "86%"],
        ["AHT (sec)", 300, 310],
        ["CHAT"],
        ["Chats handled", 2000, 2300],
        ["CSAT", "92%", "93%"],
        ["AHT (sec)", 520, 510],
    ]
    report = read(tmp_path, rows, "Sierra Contact KPIs.xlsx")
    found = measured(report)
    # (300 x 8000 + 520 x 2000) / 10000; CSAT has no count of answers, so contacts stand in.
    assert found["Sierra Contact", "aht", "2026-01", None] == pytest.approx(344.0)
    assert found["Sierra Contact", "csat", "2026-01", None] == pytest.approx(0.888)
    frame = measure(Evidence([], report.stated), catalogue(), Grain.MONTH).frame
    row = frame[(frame["kpi"] == "csat") & (frame["period"] == "2026-01")].iloc[0]
    assert "by contacts" in row["note"]
    assert row["low"] != row["low"]  # no interval: 10,000 contacts are not 10,000 answers
    assert set(row["cells"].split(",")) == {"B4:B5", "B8:B9"}


def test_a_table_with_blank_rows_and_columns_between_its_cells(tmp_path: Path) -> None:
    rows: list[list[Any]] = [[], [None, "Gable & Finch"], [], [None, "KPI", None, "Jan-26"], []]
    rows[3] += [None, "Feb-26"]
    for label, first, second in (("CSAT", 0.86, 0.91), ("FCR", 0.79, 0.78), ("AHT (s)", 307, 306)):
        rows += [[None, label, None, first, None, second], []]
    found = measured(read(tmp_path, rows, "gable finch.xlsx"))
    assert found["Gable & Finch", "csat", "2026-02", None] == 0.91
    assert found["Gable & Finch", "aht", "2026-01", None] == 307


def test_two_lists_beside_each_other_stay_apart(tmp_path: Path) -> None:
    rows: Rows = [
        ["Quality", None, None, "Efficiency", None],
        ["Month", "CSAT", None, "Month", "AHT (sec)"],
        ["Jan-26", "88%", None, "Jan-26", 300],
        ["Feb-26", "87%", None, "Feb-26", 305],
    ]
    report = read(tmp_path, rows, "Tarn Valley CX 2026.xlsx")
    assert len(layouts(report)) == 2
    assert measured(report)["Tarn Valley CX", "aht", "2026-02", None] == 305


def test_counts_named_like_rates_have_their_whole_beside_them(tmp_path: Path) -> None:
    rows: Rows = [
        ["Lattice Research KPO"],
        ["Measure", "Jan 2026", "Feb 2026"],
        ["Projects delivered", 40, 36],
        ["Delivered on time", 38, 33],
        ["Headcount", 80, 82],
        ["Qualified staff", 68, 70],
    ]
    report = read(tmp_path, rows, "Lattice Research.xlsx")
    found = measured(report)
    assert found["Lattice Research KPO", "on_time", "2026-01", None] == pytest.approx(38 / 40)
    assert found["Lattice Research KPO", "qualifications", "2026-02", None] == pytest.approx(
        70 / 82
    )
    assert "count-not-share" in codes(report)


def test_rates_in_whole_percent_stay_rates(tmp_path: Path) -> None:
    rows: Rows = [
        ["Measure", "Unit", "Jan 2026", "Feb 2026"],
        ["Projects delivered", "#", 140, 136],
        ["Delivered on time", "%", 95, 93],
    ]
    found = measured(read(tmp_path, rows, "Lattice Research.xlsx"))
    assert found["Lattice Research", "on_time", "2026-01", None] == pytest.approx(0.95)


def test_agreed_levels_under_sla_are_a_scorecard(tmp_path: Path) -> None:
    rows: Rows = [
        ["Support desk SLA – Quillon IT Services"],
        ["Month: April 2026"],
        ["SLA", "Target", "Achieved", "Met?"],
        ["P1 response < 15 min", "95%", "96.2%", "Yes"],
        ["P2 response < 1 h", "90%", "91.5%", "Yes"],
        ["Reopen rate", "<3%", "2.1%", "Yes"],
        ["Mean time to resolve (hours)", 24, 19.4, "Yes"],
        ["First response time (min)", 60, 42, "Yes"],
    ]
    report = read(tmp_path, rows, "Quillon IT Services April.xlsx")
    found = measured(report)
    assert layouts(report) == ["scorecard"]
    assert found["Quillon IT Services", "reopen_rate", "2026-04", None] == pytest.approx(0.021)
    assert found["Quillon IT Services", "response_time", "2026-04", None] == 42 * 60
    assert found["Quillon IT Services", "resolution_time", "2026-04", None] == 19.4 * 3600


def test_fiscal_quarters_are_asked_about(tmp_path: Path) -> None:
    rows: Rows = [
        ["Particulars", "Q1 FY26", "Q2 FY26"],
        ["Total cost (Rs. lakhs)", 24.5, 25.1],
        ["Calls handled", 41200, 42050],
    ]
    report = read(tmp_path, rows, "Vindhya Infoserve.xlsx")
    found = measured(report, Grain.QUARTER)
    cost = found["Vindhya Infoserve", "cost_per_contact", "2026-Q1", None]
    assert cost == pytest.approx(24.5e5 / 41200)
    assert "fiscal-year" in codes(report)


def test_agreed_levels_beside_kpis_are_targets(tmp_path: Path) -> None:
    rows: Rows = [
        ["Veritas Legal KPO | Monthly KPI pack"],
        ["", "UoM", "SLA", "Jan-26", "Feb-26", "Avg"],
        ["Quality"],
        ["Accuracy (documents)", "%", ">=98.5", 98.9, 98.2, 98.55],
        ["Error rate", "%", "<=1.5", 1.1, 1.8, 1.45],
        ["AHT", "mm:ss", "<=6:00", "5:41", "5:20", None],
        ["Turnaround time", "hrs", "<=48", 41.5, 46.2, 43.85],
    ]
    report = read(tmp_path, rows, "Veritas Legal KPO pack.xlsx")
    targets = report.stated.set_index("cell")["target"]
    assert report.stated["period"].notna().all()
    assert targets["D4"] == pytest.approx(0.985)
    assert targets["E5"] == pytest.approx(0.015)
    assert targets["D6"] == 360
    assert targets["D7"] == 48 * 3600
    assert not asked(report)


def test_cost_of_a_month_is_taken_and_cost_of_a_piece_is_asked(tmp_path: Path) -> None:
    heading = ["provider_name", "report_month", "contacts_handled", "csat_pct", "cost_usd"]
    monthly = [heading, ["acme", "2026-01", 4500, 88, 15750], ["acme", "2026-02", 4800, 87, 16320]]
    report = read(tmp_path, monthly, "monthly.xlsx")
    found = measured(report)
    assert found["acme", "cost_per_contact", "2026-01", None] == pytest.approx(3.5)
    each = [heading, ["acme", "2026-01", 4500, 88, 3.5], ["acme", "2026-02", 4800, 87, 3.4]]
    report = read(tmp_path, each, "each.xlsx")
    assert not [key for key in measured(report) if "cost" in key[1]]
    assert any("cost_usd" in message for message in asked(report))


def test_remarks_in_cells_are_no_headings(tmp_path: Path) -> None:
    rows: Rows = [
        ["Bayview Support Group", None, "Issued: 5 Jul 2026"],
        ["KPI", "Jan-Mar 2026", "Apr-Jun 2026"],
        ["CSAT", "88% (n=412)", "87% (n=398)"],
        ["FCR", "74.2 pct", "75.0 pct"],
        ["Occupancy", "82% ▲", "81% ▼"],
        ["NPS", "s/d", 31],
    ]
    report = read(tmp_path, rows, "Bayview Support.xlsx")
    found = measured(report, Grain.QUARTER)
    vendor = "Bayview Support Group"
    assert report.vendors == (vendor,)
    assert found[vendor, "csat", "2026-Q1", None] == pytest.approx(0.88)
    assert found[vendor, "fcr", "2026-Q2", None] == pytest.approx(0.75)
    assert found[vendor, "occupancy", "2026-Q1", None] == pytest.approx(0.82)
    assert not asked(report)


def test_scales_in_a_unit_column(tmp_path: Path) -> None:
    rows: Rows = [
        ["Comparatif des prestataires – T1 2026"],
        ["Indicateur", "Unité", "Objectif", "Téléalpes", "Phonéo"],
        ["Qualité de service", "%", 80, "82,5", "78,0"],
        ["Coût par appel", "€", "3,20", "3,10", "3,45"],
        ["Satisfaction client", "/5", "4,2", "4,3", "4,0"],
    ]
    found = measured(read(tmp_path, rows, "Comparatif T1.xlsx"), Grain.QUARTER)
    assert found["Téléalpes", "csat", "2026-Q1", None] == pytest.approx(4.3)
    assert found["Phonéo", "service_level", "2026-Q1", None] == pytest.approx(0.78)
    assert found["Phonéo", "cost_per_call", "2026-Q1", None] == pytest.approx(3.45)


def test_years_over_months_and_clocks_named_in_brackets_leave_no_question(tmp_path: Path) -> None:
    rows: Rows = [
        [None, "2025", None, "2026", None],
        ["Metric", "Nov", "Dec", "Jan", "Feb"],
        ["AHT (mm:ss)", "5:12", "5:20", "5:33", "5:41"],
        ["NPS", 20, 22, 25, 24],
    ]
    report = read(tmp_path, rows, "Kestrel Support - QBR.xlsx")
    found = measured(report)
    assert found["Kestrel Support", "aht", "2025-11", None] == 312
    assert found["Kestrel Support", "nps", "2026-02", None] == 24
    assert not asked(report)


def test_a_plan_beside_actuals_is_no_vendor_and_no_figure(tmp_path: Path) -> None:
    heading = ["KPI", "Jan-26", "Feb-26"]
    sheets = {
        "Plan": [["KPI targets 2026"], heading, ["CSAT", 0.85, 0.85], ["AHT (sec)", 300, 300]],
        "Actual": [["KPI actuals 2026"], heading, ["CSAT", 0.86, 0.87], ["AHT (sec)", 312, 309]],
    }
    report = read(tmp_path, sheets, "Ostler Support 2026.xlsx")
    assert report.vendors == ("Ostler Support",)
    assert set(report.stated["sheet"]) == {"Actual"}
    assert "targets-only" in codes(report)
    assert measured(report)["Ostler Support", "aht", "2026-02", None] == 309


def test_rows_of_weights_and_targets_are_no_vendors(tmp_path: Path) -> None:
    rows: Rows = [
        ["BPO scorecard – Q2 2026"],
        ["Vendor", "CSAT", "AHT (s)", "Cost per contact (USD)"],
        ["Weight", "50%", "25%", "25%"],
        ["Target", "85%", 300, 4.0],
        ["Ashby", "87%", 310, 3.9],
        ["Corbel", "90%", 330, 4.6],
    ]
    report = read(tmp_path, rows, "BPO scorecard Q2.xlsx")
    assert report.vendors == ("Ashby", "Corbel")
    assert set(report.stated["target"]) == {0.85, 300.0, 4.0}
    assert not asked(report)


def test_names_beside_the_kpi_in_each_heading(tmp_path: Path) -> None:
    rows: Rows = [
        ["Month", "Acorn - CSAT", "Birch - CSAT", "Acorn - AHT (s)", "Birch - AHT (s)"],
        ["Jan 2026", "88%", "85%", 300, 320],
        ["Feb 2026", "87%", "86%", 305, 318],
    ]
    report = read(tmp_path, rows, "two vendors.xlsx")
    found = measured(report)
    assert found["Acorn", "csat", "2026-02", None] == pytest.approx(0.87)
    assert found["Birch", "aht", "2026-01", None] == 320


def test_thousands_in_a_title_are_asked_about(tmp_path: Path) -> None:
    heading = ["KPI", "Jan 2026", "Feb 2026"]
    counts = ["Calls handled", 101200, 99800]
    title = "All amounts in USD thousands"
    bare: Rows = [[title], heading, ["Total cost (USD)", 412.5, 398.2], counts]
    report = read(tmp_path, bare, "Kestrel BPO finance.xlsx")
    assert "multiple-in-title" in codes(report)
    said: Rows = [[title], heading, ["Total cost (USD thousands)", 412.5, 398.2], counts]
    report = read(tmp_path, said, "Kestrel BPO costs.xlsx")
    assert "multiple-in-title" not in codes(report)
    cost = measured(report)["Kestrel BPO", "cost_per_contact", "2026-01", None]
    assert cost == pytest.approx(412_500 / 101_200)


@pytest.mark.parametrize("corner", ["Queue", "Queue / KPI", "Channel", "KPI", ""])
def test_sections_are_told_by_the_empty_cells_beside_their_names(
    tmp_path: Path, corner: str
) -> None:
    """The heading may name the sections rather than the KPIs below them."""
    rows: Rows = [[corner, "Jan 2026", "Feb 2026", "Mar 2026"]]
    for place, name in enumerate(["English", "French", "German"]):
        rows = [
            *rows,
            [name, None, None, None],
            ["Contacts handled", 5200 + place, 5100 + place, 5000 + place],
            ["AHT (sec)", 330 + place, 331 + place, 340 + place],
            ["CSAT (%)", 86.1 - place, 87.2 - place, 85.5 - place],
        ]
    report = read(tmp_path, rows, "Babel Contact.xlsx")
    found = measured(report)
    assert found["Babel Contact", "aht", "2026-02", "French"] == 332
    assert found["Babel Contact", "csat", "2026-03", "German"] == pytest.approx(0.835)
    assert len(report.stated) == 27


def test_rows_of_delays_and_per_thousand_are_read_in_french(tmp_path: Path) -> None:
    rows: Rows = [
        ["Mutualis Gestion"],
        [],
        ["Indicateurs", "juin 2025", "juillet 2025"],
        ["Dossiers traités dans les délais", "94,8 %", "95,2 %"],
        ["Réclamations pour 1 000 dossiers", "4,8", "5,5"],
        ["Courriers classés dans les délais", "91,0 %", "92,0 %"],
        ["Colis perdus pour 1 000 envois", "2,1", "2,2"],
    ]
    report = read(tmp_path, rows, "Mutualis Gestion.xlsx")
    found = measured(report)
    assert found["Mutualis Gestion", "on_time", "2025-06", None] == pytest.approx(0.948)
    assert found["Mutualis Gestion", "complaint_rate", "2025-07", None] == pytest.approx(5.5)
    left_out = " ".join(asked(report))
    assert "Courriers classés" in left_out
    assert "Colis perdus" in left_out


def test_error_rates_of_parts_are_weighed_by_the_work_done_beside_them(tmp_path: Path) -> None:
    rows: Rows = [
        ["Keel Loan Ops"],
        ["Process", "KPI", "Apr 2026"],
        ["Underwriting", "Files completed", 1000],
        ["Underwriting", "Error rate", 0.009],
        ["Closing", "Files completed", 3000],
        ["Closing", "Error rate", 0.017],
    ]
    found = measured(read(tmp_path, rows, "Keel Loan Ops.xlsx"))
    assert found["Keel Loan Ops", "error_rate", "2026-04", None] == pytest.approx(0.015)


def test_years_in_turn_are_periods_whatever_heads_them(tmp_path: Path) -> None:
    rows: Rows = [
        ["Helvia Desk"],
        ["Cohort", "Calls answered", "CSAT %", "Average handle time (months)"],
        *([year, year - 1000, year - 1940, 4] for year in (2023, 2024, 2025)),
        ["Total", 3072, 84, 4],
    ]
    report = read(tmp_path, rows, "Helvia Desk.xlsx")
    found = measured(report, Grain.YEAR)
    assert found["Helvia Desk", "volume", "2023", None] == 1023
    assert found["Helvia Desk", "csat", "2025", None] == pytest.approx(0.85)
    assert "aht" not in {kpi for _, kpi, _, _ in found}
    assert any("Average handle time (months)" in text for text in asked(report))


def test_medians_and_extremes_over_columns_are_no_vendors(tmp_path: Path) -> None:
    days = ["Median number of days", "Lowest number of days", "Highest number of days"]
    rows: Rows = [
        ["Helvia Desk 2024"],
        ["", "SIMPLE", None, None, "COMPLEX", None, None],
        ["Component", *days, *days],
        ["Head office", 10, 1, 50, 20, 2, 90],
        ["Field", 11, 1, 52, 24, 4, 98],
    ]
    report = read(tmp_path, rows, "Helvia Desk 2024.xlsx")
    assert not report.vendors
    assert not measured(report)


def test_the_corner_over_names_says_what_figures_under_years_are(tmp_path: Path) -> None:
    rows: Rows = [
        ["Average ambulance response time (sec)", "Urgent", None, "Change in response time", None],
        ["Region", 2023, 2024, "Urgent", "Other"],
        ["West", None, None, None, None],
        ["Bath", 394, 411, 0.04, 0.1],
        ["Bristol", 345, 347, 0.01, 0.2],
    ]
    report = import_rows(tmp_path, rows, "Bramble BPO.xlsx")
    stated = report.stated.set_index("cell")["value"]
    assert stated.to_dict() == {"B4": 394, "C4": 411, "B5": 345, "C5": 347}
    assert set(report.stated["item"]) == {"response_time"}
    assert any("Change in response time" in text for text in asked(report))


def test_years_with_a_unit_in_brackets_are_years(tmp_path: Path) -> None:
    rows: Rows = [["", "2008 (%)", "2009 (%)"], ["Ponctualité des trains", "87,3", "88,6"]]
    found = measured(import_rows(tmp_path, rows, "Bramble BPO.xlsx"), Grain.YEAR)
    assert list(found.values()) == pytest.approx([0.873, 0.886])


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        (["November 2008", "December", "January 2009", "February"], ["2008-11", "2008-12"]),
        (["2008", "November", "December", "2009", "January"], ["2008-11", "2008-12"]),
    ],
)
def test_a_year_said_once_holds_for_the_months_below(
    tmp_path: Path, periods: list[str], expected: list[str]
) -> None:
    body = [
        [text, *([None, None] if text.isdigit() else [100 + n, 5])]
        for n, text in enumerate(periods)
    ]
    rows: Rows = [["", "Number of invoices paid", "% en retard"], *body]
    report = import_rows(tmp_path, rows, "Bramble BPO.xlsx")
    for item in ("handled_count", "late_rate"):
        own = report.stated[report.stated["item"] == item]["period"].tolist()
        assert own == [*expected, "2009-01", "2009-02"][: len(own)]
    assert set(report.stated["item"]) == {"handled_count", "late_rate"}
    assert not {"year-assumed", "year-rolled-over"} & codes(report)


def test_footnotes_numbers_behind_names_do_not_hide_them(tmp_path: Path) -> None:
    rows: Rows = [
        ["", "Average call handling time1 (sec)", "Calls received2", "Calls abandoned3"],
        ["Jan 2024", 312, 1000, 50],
        ["Feb 2024", 313, 1100, 60],
    ]
    found = measured(import_rows(tmp_path, rows, "Bramble BPO.xlsx"))
    assert found["Bramble BPO", "aht", "2024-01", None] == 312
    assert found["Bramble BPO", "abandonment", "2024-02", None] == pytest.approx(60 / 1100)


def test_long_lines_over_a_whole_table_are_its_title(tmp_path: Path) -> None:
    rows: Rows = [
        [
            "REGULARITY AND PUNCTUALITY OF SERVICES",
            None,
            None,
            None,
            "Data supplied by the operators themselves",
        ],
        ["WHOLE COUNTRY", None, None, None, "Downloaded from the website of the operators"],
        ["Year", "Month", "Region", "Cancellation rate", "On time %"],
        *([2024, 1 + n, name, 0.02, 0.93] for n, name in enumerate(("West", "East"))),
    ]
    report = import_rows(tmp_path, rows, "Regularity.xlsx")
    assert not any("REGULARITY" in vendor for vendor in report.vendors)
    assert set(report.stated["period"]) == {"2024-01", "2024-02"}
    assert set(report.stated["segment"]) == {"West", "East"}


def test_counts_closed_on_time_are_parts_of_those_closed(tmp_path: Path) -> None:
    rows: Rows = [
        ["Month", "Requests closed", "Closed on time"],
        ["Jan 2024", 200, 190],
        ["Feb 2024", 300, 270],
    ]
    report = import_rows(tmp_path, rows, "Bramble BPO.xlsx")
    found = measured(report, Grain.YEAR)
    assert found["Bramble BPO", "on_time", "2024", None] == pytest.approx(0.92)


def test_a_clock_that_the_heading_names_needs_no_question(tmp_path: Path) -> None:
    rows: Rows = [
        ["Month", "Average call handling time1 (m:ss)"],
        *([f"{month} 2024", dt.time(5 + n, 12 - n)] for n, month in enumerate(("Jan", "Feb"))),
    ]
    report = import_rows(tmp_path, rows, "Bramble BPO.xlsx")
    assert report.stated["value"].tolist() == [312, 371]
    assert "duration-ambiguous" not in codes(report)
