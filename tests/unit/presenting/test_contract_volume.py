"""The volume of a contract: entered month by month, or forecast from whole months of a log."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.contract import Contract
from desktop_app.domain.errors import ScenarioError
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportOptions
from desktop_app.presenting.comparison import compare
from desktop_app.presenting.contract_volume import volume_plan
from desktop_app.presenting.model import Comparison
from desktop_app.scoring.scenario import scenario_from_profile
from tests.helpers.priced import priced_reports, priced_scenario

D = Decimal


@pytest.fixture(scope="module")
def priced() -> Comparison:
    return compare(priced_reports(), load_catalogue(), priced_scenario())


def logged(folder: Path, last: dt.date) -> Comparison:
    """Compare a log of ten contacts a day from January on, up to a day."""
    days = pd.date_range("2026-01-01", last)
    frame = pd.DataFrame({"Date": days.repeat(10)})
    frame.insert(0, "Contact ID", [f"C{number:06d}" for number in range(len(frame))])
    frame["Handle time (s)"] = 300
    frame["Cost (EUR)"] = 4.0
    path = folder / "Acme contacts.xlsx"
    frame.to_excel(path, index=False)
    catalogue = load_catalogue()
    report = import_report(path, catalogue, ImportOptions(vendors={str(path): "Acme"}))
    return compare([report], catalogue, scenario_from_profile(catalogue))


def test_volumes_are_entered_for_all_and_for_some_months(priced: Comparison) -> None:
    contract = Contract(3, "2026-12", volume=D(100), volumes={"2027-01": D("250.5")})
    plan = volume_plan(priced, contract)
    assert plan.months == ("2026-12", "2027-01", "2027-02")
    assert [one.value for one in plan.estimates] == [D(100), D("250.5"), D(100)]
    assert plan.total.value == D("450.5")


def test_a_contract_without_a_start_follows_the_measured_months(priced: Comparison) -> None:
    assert volume_plan(priced, Contract(2, volume=D(1))).months == ("2026-07", "2026-08")


def test_a_month_without_a_volume_is_named(priced: Comparison) -> None:
    contract = Contract(3, "2027-01", volumes={"2027-02": D(5)})
    with pytest.raises(ScenarioError, match="2027-01 and 1 more months"):
        volume_plan(priced, contract)


def test_all_vendors_volumes_are_added_up(priced: Comparison) -> None:
    plan = volume_plan(priced, Contract(2, volume_of="*"))
    # 1000 + 1000 + 2000 in every month.
    assert [float(one.value) for one in plan.estimates] == [pytest.approx(4000)] * 2


def test_months_that_are_measured_already_are_taken_as_measured(priced: Comparison) -> None:
    plan = volume_plan(priced, Contract(4, "2026-05", volume_of="Acme"))
    assert plan.months == ("2026-05", "2026-06", "2026-07", "2026-08")
    assert plan.estimates[0].low == plan.estimates[0].high == D("1000.0")


def test_too_few_months_are_not_forecast(tmp_path: Path) -> None:
    comparison = logged(tmp_path, dt.date(2026, 4, 30))
    with pytest.raises(ScenarioError, match="from 4 months: it takes 6"):
        volume_plan(comparison, Contract(2, volume_of="Acme"))


def test_a_month_that_is_not_over_does_not_lower_the_forecast(tmp_path: Path) -> None:
    comparison = logged(tmp_path, dt.date(2026, 8, 6))
    plan = volume_plan(comparison, Contract(3, "2026-09", volume_of="Acme"))
    assert "measured from 2026-01 to 2026-07" in plan.words
    # Ten a day: some 300 a month, and nothing like the 60 of the first days of August.
    assert all(280 <= one.value <= 320 for one in plan.estimates)
    assert all(one.low <= one.value <= one.high for one in plan.estimates)


def test_nobody_of_that_name_has_months(priced: Comparison) -> None:
    with pytest.raises(ScenarioError, match="No month's volume is known of Dorset"):
        volume_plan(replace(priced), Contract(2, volume_of="Dorset"))
