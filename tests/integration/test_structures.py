"""Tables that touch, headings over headings, groups, comparisons and totals, as vendors lay them
out; every value of each report is checked against a table written down by hand.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportedReport
from tests.helpers.workbooks import Rows, catalogue, check_accounting, codes, figures

MONTHS = ("2026-01", "2026-02", "2026-03")
HEAD = ["KPI", "Jan 2026", "Feb 2026", "Mar 2026"]
CSAT, AHT = ["CSAT (%)", 81.5, 82.5, 83.5], ["AHT (sec)", 312, 305, 298]
CSAT_2, AHT_2 = ["CSAT (%)", 91, 92, 93], ["AHT (sec)", 400, 410, 420]

Truth = dict[tuple[str, str, str | None, str | None], float]


def by_month(vendor: str, segment: str | None = None, **rows: Any) -> Truth:
    """Return the truth of rows of months; CSAT and FCR are percentages."""
    return {
        (vendor, item, month, segment): value / 100 if item in {"csat", "fcr"} else value
        for item, values in rows.items()
        for month, value in zip(MONTHS, values, strict=False)
    }


def both(one: str, other: str) -> Truth:
    return by_month(one, csat=CSAT[1:], aht=AHT[1:]) | by_month(
        other, csat=CSAT_2[1:], aht=AHT_2[1:]
    )


def channels() -> Truth:
    return by_month("Acme", "Voice", csat=CSAT[1:], aht=AHT[1:]) | by_month(
        "Acme", "Chat", csat=CSAT_2[1:], aht=AHT_2[1:]
    )


def read(
    folder: Path, rows: Rows, name: str = "Acme.xlsx", merged: tuple[str, ...] = ()
) -> ImportedReport:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    for area in merged:
        book.active.merge_cells(area)
    book.save(folder / name)
    report = import_report(folder / name, catalogue())
    check_accounting(report)
    return report


def values(report: ImportedReport) -> Truth:
    return figures(report, "vendor", "item", "period", "segment")  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("rows", "truth"),
    [
        (
            [["Voice", None, None, None, "Chat"], HEAD * 2, CSAT + AHT_2, AHT + CSAT_2],
            channels(),
        ),
        (
            [HEAD * 2, [*CSAT, "FCR (%)", 71, 72, 73], [*AHT, "ASA (sec)", 20, 21, 22]],
            by_month("Acme", csat=CSAT[1:], aht=AHT[1:], fcr=[71, 72, 73], asa=[20, 21, 22]),
        ),
        (
            [
                ["Month", "Contacts offered", "Month", "AHT (sec)"],
                ["Jan 2026", 100, "Jan 2026", 300],
                ["Feb 2026", 110, "Feb 2026", 310],
            ],
            by_month("Acme", offered_count=[100, 110], aht=[300, 310]),
        ),
        (
            [
                [*HEAD, "Month", "Headcount"],
                [*CSAT, "Jan 2026", 100],
                [*AHT, "Feb 2026", 101],
            ],
            by_month("Acme", csat=CSAT[1:], aht=AHT[1:], headcount=[100, 101]),
        ),
        (
            [HEAD, CSAT, AHT, ["Month", "ASA (sec)", "Headcount"], ["Jan 2026", 20, 100]],
            by_month("Acme", csat=CSAT[1:], aht=AHT[1:], asa=[20], headcount=[100]),
        ),
        (
            [
                ["January 2026", None, None, "February 2026"],
                ["KPI", "Target", "Actual"] * 2,
                ["CSAT (%)", 85, 81, "AHT (sec)", 300, 305],
                ["AHT (sec)", 300, 312, "CSAT (%)", 85, 82],
            ],
            by_month("Acme", csat=[81, 82], aht=[312, 305]),
        ),
    ],
    ids=[
        "channels, KPIs in other order",
        "other KPIs",
        "months",
        "other heading",
        "below",
        "titles",
    ],
)
def test_tables_without_a_blank_between(tmp_path: Path, rows: Rows, truth: Truth) -> None:
    assert values(read(tmp_path, rows)) == pytest.approx(truth)


@pytest.mark.parametrize("blank", [[], [[]]], ids=["touching", "apart"])
def test_names_over_tables_that_are_alike_are_vendors(tmp_path: Path, blank: Rows) -> None:
    rows = [["Alpha"], HEAD, CSAT, AHT, *blank, ["Beta"], HEAD, CSAT_2, AHT_2]
    assert values(read(tmp_path, rows, "comparison.xlsx")) == pytest.approx(both("Alpha", "Beta"))


def test_names_over_tables_of_other_kpis_are_no_vendors(tmp_path: Path) -> None:
    rows = [["Operations"], HEAD, AHT, ["ASA (sec)", 20, 21, 22], [], ["Quality"], HEAD, CSAT]
    truth = by_month("Acme", aht=AHT[1:], asa=[20, 21, 22], csat=CSAT[1:])
    assert values(read(tmp_path, rows)) == pytest.approx(truth)


def test_a_title_holds_for_the_tables_below_it_up_to_the_next(tmp_path: Path) -> None:
    part = ["KPI", "Actual"]
    rows = [
        *(
            ["Vendor: Alpha"],
            ["January 2026"],
            part,
            ["CSAT (%)", 81],
            [],
            part,
            ["AHT (sec)", 312],
        ),
        [],
        *(
            ["Vendor: Beta"],
            ["February 2026"],
            part,
            ["CSAT (%)", 91],
            [],
            part,
            ["AHT (sec)", 400],
        ),
    ]
    assert values(read(tmp_path, rows, "comparison.xlsx")) == pytest.approx(
        {
            ("Alpha", "csat", "2026-01", None): 0.81,
            ("Alpha", "aht", "2026-01", None): 312,
            ("Beta", "csat", "2026-02", None): 0.91,
            ("Beta", "aht", "2026-02", None): 400,
        }
    )


def test_sites_over_tables_of_a_named_vendor_are_segments(tmp_path: Path) -> None:
    rows = [["Vendor: Acme"], [], ["Manila"], HEAD, CSAT, AHT, [], ["Cebu"], HEAD, CSAT_2, AHT_2]
    truth = by_month("Acme", "Manila", csat=CSAT[1:], aht=AHT[1:])
    truth |= by_month("Acme", "Cebu", csat=CSAT_2[1:], aht=AHT_2[1:])
    assert values(read(tmp_path, rows)) == pytest.approx(truth)


@pytest.mark.parametrize(
    ("rows", "merged"),
    [
        (
            [["Channel", *HEAD], ["Voice", *CSAT], [None, *AHT], ["Chat", *CSAT_2], [None, *AHT_2]],
            True,
        ),
        ([[None, *HEAD], ["Voice", *CSAT], [None, *AHT], ["Chat", *CSAT_2], [None, *AHT_2]], True),
        ([[None, *HEAD], ["Voice", *CSAT], [None, *AHT], ["Chat", *CSAT_2], [None, *AHT_2]], False),
    ],
)
def test_groups_stand_in_a_column_of_their_own(tmp_path: Path, rows: Rows, merged: bool) -> None:
    areas = ("A2:A3", "A4:A5") if merged else ()
    assert values(read(tmp_path, rows, merged=areas)) == pytest.approx(channels())


def test_groups_stand_a_column_left_of_their_kpis(tmp_path: Path) -> None:
    rows = [[None, *HEAD], ["Voice"], [None, *CSAT], [None, *AHT], ["Chat"]]
    rows += [[None, *CSAT_2], [None, *AHT_2]]
    assert values(read(tmp_path, rows)) == pytest.approx(channels())


def test_channels_stand_in_the_labels(tmp_path: Path) -> None:
    rows = [HEAD, ["CSAT - Voice (%)", *CSAT[1:]], ["CSAT - Chat (%)", *CSAT_2[1:]]]
    rows += [["AHT Voice (sec)", *AHT[1:]], ["AHT Chat (sec)", *AHT_2[1:]]]
    assert values(read(tmp_path, rows)) == pytest.approx(channels())


def test_vendors_stand_over_channels_over_kpis(tmp_path: Path) -> None:
    rows = [
        [None, "Alpha", None, None, None, "Beta", None, None, None],
        [None, "Voice", None, "Chat", None, "Voice", None, "Chat", None],
        ["Month", *["CSAT %", "AHT (sec)"] * 4],
        ["Jan 2026", 81, 300, 82, 400, 71, 310, 72, 410],
    ]
    areas = ("B1:E1", "F1:I1", "B2:C2", "D2:E2", "F2:G2", "H2:I2")
    truth = by_month("Alpha", "Voice", csat=[81], aht=[300])
    truth |= by_month("Alpha", "Chat", csat=[82], aht=[400])
    truth |= by_month("Beta", "Voice", csat=[71], aht=[310])
    truth |= by_month("Beta", "Chat", csat=[72], aht=[410])
    found = values(read(tmp_path, rows, "comparison.xlsx", areas))
    assert found == pytest.approx(truth)


def test_months_below_quarters_are_of_the_quarters_year(tmp_path: Path) -> None:
    rows = [["KPI", "Q4 2024", None, "Q1 2025", None], [None, "Nov", "Dec", "Jan", "Feb"]]
    rows += [["CSAT (%)", 80, 81, 82, 83], ["AHT (sec)", 300, 301, 302, 303]]
    report = read(tmp_path, rows, merged=("B1:C1", "D1:E1"))
    assert sorted(set(report.stated["period"])) == ["2024-11", "2024-12", "2025-01", "2025-02"]
    assert "year-assumed" not in codes(report)


@pytest.mark.parametrize(
    ("rows", "targets"),
    [
        (
            [
                ["KPI", "Target", "Actual", "RAG", "Trend", "vs PY", "Weight"],
                ["CSAT (%)", 85, 81, "R", "▲", "+2%", 0.3],
                ["AHT (sec)", 300, 312, "A", "▼", "-3%", 0.7],
            ],
            True,
        ),
        (
            [
                ["KPI", "Unit", "Minimum", "Target", "Stretch", "Actual", "Met?"],
                ["CSAT", "%", 80, 85, 90, 81, "N"],
                ["AHT", "sec", 330, 300, 280, 312, "N"],
            ],
            True,
        ),
        (
            [
                ["Month", "CSAT Target", "CSAT %", "CSAT RAG", "AHT (sec)", "AHT Target", "vs PY"],
                ["Jan 2026", 85, 81, "R", 312, 300, -4],
            ],
            True,
        ),
        (
            [
                ["Month", "KPI", "Target", "Actual", "RAG", "Weight", "vs PY"],
                ["Jan 2026", "CSAT %", 85, 81, "R", 30, 1],
                ["Jan 2026", "AHT (sec)", 300, 312, "A", 70, -2],
            ],
            True,
        ),
        (
            [
                ["Month", "CSAT %", "AHT (sec)"],
                ["Target", 85, 300],
                ["Weight", 0.4, 0.6],
                ["Jan 2026", 81, 312],
                ["vs PY", 1, -3],
            ],
            True,
        ),
        (
            [
                ["Month", "CSAT %", None, "AHT (sec)", None],
                [None, "Actual", "vs PY", "Actual", "vs PY"],
                ["Jan 2026", 81, 1.5, 312, -4],
            ],
            False,
        ),
    ],
    ids=["scorecard", "thresholds", "transposed", "long", "rows", "over two rows"],
)
def test_what_stands_beside_figures_is_no_figure(tmp_path: Path, rows: Rows, targets: bool) -> None:
    report = read(tmp_path, rows, "Acme Jan 2026.xlsx")
    assert values(report) == pytest.approx(by_month("Acme", csat=[81], aht=[312]))
    if targets:
        assert sorted(report.stated["target"]) == pytest.approx([0.85, 300])


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        (
            [
                ["Month", "Contacts offered"],
                ["Jan 2026", 100],
                ["Feb 2026", 110],
                ["Mar 2026", 120],
                ["Q1 2026", 331],
            ],
            "B5",
        ),
        ([[*HEAD, "YTD"], ["Contacts offered", 100, 110, 120, 331]], "E2"),
        (
            [
                ["Month", "Channel", "Contacts offered"],
                ["Jan 2026", "Voice", 100],
                ["Jan 2026", "Chat", 50],
                ["Jan 2026", "Total", 151],
            ],
            "C4",
        ),
        (
            [
                ["Month", "KPI", "Value"],
                ["Jan 2026", "Contacts offered", 100],
                ["Feb 2026", "Contacts offered", 110],
                ["Total", "Contacts offered", 220],
            ],
            "C4",
        ),
        (
            [
                ["KPI", "Q1 2026", None, None, None, "Q2 2026", None, None, None],
                [None, "Jan", "Feb", "Mar", "Total", "Apr", "May", "Jun", "Total"],
                ["Contacts offered", 100, 110, 120, 330, 130, 140, 150, 421],
            ],
            "I3",
        ),
    ],
    ids=["quarter", "ytd", "channels", "long", "subtotal"],
)
def test_totals_that_do_not_add_up_are_said(tmp_path: Path, rows: Rows, cell: str) -> None:
    report = read(tmp_path, rows)
    (finding,) = [f for f in report.findings if f.code == "total-differs"]
    assert finding.cells == cell
    assert cell not in set(report.stated["cell"])


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["KPI", "Type", "Jan 2026"],
            *(["CSAT (%)", "Actual", 81], ["CSAT (%)", "Target", 85]),
            *(["AHT (sec)", "Actual", 312], ["AHT (sec)", "Target", 300]),
        ],
        [
            ["KPI", None, "Jan 2026"],
            *(["CSAT (%)", "Actual", 81], [None, "Target", 85]),
            *(["AHT (sec)", "Actual", 312], [None, "Target", 300]),
        ],
        [
            ["Month", "KPI", "Measure", "Value"],
            *(["Jan 2026", "CSAT (%)", "Actual", 81], ["Jan 2026", "CSAT (%)", "Target", 85]),
            *(["Jan 2026", "AHT (sec)", "Actual", 312], ["Jan 2026", "AHT (sec)", "Target", 300]),
        ],
    ],
    ids=["type", "without a name twice", "long"],
)
def test_a_column_says_which_rows_are_targets(tmp_path: Path, rows: Rows) -> None:
    report = read(tmp_path, rows)
    assert values(report) == pytest.approx(by_month("Acme", csat=[81], aht=[312]))
    assert sorted(report.stated["target"]) == pytest.approx([0.85, 300])


def test_a_total_below_all_sections_is_none_of_the_last(tmp_path: Path) -> None:
    parts = [["Voice"], ["Contacts offered", 100], ["Chat"], ["Contacts offered", 10]]
    report = read(tmp_path, [["KPI", "Jan 2026"], *parts, ["Total contacts offered", 110]])
    truth = by_month("Acme", "Voice", offered_count=[100])
    truth |= by_month("Acme", "Chat", offered_count=[10])
    assert values(report) == pytest.approx(truth | by_month("Acme", volume=[110]))


def test_names_of_kpis_over_tables_are_no_vendors(tmp_path: Path) -> None:
    head = ["Site", "Jan 2026"]
    rows = [["CSAT (%)"], head, ["Manila", 81], ["Cebu", 83], []]
    rows += [["AHT (sec)"], head, ["Manila", 300], ["Cebu", 302]]
    truth = by_month("Acme", "Manila", csat=[81], aht=[300])
    truth |= by_month("Acme", "Cebu", csat=[83], aht=[302])
    assert values(read(tmp_path, rows)) == pytest.approx(truth)
