"""Rows of one KPI in one table that are of different work: none of them may vanish."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.finding import Severity
from tests.helpers.workbooks import codes, figures, import_rows

_HEAD = ["Service Level Measure", "Jan 2026", "Feb 2026"]
_EMAILS = ["Emails answered within 24 hours", "94.5 %", "92.1 %"]
_COMPLAINTS = ["Complaints resolved in 5 days", "99.4 %", "98.1 %"]
_CSAT = ["Customer satisfaction", "85.9 %", "80.7 %"]


def test_a_row_of_other_work_that_stands_for_the_whole_is_said_with_both(tmp_path: Path) -> None:
    report = import_rows(tmp_path, [_HEAD, _CSAT, _EMAILS, _COMPLAINTS])
    found = figures(report, "item", "segment", "period")
    assert found["sla_compliance", "Emails", "2026-01"] == pytest.approx(0.945)
    assert found["sla_compliance", None, "2026-01"] == pytest.approx(0.994)
    (said,) = [f for f in report.findings if f.code == "whole-of-other-work"]
    assert said.severity is Severity.WARNING
    for told in ("row 3", "row 4", "B3 ('94.5 %')", "B4 ('99.4 %')", "'Emails' alone"):
        assert told in said.message
    assert said.cells == "B3:C4"


def test_two_rows_that_state_the_same_name_each_other(tmp_path: Path) -> None:
    tickets = ["Requests resolved within 24 hours", "90 %", "91 %"]
    report = import_rows(tmp_path, [_HEAD, _CSAT, tickets, _COMPLAINTS])
    (asked,) = [f for f in report.findings if f.code == "row-conflict"]
    assert asked.severity is Severity.QUESTION
    for told in (tickets[0], _COMPLAINTS[0], "row 3", "row 4", "B3 ('90 %')", "B4 ('99.4 %')"):
        assert str(told) in asked.message


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            [["CSAT", "85 %", "86 %"], ["CSAT Email", "80 %", "81 %"]], id="whole and part"
        ),
        pytest.param(
            [["Customer satisfaction", "85 %", "86 %"], ["CSAT Email", "80 %", "81 %"]],
            id="a known name",
        ),
        pytest.param(
            [["All items answered within 24 hours", "90 %", "91 %"], _EMAILS],
            id="words of the whole",
        ),
    ],
)
def test_a_whole_and_its_part_are_nothing_to_warn_of(
    tmp_path: Path, rows: list[list[object]]
) -> None:
    report = import_rows(tmp_path, [_HEAD, *rows, ["AHT (sec)", 300, 310]])
    assert "whole-of-other-work" not in codes(report)
