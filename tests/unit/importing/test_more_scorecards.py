"""What vendors' weekly, monthly and payroll scorecards say, each oddity in a few rows."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from desktop_app.domain.period import Grain
from desktop_app.kpi.measure import measure
from desktop_app.presenting.comparison import gather_evidence
from tests.helpers.workbooks import catalogue, codes, figures, import_rows

_BOXES = ["Very satisfied", "Satisfied", "Neutral", "Dissatisfied", "Very dissatisfied"]


@pytest.mark.parametrize(
    ("days", "first"),
    [
        (("01-Jun", "08-Jun"), "2026-06-01/2026-06-07"),
        ((dt.date(2026, 6, 1), dt.date(2026, 6, 8)), "2026-06-01/2026-06-07"),
        (("05-Jun", "12-Jun"), "2026-05-30/2026-06-05"),
    ],
)
def test_numbered_weeks_over_days_are_the_weeks_of_those_days(
    tmp_path: Path, days: tuple[object, object], first: str
) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Weekly review 2026"],
            [None, "Wk 1", "Wk 2"],
            [None, *days],
            ["Calls offered", 5200, 5100],
            ["AHT (s)", 402, 398],
        ],
        "Omega.xlsx",
    )
    periods = sorted(set(report.stated["period"]))
    week = {"2026-W23": "2026-06-01/2026-06-07"}
    assert len(periods) == 2
    assert week.get(periods[0], periods[0]) == first
    assert report.stated["segment"].isna().all()


def test_what_a_unit_column_counts_is_no_share(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["KPI", "UoM", "Target", "Jan", "Feb", "YTD 2025"],
            ["Invoices processed", "#", None, 5120, 5010, 10130],
            ["Backlog > 5 days", "#", 50, 61, 44, 44],
            ["First time right", "%", 98, 97.4, 98.1, 97.8],
        ],
    )
    found = figures(report, "item", "period")
    assert found["open_count", "2025-01"] == 61
    assert found["accuracy", "2025-02"] == pytest.approx(0.981)
    assert "backlog" not in report.stated["item"].tolist()
    assert "total-differs" not in codes(report)  # what is open at the end is no sum
    assert "year-assumed" not in codes(report)


def test_a_bare_backlog_is_how_many_are_open(tmp_path: Path) -> None:
    rows = [["Month", "Tickets closed", "Backlog"], ["Jan 2026", 400, 61], ["Feb 2026", 420, 44]]
    assert figures(import_rows(tmp_path, rows), "item", "period")["open_count", "2026-02"] == 44


def test_appeals_are_no_calls_and_yes_is_no_share(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["KPI", "Apr 2026", "May 2026"],
            ["Payslips produced", 4210, 4225],
            ["Appeals", 412, 398],
            ["Payroll delivered on time", "Y", "N"],
        ],
    )
    assert set(report.stated["item"]) == {"handled_count"}
    said = " ".join(one.message for one in report.findings)
    assert "'Appeals'" in said
    assert "'Payroll delivered on time'" in said


def test_answers_to_other_questions_are_no_part_of_satisfaction(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            [
                "Question",
                "Very satisfied",
                "Satisfied",
                "Neutral",
                "Dissatisfied",
                "Very dissatisfied",
            ],
            ["Overall satisfaction", 412, 498, 180, 74, 40],
            ["Ease of contact", 380, 470, 220, 90, 44],
            ["Agent knowledge", 500, 460, 150, 60, 34],
        ],
        "Echo.xlsx",
    )
    frame = measure(gather_evidence([report]), catalogue()).frame
    top = frame[(frame["kpi"] == "csat") & (frame["variant"] == "top_two_box")]
    assert top[top["segment"].isna()]["value"].tolist() == pytest.approx([910 / 1204])


def test_figures_below_a_table_go_on_with_it_where_a_column_of_it_is_blank(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Service levels January 2026"],
            ["Ref", "Service level", "Target", "Actual"],
            ["SL1", "Abandonment rate", "5%", 0.04],
            ["SL2", "Quality score", "90%", 0.91],
            ["SL3", "First contact resolution", "75%", 0.74],
            [],
            ["Volumes"],
            ["V1", "Calls offered", None, 21000],
            ["V2", "Calls answered", None, 20100],
        ],
        "PrimeServ.xlsx",
    )
    found = figures(report, "item")
    assert found[("offered_count",)] == 21000
    assert found[("answered_count",)] == 20100
    assert "figures-outside-tables" not in codes(report)


def test_times_allowed_beside_shares_in_time_are_what_is_promised(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Priority", "Tickets logged", "Resolution SLA", "Resolution met %"],
            ["P1", 14, "4 hrs", "92.9%"],
            ["P2", 88, "8 hrs", "93.2%"],
            ["P3", 612, "3 days", "94.6%"],
        ],
        "Helix.xlsx",
    )
    found = figures(report, "item", "segment")
    assert found["sla_compliance", "P1"] == pytest.approx(0.929)
    assert "column-unclear" not in codes(report)
    assert "promises-differ" in codes(report)


def test_ordering_again_is_no_second_contact(tmp_path: Path) -> None:
    head = ["Request ID", "Request date", "Requester", "Type", "Due", "Delivered"]
    rows: list[list[object]] = [head]
    for place in range(12):
        day = dt.date(2026, 2, 2) + dt.timedelta(days=place)
        due = day + dt.timedelta(days=7)
        rows.append([f"R{place:03d}", day, "M. Ruiz", "Benchmark", due, due])
    report = import_rows(tmp_path, rows, "Quanta.xlsx")
    kpis = set(measure(gather_evidence([report]), catalogue()).frame["kpi"])
    assert "on_time" in kpis
    assert "fcr" not in kpis


def test_bands_of_time_are_no_times_and_their_total_is_the_work_done(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Pension services, April to June 2024"],
            ["Type of case", *["Time to complete (days)"] * 3, None, None],
            [None, "0 to 5", "6 to 10", "11 plus", "Total", "On target (%)"],
            ["Retirement", 129, 125, 51, 305, 100],
            ["Estimate", 126, 275, 180, 581, 98],
            ["Refund", 15, 406, 1, 422, 100],
        ],
        "Hampshire.xlsx",
    )
    found = figures(report, "item", "segment")
    assert found["closed_count", "Estimate"] == 581
    assert found["on_time", "Estimate"] == pytest.approx(0.98)
    assert set(report.stated["item"]) == {"closed_count", "on_time"}
    assert "bands" in codes(report)


def test_a_fiscal_year_is_a_year_where_nothing_finer_is_told(tmp_path: Path) -> None:
    rows = [["Year", "AHT (sec)"], ["2022/23", 360], ["2023/24", 350]]
    report = import_rows(tmp_path, rows, "Ordnance.xlsx")
    by_year = measure(gather_evidence([report]), catalogue(), Grain.YEAR).frame
    own = by_year[by_year["kpi"] == "aht"]
    assert own["period"].tolist() == ["2022-04-01/2023-03-31", "2023-04-01/2024-03-31"]
    (asked,) = [one for one in report.findings if one.code == "fiscal-year"]
    assert "calendar years" not in asked.message


def test_when_people_joined_is_no_period_of_their_figures(tmp_path: Path) -> None:
    head = ["Agent", "joined_at", "Calls handled", "AHT (sec)"]
    rows: list[list[object]] = [head]
    rows += [[f"Agent {n}", f"2025-{n % 9 + 1:02d}-30 20:30:53", 90 + n, 300] for n in range(5, 17)]
    report = import_rows(tmp_path, rows, "Recova.xlsx")
    assert report.stated["period"].isna().all()


def test_closed_without_success_is_not_resolved(tmp_path: Path) -> None:
    head = ["Ticket", "Creado", "Estado"]
    states = ["Cerrado con éxito"] * 6 + ["Cerrado sin éxito", "Abierto"]
    rows = [head, *([f"T{n}", dt.date(2026, 3, n + 1), state] for n, state in enumerate(states))]
    report = import_rows(tmp_path, rows, "Mesa.xlsx")
    assert "cell-not-readable" in codes(report)
    frame = measure(gather_evidence([report]), catalogue()).frame
    rate = frame[frame["kpi"] == "resolution_rate"]
    assert rate["value"].tolist() == pytest.approx([6 / 7])


def test_internal_calls_are_no_calls_of_customers(tmp_path: Path) -> None:
    head = ["Date", "Direction", "Durée (s)", "Statut"]
    ways = [("Entrant", "Répondu", 100)] * 4 + [("Interne", "Répondu", 300)] * 3
    ways += [("Sortant", "Occupé", 0), ("Manqué", "Non répondu", 0)]
    rows = [head, *([dt.date(2026, 6, 1), way, took, end] for way, end, took in ways)]
    report = import_rows(tmp_path, rows, "Appels Nova.xlsx")
    frame = measure(gather_evidence([report]), catalogue()).frame
    assert frame[frame["kpi"] == "answer_rate"]["whole"].tolist() == [5]
    (said,) = [one for one in report.findings if one.code == "calls-made-apart"]
    assert said.message.startswith("4 of 9 contacts")


def test_a_name_above_the_second_table_tells_it_from_the_first(tmp_path: Path) -> None:
    def table(calls: int) -> list[list[object]]:
        return [["Type", "Calls offered"], ["Sales", calls], ["Billing", calls + 10]]

    rows = [["How are we doing, May 2026"], *table(100), [], ["West Sussex"], *table(40)]
    report = import_rows(tmp_path, rows, "Nova.xlsx")
    found = figures(report, "segment")
    assert found == {
        ("Sales",): 100,
        ("Billing",): 110,
        ("West Sussex / Sales",): 40,
        ("West Sussex / Billing",): 50,
    }
    assert "part-from-title" in codes(report)


def test_known_kpis_without_any_figure_are_not_called_unknown(tmp_path: Path) -> None:
    rows = [["KPI", "Jan 2026"], ["Service level", "n/a"], ["CSAT", "n/a"]]
    (said,) = [f for f in import_rows(tmp_path, rows).findings if f.code == "nothing-usable"]
    assert "'Service level' and 'CSAT' are there" in said.message


def test_within_cut_short_is_within(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Service", "Quarter", "#", "# w/in standard", "% w/in standard"],
            ["Rollovers", "Q1 2021", 87, 85, 0.977],
            [None, "Q2 2021", 106, 106, 1],
            ["Distributions", "Q1 2021", 4, 4, 1],
            [None, "Q2 2021", 7, 6, 0.857],
        ],
        "San Mateo.xlsx",
    )
    found = figures(report, "item", "segment", "period")
    assert found["sla_compliance", "Rollovers", "2021-Q1"] == pytest.approx(0.977)
    assert found["sla_compliance", "Distributions", "2021-Q2"] == pytest.approx(0.857)


def test_a_line_with_a_year_dates_the_months_below_it(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            [None, "Antragseingänge"],
            ["November 2016", 27458],
            ["Dezember 2016", 28487],
            ["Januar 2017", 33294],
            [],
            ["Zum Vergleich (Drucksache 18/4707): Antragseingänge 2016"],
            ["Juni", 26366],
            ["Juli", 27360],
        ],
        "Landesamt.xlsx",
    )
    found = figures(report, "item", "period")
    assert found["received_count", "2016-06"] == 26366
    assert found["received_count", "2017-01"] == 33294


def test_what_begins_with_of_which_is_no_vendor(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Monat", "Anträge", "davon über einem Monat"],
            ["Mai 2015", 102969, 16444],
            ["Juni 2015", 123008, 30418],
        ],
        "Landesamt.xlsx",
    )
    assert set(report.stated["vendor"]) == {"Landesamt"}
    assert set(report.stated["item"]) == {"received_count"}
