"""Time limits in names and targets: each a figure of its own, and none mixed with another."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.finding import Severity
from desktop_app.domain.period import Grain
from desktop_app.importing.named_limits import aim_in, are_aims
from desktop_app.kpi.measure import measure
from desktop_app.presenting.comparison import gather_evidence
from tests.helpers.workbooks import catalogue, codes, figures, import_rows

_MONTHS = ["Jan 2026", "Feb 2026"]


def test_a_target_that_names_a_time_gives_its_share_and_the_row_its_meaning(
    tmp_path: Path,
) -> None:
    report = import_rows(
        tmp_path,
        [
            ["KPI", "Target", *_MONTHS],
            ["Service level", "80% in 20 sec", 0.82, 0.79],
            ["Email response", "90% within 24 hours", 0.93, 0.91],
            ["Abandon rate", "< 5%", 0.04, 0.06],
            ["AHT", "360 sec", 355, 362],
        ],
    )
    stated = report.stated.set_index(["item", "period"])
    level = stated.loc[("service_level", "2026-01")]
    assert (level["variant"], level["target"]) == ("answered_20s_of_offered", 0.8)
    assert stated.loc[("sla_compliance", "2026-02"), "value"] == pytest.approx(0.91)
    assert stated.loc[("sla_compliance", "2026-02"), "target"] == pytest.approx(0.9)
    assert "response_time" not in report.stated["item"].tolist()
    assert "cell-not-readable" not in codes(report)


def test_shares_by_several_limits_stand_apart_and_the_whole_is_asked(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Month", "Cases received", "Processed within 24h", "Processed within 48h"],
            ["Jan 2026", 1000, "70%", "90%"],
            ["Feb 2026", 1100, "72%", "91%"],
        ],
        "Globex.xlsx",
    )
    found = figures(report, "item", "segment", "period")
    assert found["sla_compliance", None, "2026-01"] == pytest.approx(0.9)
    assert found["sla_compliance", "≤ 24h", "2026-01"] == pytest.approx(0.7)
    (asked,) = [one for one in report.findings if one.code == "limits-apart"]
    assert asked.severity is Severity.QUESTION
    assert "24h and 48h" in asked.message
    whole = measure(gather_evidence([report]), catalogue(), Grain.MONTH).frame
    own = whole[(whole["kpi"] == "sla_compliance") & whole["segment"].isna()]
    assert own["value"].tolist() == pytest.approx([0.9, 0.91])


def test_buckets_of_age_are_no_limits_of_one_share(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Month", "Closed in 1 day", "Closed in 3 days", "Closed in 7 days"],
            ["Jan 2026", "50%", "30%", "20%"],
            ["Feb 2026", "52%", "30%", "18%"],
        ],
    )
    assert "limits-apart" not in codes(report)
    assert "row-conflict" in codes(report)


def test_limits_that_stand_in_the_measure_beside_one_name(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["KPI", "Measure (2024/25)", "April", "May", "January"],
            ["Contracts reviewed", "65% within 2 days", 0.7, 0.72, 0.69],
            [None, "90% within 5 days", 0.91, 0.93, 0.9],
        ],
        "Contoso.xlsx",
    )
    found = figures(report, "segment", "period")
    assert found["≤ 2 days", "2024-04"] == pytest.approx(0.7)
    assert found[None, "2024-05"] == pytest.approx(0.93)
    assert found[None, "2025-01"] == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("title", "kpi"),
    [
        ("Service level", "service_level"),
        ("We will answer your call within 60 seconds", "service_level"),
        ("We will respond to emails within 2 working days", "sla_compliance"),
    ],
)
def test_results_and_targets_below_a_title_are_of_the_kpi_it_names(
    tmp_path: Path, title: str, kpi: str
) -> None:
    report = import_rows(
        tmp_path,
        [
            [title],
            ["Month", "Our result", "Our target"],
            ["July 2025", 0.83, 0.85],
            ["August 2025", 0.76, 0.85],
            ["September 2025", 0.8, 0.85],
        ],
        "Fabrikam.xlsx",
    )
    found = figures(report, "item", "period")
    assert found == {
        (kpi, "2025-07"): 0.83,
        (kpi, "2025-08"): 0.76,
        (kpi, "2025-09"): 0.8,
    }
    assert report.stated["target"].tolist() == [0.85] * 3


def test_lists_below_quarters_of_a_year_of_two_are_of_these_quarters(tmp_path: Path) -> None:
    blocks = {"April to June": (196, 0.98), "January to March": (183, 0.96)}
    rows: list[list[object]] = [["Northwind request handling"]]
    for name, (received, share) in blocks.items():
        rows += [
            [f"2023/24 {name}"],
            ["Requests received", received],
            ["% completed within 20 working days", share],
            ["Number of requests granted in full", 74],
        ]
    report = import_rows(tmp_path, rows)
    found = figures(report, "item", "period")
    assert found == {
        ("received_count", "2023-Q2"): 196,
        ("sla_compliance", "2023-Q2"): 0.98,
        ("received_count", "2024-Q1"): 183,
        ("sla_compliance", "2024-Q1"): 0.96,
    }
    assert "fiscal-year" in codes(report)


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        ("80% in 20 sec", ("80%", "20 sec")),
        ("≥ 95 % within 1 business day", ("95 %", "1 business day")),
        ("90 % innerhalb von 24 Std.", ("90 %", "24 Std.")),
        ("95% of tickets < 4 hours", ("95%", "4 hours")),
        ("80 %", None),
        ("4 hours", None),
        ("within 5 days", None),
        (0.8, None),
    ],
)
def test_aims_are_a_share_and_a_time(text: object, aim: tuple[str, str] | None) -> None:
    assert aim_in(text) == aim


def test_one_aim_among_other_cells_makes_no_column_of_targets() -> None:
    assert are_aims(["80% in 20 sec", "90% within 4 hours", None])
    assert not are_aims(["80% in 20 sec", "360 sec", "5 %"])
