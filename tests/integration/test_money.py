"""Money from reports and a scenario to figures, by totals that were worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.contract import Contract, Offer
from desktop_app.domain.finding import Severity
from desktop_app.domain.money import Tax, TaxBasis
from desktop_app.presenting.comparison import compare, rerank
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.stakes import stakes_view
from desktop_app.project.model import ProjectState
from desktop_app.project.store import open_project, save_project
from desktop_app.scoring.model import Scenario
from desktop_app.scoring.stakes import Back
from desktop_app.workbench.figure_doors import formula_text, rows_behind
from tests.helpers.priced import CONTRACT, STAKES, priced_reports, priced_scenario

D = Decimal


@pytest.fixture(scope="module")
def plain() -> Comparison:
    return compare(priced_reports(), load_catalogue(), priced_scenario())


@pytest.fixture(scope="module")
def agreed(plain: Comparison) -> Comparison:
    return rerank(plain, priced_scenario(contract=CONTRACT, stakes=STAKES))


def value(comparison: Comparison, vendor: str, kpi: str) -> float:
    return comparison.figures[vendor, kpi].value


def test_months_are_converted_at_their_own_rates(plain: Comparison) -> None:
    assert value(plain, "Acme", "cost_per_contact") == pytest.approx(3.5)
    assert value(plain, "Birch", "cost_per_contact") == pytest.approx(3.4)
    assert value(plain, "In-house", "cost_per_contact") == pytest.approx(5.0)
    assert "1 USD = 0.80 EUR of 2026-01-01 (ECB) to 1 USD = 0.90 EUR" in (
        plain.figures["Birch", "cost_per_contact"].mark
    )


def test_savings_are_made_of_prices_as_compared(plain: Comparison) -> None:
    # The article's 3.50 against 5.00 is 30 %; 3.40 against 5.00 is 32 %.
    assert value(plain, "Acme", "saving_vs_baseline") == pytest.approx(0.30)
    assert value(plain, "Birch", "saving_vs_baseline") == pytest.approx(0.32)
    assert ("In-house", "saving_vs_baseline") not in plain.figures
    mark = plain.figures["Birch", "saving_vs_baseline"].mark
    assert "for another volume: 6,000 against the baseline's 12,000" in mark
    assert "same content of work is not checked" in mark


def test_a_saving_takes_tax_into_account(plain: Comparison) -> None:
    taxes = {"Acme": Tax(TaxBasis.INCLUDED, D("0.25")), "In-house": Tax(TaxBasis.EXCLUDED)}
    taxed = rerank(plain, priced_scenario(tax=taxes))
    # 3.50 / 1.25 = 2.80 against 5.00.
    assert value(taxed, "Acme", "saving_vs_baseline") == pytest.approx(0.44)
    unknown = rerank(plain, priced_scenario(tax={"Acme": Tax(TaxBasis.INCLUDED)}))
    assert unknown.figures["Acme", "saving_vs_baseline"].value != pytest.approx(0.30)
    back = rerank(unknown, plain.scenario)
    assert value(back, "Acme", "saving_vs_baseline") == pytest.approx(0.30)


def test_the_total_cost_of_every_vendor(agreed: Comparison) -> None:
    view = agreed.contract
    assert view is not None
    totals = {cost.vendor: float(cost.total.value) for cost in view.costs}
    assert totals == {
        "Acme": pytest.approx(426000),
        "Birch": pytest.approx(408000),
        "In-house": pytest.approx(600000),
    }
    figure = agreed.figures["Acme", "total_cost"]
    assert (figure.value, figure.currency) == (pytest.approx(426000), "EUR")
    assert (figure.variant, figure.comparable) == ("agreed", True)
    assert "120,000 x 3.5 EUR a contact + transition 6,000.00 EUR" in figure.mark
    row = agreed.overall.iloc[figure.row]
    assert (row["kpi"], row["file"]) == ("total_cost", "Acme.xlsx")


def test_break_even_prices_in_the_view(agreed: Comparison) -> None:
    assert agreed.contract is not None
    found = {one.vendor: one for one in agreed.contract.break_evens}
    # Acme: (408,000 - 6,000) / 120,000; Birch: 426,000 / 120,000.
    assert float(found["Acme"].price or 0) == pytest.approx(3.35)
    assert float(found["Birch"].price or 0) == pytest.approx(3.55)
    assert [one.cheapest for one in found.values()] == [False, True, False]


def test_return_on_investment_over_the_contract(agreed: Comparison) -> None:
    assert value(agreed, "Acme", "roi") == pytest.approx(600 / 426 - 1)
    assert value(agreed, "Birch", "roi") == pytest.approx(600 / 408 - 1)
    assert "over 12 months: in-house cost avoided, 600,000.00 EUR" in (
        agreed.figures["Acme", "roi"].mark
    )


def test_claimed_gains_count_and_name_who_claims_them(plain: Comparison) -> None:
    offer = Offer(price=D(1), gain=D(20000), gain_by="Acme")
    contract = Contract(months=1, volume=D(10000), offers={"Acme": offer})
    found = rerank(plain, priced_scenario(contract=contract, baseline=""))
    # The article's example: a gain of 20,000 on a cost of 10,000 is 100 %.
    assert value(found, "Acme", "roi") == pytest.approx(1.0)
    assert "claimed by Acme" in found.figures["Acme", "roi"].mark


def test_a_quoted_price_goes_before_the_measured_one(plain: Comparison) -> None:
    offers = {"Acme": Offer(price=D("4"), currency="USD")}
    found = rerank(plain, priced_scenario(contract=replace(CONTRACT, offers=offers)))
    assert found.contract is not None
    # 4 USD at the latest rate of 0.90.
    assert found.contract.costs[0].total.value == D("432000.00")
    assert found.contract.prices["Acme"].startswith("quoted: 4 USD at 1 USD = 0.90 EUR")


def test_a_vendor_without_a_price_is_asked_about(plain: Comparison) -> None:
    found = rerank(plain, priced_scenario(contract=CONTRACT, rates=()))
    assert found.contract is not None
    assert list(found.contract.missing) == ["Birch"]
    asked = [f for f in found.figure_findings if f.code == "contract-price"]
    assert [f.severity for f in asked] == [Severity.QUESTION]
    # What it invoiced so far is no total over the contract.
    birch = found.figures["Birch", "total_cost"]
    assert (birch.variant, birch.comparable) == ("to_date", False)


def test_the_volume_is_forecast_from_measured_months(plain: Comparison) -> None:
    contract = Contract(months=12, volume_of="In-house")
    found = rerank(plain, priced_scenario(contract=contract))
    assert found.contract is not None
    assert found.contract.volume is not None
    assert found.contract.volume.months[0] == "2026-07"
    # Two thousand contacts in every month so far: the forecast can't be anything else.
    assert float(found.contract.volume.total.value) == pytest.approx(24000)
    assert "measured from 2026-01 to 2026-06 and forecast from there" in found.contract.volume.words


def test_no_volume_is_a_question(plain: Comparison) -> None:
    found = rerank(plain, priced_scenario(contract=Contract(months=12)))
    assert [f.code for f in found.figure_findings if f.code.startswith("contract")] == [
        "contract-volume"
    ]


def test_without_a_contract_nothing_is_left_of_it(agreed: Comparison, plain: Comparison) -> None:
    again = rerank(agreed, plain.scenario)
    assert again.contract is None
    assert len(again.overall) == len(plain.overall)
    assert set(again.figures) == set(plain.figures)


def test_other_weights_keep_the_worked_out_figures(agreed: Comparison) -> None:
    other = rerank(agreed, replace(agreed.scenario, weights={"total_cost": 1.0}))
    assert other.overall is agreed.overall
    # Points may move, as other weights leave other KPIs to be scored by the field of vendors.
    before = {key: replace(figure, score=0.0) for key, figure in agreed.figures.items()}
    assert {key: replace(figure, score=0.0) for key, figure in other.figures.items()} == before
    assert [line.vendor for line in other.ranking.vendors] == ["Birch", "Acme", "In-house"]


def test_stakes_over_every_measured_month(agreed: Comparison) -> None:
    view = stakes_view(agreed)
    assert view is not None
    assert view.months == tuple(f"2026-0{month}" for month in range(1, 7))
    acme, birch, inhouse = view.vendors
    # Acme: February's 5 % of 3,500 is earned back by March and April; May's 10 % is cut to 8 %.
    assert [month.amount for month in acme.months] == [0, 0, 0, 0, D("-280.0"), 0]
    assert acme.months[1].due.dues[0].back is Back.EARNED
    assert acme.months[4].due.dues[0].back is Back.OPEN
    # Birch: April is 5 % of 4,000 USD at 0.90, missed as June failed; June 5 % as well.
    assert [month.due.assessed for month in birch.months] == [True, True, False, True, True, True]
    assert birch.months[3].amount == D("-180.0")
    assert birch.months[3].due.dues[0].back is Back.MISSED
    assert birch.total == D("-360.0")
    assert inhouse.assessed == ()
    file, sheet, cells = acme.months[1].cells["service_level"]
    assert (file, sheet, cells) == ("Acme.xlsx", "KPIs", "C4")


def test_measured_credits_lower_the_expected_cost(plain: Comparison) -> None:
    scenario: Scenario = priced_scenario(
        contract=replace(CONTRACT, credits_measured=True), stakes=STAKES
    )
    found = rerank(plain, scenario)
    assert found.contract is not None
    acme = found.contract.costs[0]
    # 8 % in one of six months is 1.333 % of 420,000.
    assert float(acme.credits.value) == pytest.approx(5600)
    assert float(acme.total.value) == pytest.approx(420400)


@pytest.mark.parametrize(
    ("vendor", "kpi", "formula", "cells"),
    [
        (
            "Acme",
            "total_cost",
            "120,000 x 3.5 EUR a contact + transition 6,000.00 EUR = 426,000.00 EUR",
            ["Acme.xlsx"],
        ),
        (
            "Acme",
            "roi",
            "(600,000.00 EUR - 426,000.00 EUR) / 426,000.00 EUR = 40.8 %",
            ["Acme.xlsx", "In-house.xlsx"],
        ),
        (
            "Birch",
            "saving_vs_baseline",
            "1 - 3.40 EUR / 5.00 EUR = 32.0 %",
            ["Birch.xlsx", "In-house.xlsx"],
        ),
    ],
)
def test_worked_out_figures_lead_to_their_prices(
    agreed: Comparison, vendor: str, kpi: str, formula: str, cells: list[str]
) -> None:
    row = agreed.figures[vendor, kpi].row
    assert formula_text(agreed, row) == formula
    behind = rows_behind(agreed, row)
    assert list(behind["file"]) == cells
    assert set(behind["kpi"]) == {"cost_per_contact"}


def test_a_quoted_price_has_no_cells_and_measured_figures_keep_theirs(plain: Comparison) -> None:
    offers = {"Acme": Offer(price=D("4"))}
    found = rerank(plain, priced_scenario(contract=replace(CONTRACT, offers=offers)))
    assert rows_behind(found, found.figures["Acme", "total_cost"].row).empty
    behind = rows_behind(found, found.figures["Acme", "service_level"].row)
    assert len(behind) == 12  # six shares, and the calls handled that weigh them


def test_a_project_keeps_rates_taxes_contract_and_stakes(
    agreed: Comparison, tmp_path: Path
) -> None:
    scenario = replace(
        agreed.scenario, tax={"Acme": Tax(TaxBasis.INCLUDED, D("0.190"))}, name="Kept"
    )
    state = ProjectState((), scenario, overall=agreed.overall, by_period=agreed.by_period)
    save_project(tmp_path / "p.vbench", state)
    opened = open_project(tmp_path / "p.vbench").state
    assert opened is not None
    assert opened.scenario == scenario
    assert len(opened.overall) == len(agreed.overall)


def test_a_baseline_that_nobody_is_is_told(plain: Comparison) -> None:
    found = rerank(plain, priced_scenario(baseline="Head office", contract=CONTRACT))
    told = [f for f in found.figure_findings if f.code == "baseline-unknown"]
    assert [f.severity for f in told] == [Severity.WARNING]
    assert "Head office" in told[0].message
