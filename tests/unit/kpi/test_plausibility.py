"""Figures that look made, and figures that can't be true together."""

from __future__ import annotations

import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.finding import Finding, Severity
from desktop_app.kpi.contexts import read_rows
from desktop_app.kpi.plausibility import implausible
from tests.helpers.evidence import stated

MONTHS = [f"2025-{month:02d}" for month in range(1, 7)]


def series(item: str, values: list[float], **more: object) -> list[dict[str, object]]:
    return [
        {"item": item, "vendor": "Acme", "period": month, "value": value, "unit": "share",
         "cell": f"{chr(66 + column)}4", "context": column, **more}
        for column, (month, value) in enumerate(zip(MONTHS, values, strict=False))
    ]  # fmt: skip


def found(*rows: dict[str, object]) -> list[Finding]:
    return implausible(read_rows(stated(*rows)), load_catalogue())


def codes(*rows: dict[str, object]) -> list[str]:
    return [finding.code for finding in found(*rows)]


def test_exactly_the_target_month_after_month() -> None:
    (finding,) = found(*series("fcr", [0.85] * 4, target=0.85))
    assert finding.code == "equals-target"
    assert finding.severity is Severity.WARNING
    assert finding.cells == "B4:E4"
    assert "85 %" in finding.message
    assert "4 months" in finding.message


@pytest.mark.parametrize(
    ("values", "target"), [([0.85, 0.85], 0.85), ([0.85, 0.85, 0.84], 0.85), ([0.85] * 4, None)]
)
def test_few_months_or_one_that_differs_say_nothing(
    values: list[float], target: float | None
) -> None:
    more = {} if target is None else {"target": target}
    assert codes(*series("fcr", values, **more)) == []


def test_all_on_steps_of_five_points() -> None:
    assert codes(*series("csat", [0.85, 0.90, 0.85, 0.80, 0.95])) == ["rounded-series"]
    assert codes(*series("csat", [0.85, 0.90, 0.85, 0.80, 0.94])) == []
    assert codes(*series("csat", [0.85, 0.90, 0.85, 0.80])) == []
    assert codes(*series("compliance_rate", [1.0, 1.0, 1.0, 1.0, 0.95, 1.0])) == []


def test_a_copied_month() -> None:
    names = ("fcr", "csat", "occupancy", "shrinkage")
    rows = [
        row
        for number, name in enumerate(names)
        for row in series(name, [0.711 + number / 10, 0.722 + number / 10, 0.711 + number / 10])
    ]
    (finding,) = found(*rows)
    assert finding.code == "copied-month"
    assert "2025-03 has exactly the figures of 2025-01 in all 4 KPIs" in finding.message
    assert codes(*rows[:9]) == []  # three KPIs may agree by chance


def test_months_that_never_change_are_not_copied() -> None:
    rows = [
        row
        for name in ("fcr", "csat", "occupancy", "shrinkage")
        for row in series(name, [0.711, 0.711, 0.711])
    ]
    assert codes(*rows) == []


def test_a_definition_that_is_named_in_some_months_only_changes_nothing() -> None:
    rows = series("response_time", [910.0, 920.0, 930.0, 940.0, 950.0, 960.0])
    for row in rows[4:]:
        row["variant"] = "mean_calendar"
    assert codes(*rows) == []


def test_a_definition_that_changes_in_the_middle() -> None:
    rows = series("service_level", [0.81, 0.82, 0.83, 0.84, 0.91, 0.92])
    for row in rows[:4]:
        row["variant"] = "answered_20s_of_offered"
    for row in rows[4:]:
        row["variant"] = "answered_30s_of_offered"
    (finding,) = found(*rows)
    assert finding.code == "definition-changes"
    assert "Answered within 30 s, of all offered from 2025-05" in finding.message


def test_two_definitions_side_by_side_are_no_change() -> None:
    both = [
        *series("service_level", [0.81, 0.82], variant="answered_20s_of_offered"),
        *series("service_level", [0.91, 0.92], variant="answered_30s_of_offered"),
    ]
    assert codes(*both) == []


def test_more_answered_than_offered() -> None:
    rows = [
        *series("offered_count", [1000.0, 900.0], unit="count"),
        *series("answered_count", [950.0, 901.0], unit="count"),
    ]
    (finding,) = found(*rows)
    assert finding.code == "part-above-whole"
    assert "2025-02" in finding.message
    assert finding.cells == "C4"


def test_shares_of_one_whole_above_it() -> None:
    rows = [*series("answer_rate", [0.97, 0.96]), *series("abandonment", [0.03, 0.08])]
    (finding,) = found(*rows)
    assert finding.code == "shares-above-one"
    assert "104 %" in finding.message


def test_utilisation_above_occupancy() -> None:
    rows = [*series("utilization", [0.70, 0.88]), *series("occupancy", [0.80, 0.80])]
    (finding,) = found(*rows)
    assert finding.code == "above-its-bound"
    assert "2025-02" in finding.message


def test_segments_and_vendors_are_kept_apart() -> None:
    rows = [
        *series("offered_count", [1000.0], unit="count", segment="Voice"),
        *series("answered_count", [1950.0], unit="count", segment="Chat"),
        *series("answered_count", [1950.0], unit="count", vendor="Borealis"),
    ]
    assert codes(*rows) == []
