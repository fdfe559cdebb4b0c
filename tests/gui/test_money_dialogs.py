"""Rates, taxes, contract and stakes as they are entered in the Decide step."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QDialogButtonBox

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.contract import Contract, Offer, Stakes, Term, Tier
from desktop_app.domain.money import Quote, Tax, TaxBasis
from desktop_app.gui.decide.money import menu
from desktop_app.gui.decide.money.contract_dialog import ContractDialog
from desktop_app.gui.decide.money.rates_dialog import RatesDialog
from desktop_app.gui.decide.money.results import MoneyResults
from desktop_app.gui.decide.money.stakes_dialog import StakesDialog
from desktop_app.gui.decide.money.tax_dialog import TaxDialog
from desktop_app.gui.steps import Step
from desktop_app.presenting.comparison import compare
from desktop_app.workbench.table_files import read_rate_file
from tests.helpers.priced import CONTRACT, STAKES, priced_reports, priced_scenario

JANUARY, MARCH = dt.date(2026, 1, 31), dt.date(2026, 3, 31)
D = Decimal
PRICES = {"cost_per_contact": "Cost per contact", "cost_per_hour": "Cost per hour"}
USD = Quote("USD", Decimal("0.9204"), JANUARY, "EUR", "ECB")


def rates_dialog(qtbot, quotes=(), base="EUR", file=None):
    def read(path, done, failed):
        done(read_rate_file(path))

    made = RatesDialog(None, ["EUR", "INR", "USD"], base, quotes, lambda _parent: file, read)
    qtbot.addWidget(made)
    return made


def type_line(table, number, *texts):
    for place, text in enumerate(texts):
        table.set_text(number, place, text)


def accepted(dialog):
    dialog.accept()
    return dialog.result() == QDialog.DialogCode.Accepted


def test_a_line_waits_for_every_currency_of_the_figures(qtbot):
    dialog = rates_dialog(qtbot, [USD])
    assert [texts for _, texts in dialog.table.lines()] == [
        ("USD", "0.9204", "EUR", "2026-01-31", "ECB"),
        ("INR", "", "EUR", "", ""),
    ]
    assert accepted(dialog)
    assert dialog.entered() == ("EUR", (USD,))


def test_several_rates_of_one_currency_and_either_way_round(qtbot):
    dialog = rates_dialog(qtbot, [USD])
    type_line(dialog.table, 1, "eur", "90,5", "inr", "2026-01-31", "")
    dialog.table.add_line()
    type_line(dialog.table, 2, "USD", "0.95", "EUR", "2026-03-31", "own")
    assert accepted(dialog)
    assert dialog.entered() == (
        "EUR",
        (
            Quote("EUR", Decimal("90.5"), JANUARY, "INR"),
            USD,
            Quote("USD", Decimal("0.95"), MARCH, "EUR", "own"),
        ),
    )


def test_a_number_of_two_readings_is_taken_as_the_user_writes_numbers_and_shown_so(qtbot):
    dialog = rates_dialog(qtbot)
    type_line(dialog.table, 0, "VND", "25,400", "EUR", "2026-01-31")
    dialog.table.grid.item(0, 1).setText("25,400")
    assert dialog.table.text(0, 1) == "25400"


@pytest.mark.parametrize(
    ("texts", "problem"),
    [
        (("dollar", "1.1", "EUR", "2026-01-31"), "'DOLLAR' is no currency code"),
        (("USD", "0", "EUR", "2026-01-31"), "more than 0"),
        (("USD", "1.1", "EUR", "31.1.26"), "Write it like 2026-03-31"),
        (("EUR", "1.1", "", "2026-01-31"), "two different currencies"),
    ],
)
def test_a_rate_that_cannot_be_read_keeps_the_dialog_open(qtbot, texts, problem):
    dialog = rates_dialog(qtbot)
    type_line(dialog.table, 0, *texts)
    assert not accepted(dialog)
    assert problem in dialog.problem.text()
    type_line(dialog.table, 0, "USD", "1.1", "EUR", "2026-01-31")
    assert dialog.problem.text() == ""
    assert accepted(dialog)


def test_the_direction_of_imported_rates_is_asked(qtbot, tmp_path):
    file = tmp_path / "ecb.csv"
    file.write_text("currency,rate,date\nUSD,1.25,2026-01-31\n", encoding="utf-8")
    dialog = rates_dialog(qtbot, file=file)
    dialog.import_file()
    assert dialog.units.text() == "1 USD = 1.25 EUR"
    assert dialog.base_units.text() == "1 EUR = 1.25 USD"
    assert not accepted(dialog)
    dialog.take_direction()
    assert "what the rates of the file mean" in dialog.problem.text()
    dialog.base_units.setChecked(True)
    dialog.take_direction()
    assert accepted(dialog)
    assert dialog.entered()[1] == (Quote("EUR", Decimal("1.25"), JANUARY, "USD"),)


def test_imported_pairs_need_no_question(qtbot, tmp_path):
    file = tmp_path / "r.csv"
    file.write_text("currency;into;rate;date\nINR;EUR;0,011;2026-01-31\n", encoding="utf-8")
    dialog = rates_dialog(qtbot, [USD], file=file)
    dialog.import_file()
    assert accepted(dialog)
    assert [quote.currency for quote in dialog.entered()[1]] == ["INR", "USD"]


def test_tax_of_all_and_of_one(qtbot):
    dialog = TaxDialog(None, ["Acme", "Birch"], {}, TaxBasis.EXCLUDED)
    qtbot.addWidget(dialog)
    type_line(dialog.table, 0, "All other vendors", "excluded", "")
    type_line(dialog.table, 2, "Birch", "included", "7,5 %")
    dialog.basis.setCurrentIndex(1)
    assert accepted(dialog)
    assert dialog.entered() == (
        TaxBasis.INCLUDED,
        {"*": Tax(TaxBasis.EXCLUDED), "Birch": Tax(TaxBasis.INCLUDED, Decimal("0.075"))},
    )


def test_a_tax_rate_needs_a_word_whether_prices_hold_it(qtbot):
    dialog = TaxDialog(None, ["Acme"], {"Acme": Tax(TaxBasis.INCLUDED)}, TaxBasis.EXCLUDED)
    qtbot.addWidget(dialog)
    type_line(dialog.table, 1, "Acme", "unsaid", "19")
    assert not accepted(dialog)
    assert dialog.problem.text().startswith("Acme: a rate is entered")


def test_the_decide_step_enters_rates_undoably(qtbot, compared, monkeypatch):
    compared.go(Step.DECIDE)
    page = compared.page(Step.DECIDE)

    def enter(dialog):
        dialog.base.setCurrentText("eur")
        dialog.table.add_line()
        last = dialog.table.grid.rowCount() - 1
        type_line(dialog.table, last, "USD", "0.9204", "EUR", "2026-01-31", "ECB")
        dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
        return dialog.result()

    monkeypatch.setattr(RatesDialog, "exec", enter)
    before = compared.workbench.scenario
    page.money.change_rates()
    assert compared.workbench.scenario.base_currency == "EUR"
    assert compared.workbench.scenario.rates == (USD,)
    compared.workbench.history.undo()
    assert compared.workbench.scenario == before


def test_a_file_of_rates_is_read_beside_the_window(qtbot, compared, monkeypatch, tmp_path):
    file = tmp_path / "nothing.csv"
    monkeypatch.setattr(menu, "choose_rate_file", lambda _parent: file)
    compared.go(Step.DECIDE)
    said = []

    def enter(dialog):
        dialog.import_file()
        said.append(dialog.problem.text())
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr(RatesDialog, "exec", enter)
    compared.page(Step.DECIDE).money.change_rates()
    assert str(Path(file).name) in said[0]


def contract_dialog(qtbot, contract=None):
    made = ContractDialog(None, ["Acme", "Birch"], contract, PRICES)
    qtbot.addWidget(made)
    return made


def test_a_contract_as_it_is_entered(qtbot):
    dialog = contract_dialog(qtbot)
    dialog.months.setValue(24)
    dialog.start.setText("2027-01")
    dialog.volume.setText("288 000")
    dialog.per.setCurrentIndex(1)
    dialog.offers.set_text(1, 1, "3.125")
    dialog.offers.set_text(1, 2, "usd")
    dialog.offers.set_text(1, 5, "2.5")
    dialog.offers.set_text(0, 3, "40000")
    dialog.volumes.add_line()
    type_line(dialog.volumes, 0, "2027-12", "15000")
    assert accepted(dialog)
    assert dialog.entered() == Contract(
        months=24,
        start="2027-01",
        volume=D(12000),
        volumes={"2027-12": D(15000)},
        offers={
            "*": Offer(transition=D(40000)),
            "Acme": Offer(price=D("3.125"), currency="USD", oversight_share=D("0.025")),
        },
    )


def test_a_contract_comes_back_as_it_was(qtbot):
    offer = Offer(D("3.1"), "USD", D(1), D(2), D("0.03"), D(4), D("0.05"), D(6), "Acme", D(7))
    contract = Contract(
        36, "2027-04", "cost_per_hour", D(160), {"2027-05": D(80)}, "Birch", True, {"Acme": offer}
    )
    dialog = contract_dialog(qtbot, contract)
    assert accepted(dialog)
    assert dialog.entered() == contract


def test_a_contract_can_be_taken_away(qtbot):
    dialog = contract_dialog(qtbot, CONTRACT)
    dialog.wanted.setChecked(False)
    assert accepted(dialog)
    assert dialog.entered() is None


@pytest.mark.parametrize(
    ("place", "text", "problem"),
    [
        ((1, 1), "cheap", "Acme, Price quoted: found 'cheap'"),
        ((1, 2), "dollars", "Acme, Currency: 'dollars' is no currency code"),
        ((0, 5), "101", "All other vendors, Oversight, %: found 101, expected 0 to 100 %"),
    ],
)
def test_what_an_offer_cannot_be_names_vendor_and_column(qtbot, place, text, problem):
    dialog = contract_dialog(qtbot)
    dialog.offers.set_text(*place, text)
    assert not accepted(dialog)
    assert problem in dialog.problem.text()


@pytest.mark.parametrize("text", ["2027", "soon"])
def test_the_first_month_is_a_month(qtbot, text):
    dialog = contract_dialog(qtbot)
    dialog.start.setText(text)
    assert not accepted(dialog)
    assert dialog.problem.text().startswith(f"First month: '{text}' is no month")


def stakes_dialog(qtbot, stakes=None):
    kpis = load_catalogue().kpis
    made = StakesDialog(None, {k: kpis[k] for k in ("service_level", "aht")}, stakes)
    qtbot.addWidget(made)
    return made


def test_tiers_as_they_are_entered(qtbot):
    dialog = stakes_dialog(qtbot)
    dialog.table.add_line()
    dialog.table.add_line()
    type_line(dialog.table, 0, "service_level", "below", "80 %", "5", "3")
    type_line(dialog.table, 1, "service_level", "at_least", "0,9", "2", "")
    type_line(dialog.table, 2, "aht", "above", "6 min", "2.5 %", "")
    dialog.cap.setText("15")
    assert accepted(dialog)
    assert dialog.entered() == Stakes(
        (
            Term(
                "service_level",
                (Tier(0.8, True, D("0.05")), Tier(0.9, False, D("0.02"), bonus=True)),
                3,
            ),
            Term("aht", (Tier(360.0, False, D("0.025")),)),
        ),
        cap=D("0.15"),
    )
    again = stakes_dialog(qtbot, dialog.entered())
    assert accepted(again)
    assert again.entered() == dialog.entered()


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (("", "below", "80 %", "5", ""), "no KPI is chosen"),
        (("service_level", "below", "", "", ""), "limit and share of the fee are needed"),
        (("service_level", "below", "80", "5", ""), "Write '80 %'"),
        (("aht", "above", "six", "5", ""), "expected a number or '5 min'"),
        (("aht", "above", "6 min", "5", "soon"), "no number of months"),
    ],
)
def test_a_tier_that_cannot_be_read_keeps_the_dialog_open(qtbot, line, problem):
    dialog = stakes_dialog(qtbot)
    type_line(dialog.table, 0, *line)
    assert not accepted(dialog)
    assert dialog.problem.text().startswith("Line 1: ")
    assert problem in dialog.problem.text()


def test_no_tier_is_no_stakes(qtbot):
    dialog = stakes_dialog(qtbot)
    assert accepted(dialog)
    assert dialog.entered() is None


def test_the_results_show_totals_break_even_and_cells(qtbot, compared):
    scenario = priced_scenario(contract=CONTRACT, stakes=STAKES)
    comparison = compare(priced_reports(), load_catalogue(), scenario)
    dialog = MoneyResults(None, compared.theme, comparison)
    qtbot.addWidget(dialog)
    row = dialog.costs.table.rows[dialog.costs.table.find("Acme")]
    assert [cell.text for cell in row.cells] == [
        "Acme", "3.50 EUR", "420,000.00 EUR", "6,000.00 EUR", "0.00 EUR", "0.00 EUR",
        "426,000.00 EUR", "–", "3.35 EUR", "40.8 %",
    ]  # fmt: skip
    birch = dialog.stakes.table.rows[dialog.stakes.table.find("Birch")]
    assert [cell.text for cell in birch.cells] == [
        "Birch", "0.00 EUR", "0.00 EUR", "–", "−180.00 EUR", "0.00 EUR", "−180.00 EUR",
        "−360.00 EUR",
    ]  # fmt: skip
    table = dialog.details.table
    detail = table.rows[table.find(("Acme", "2026-05", "service_level"))]
    assert [cell.text for cell in detail.cells] == [
        "2026-05", "Service level", "69.0 %", "below 70.0 %: credit of 10 %, cut to 8 %",
        "−280.00 EUR", "not decided: the months after it are not all there yet",
        "Acme.xlsx KPIs F4",
    ]  # fmt: skip


def test_without_contract_and_stakes_the_results_say_what_to_do(qtbot, compared, monkeypatch):
    shown = []

    def look(dialog):
        shown.append(dialog)

    monkeypatch.setattr(MoneyResults, "exec", look)
    compared.go(Step.DECIDE)
    compared.page(Step.DECIDE).money.show_results()
    assert shown[0].costs.table.rows == ()
    shown[0].deleteLater()
