"""The button for money in the Decide step, and what its entries do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from desktop_app.domain.progress import Progress
from desktop_app.domain.translating import tr
from desktop_app.gui.common.asking import answer_of
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.decide.money.contract_dialog import ContractDialog
from desktop_app.gui.decide.money.rates_dialog import RatesDialog
from desktop_app.gui.decide.money.results import MoneyResults
from desktop_app.gui.decide.money.stakes_dialog import StakesDialog
from desktop_app.gui.decide.money.tax_dialog import TaxDialog
from desktop_app.gui.dialogs import or_any_file, report_files
from desktop_app.gui.lookups import error_sentence
from desktop_app.presenting.money_words import currencies_of, price_kpis, staked_kpis
from desktop_app.workbench.jobs import Job
from desktop_app.workbench.table_files import read_rate_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.presenting.model import Comparison
    from desktop_app.scoring.model import Scenario
    from desktop_app.scoring.rates_table import RateRows


class MoneyButton(QPushButton):
    """Opens a menu: rates, taxes, the contract, its stakes, and what they come to."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Money"))
        self.setAccessibleName(tr("Money"))
        self.setToolTip(tr("Exchange rates, tax, contract, service credits, and what they come to"))
        self._desk = desk
        menu = QMenu(self)
        for text, act in (
            (tr("Exchange rates…"), self.change_rates),
            (tr("Tax…"), self.change_tax),
            (tr("Contract…"), self.change_contract),
            (tr("Credits and bonuses…"), self.change_stakes),
            (tr("What it comes to…"), self.show_results),
        ):
            menu.addAction(text, act)
        self.setMenu(menu)

    def change_rates(self) -> None:
        """Ask for the base currency and the exchange rates."""
        comparison, scenario = self._open()
        if comparison is None or scenario is None:
            return
        dialog = RatesDialog(
            self,
            currencies_of(comparison),
            scenario.base_currency,
            scenario.rates,
            choose_rate_file,
            self._read_rates,
        )
        if answer_of(dialog):
            base, quotes = dialog.entered()
            self._change(
                scenario,
                tr("enter exchange rates"),
                replace(scenario, base_currency=base, rates=quotes),
            )

    def change_tax(self) -> None:
        """Ask how vendors state their prices."""
        comparison, scenario = self._open()
        if comparison is None or scenario is None:
            return
        dialog = TaxDialog(self, comparison.vendors, scenario.tax, scenario.tax_basis)
        if answer_of(dialog):
            basis, taxes = dialog.entered()
            after = replace(scenario, tax_basis=basis, tax=taxes)
            self._change(scenario, tr("say how prices hold tax"), after)

    def change_contract(self) -> None:
        """Ask for the contract that is compared, and what vendors ask for it."""
        comparison, scenario = self._open()
        if comparison is None or scenario is None:
            return
        prices = price_kpis(comparison.catalogue)
        dialog = ContractDialog(self, comparison.vendors, scenario.contract, prices)
        if answer_of(dialog):
            after = replace(scenario, contract=dialog.entered())
            self._change(scenario, tr("enter the contract"), after)

    def change_stakes(self) -> None:
        """Ask for service credits and bonuses."""
        comparison, scenario = self._open()
        if comparison is None or scenario is None:
            return
        dialog = StakesDialog(self, staked_kpis(comparison), scenario.stakes)
        if answer_of(dialog):
            after = replace(scenario, stakes=dialog.entered())
            self._change(scenario, tr("enter credits and bonuses"), after)

    def show_results(self) -> None:
        """Show total cost and money at stake."""
        comparison = self._desk.workbench.comparison
        if comparison is not None:
            answer_of(MoneyResults(self, self._desk.theme, comparison))

    def _open(self) -> tuple[Comparison | None, Scenario | None]:
        return self._desk.workbench.comparison, self._desk.workbench.scenario

    def _change(self, before: Scenario, label: str, after: Scenario) -> None:
        if after != before:
            self._desk.workbench.set_scenario(label, after)

    def _read_rates(
        self, path: Path, done: Callable[[RateRows], None], failed: Callable[[str], None]
    ) -> None:
        def work(progress: Progress) -> RateRows:
            progress.check()
            return read_rate_file(path)

        def explain(error: Exception) -> None:
            failed(error_sentence(error))

        self._desk.session.runner.start(
            Job(tr("Reading {file}", file=path.name), work, done, "rates", explain)
        )


def choose_rate_file(parent: QWidget) -> Path | None:
    """Ask which file to take rates from; None when the user thought better of it."""
    file, _ = QFileDialog.getOpenFileName(
        parent, tr("Import exchange rates"), "", or_any_file(report_files(tr("Tables")))
    )
    return Path(file) if file else None
