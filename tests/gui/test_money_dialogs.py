"""Rates, taxes, contract and stakes as they are entered in the Decide step."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QDialogButtonBox

from desktop_app.domain.money import Quote, Tax, TaxBasis
from desktop_app.gui.decide.money import menu
from desktop_app.gui.decide.money.rates_dialog import RatesDialog
from desktop_app.gui.decide.money.tax_dialog import TaxDialog
from desktop_app.gui.steps import Step
from desktop_app.workbench.table_files import read_rate_file

JANUARY, MARCH = dt.date(2026, 1, 31), dt.date(2026, 3, 31)
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


@pytest.mark.parametrize(
    ("texts", "problem"),
    [
        (("dollar", "1.1", "EUR", "2026-01-31"), "'DOLLAR' is no currency code"),
        (("USD", "1,234", "EUR", "2026-01-31"), "decimal or thousands"),
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
