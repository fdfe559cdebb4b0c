"""Which KPIs a log can't give without one more column, by the catalogue's own formulas."""

from __future__ import annotations

import pytest

from desktop_app.importing.waiting import Needs
from tests.helpers.workbooks import catalogue

NEEDS = Needs(catalogue())


@pytest.mark.parametrize(
    ("held", "missing", "waiting"),
    [
        (["record_id", "date"], "resolved_first_contact", {"fcr"}),
        (["record_id", "date", "talk_time", "hold_time"], "wrap_time", {"aht"}),
        (["project_id", "delivered_at"], "received_at", {"tat"}),
        (["record_id", "date", "handle_time"], "category", set()),
        (["record_id", "created_at", "resolved_at"], "updated_at", set()),
    ],
)
def test_kpis_that_wait(held: list[str], missing: str, waiting: set[str]) -> None:
    assert {kpi.id for kpi in NEEDS.waiting(held, missing)} == waiting


def test_what_is_computed_already_does_not_wait() -> None:
    assert NEEDS.waiting(["record_id", "date", "handle_time"], "handle_time") == []


def test_two_columns_that_only_help_together_wait_for_each_other() -> None:
    alone = {kpi.id for kpi in NEEDS.waiting(["record_id", "date"], "answered")}
    assert "service_level" not in alone
    together = {kpi.id for kpi in NEEDS.waiting(["record_id", "date"], "answered", ["wait_time"])}
    assert "service_level" in together


def test_an_outcome_tells_answered_and_abandoned() -> None:
    found = {kpi.id for kpi in NEEDS.waiting(["record_id", "date"], "outcome")}
    assert {"answer_rate", "abandonment"} <= found


def test_everything_waits_for_the_only_date() -> None:
    found = {kpi.id for kpi in NEEDS.waiting(["record_id", "handle_time"], "date")}
    assert {"aht", "volume"} <= found
