"""Level vendors in the Compare step."""

from __future__ import annotations

from desktop_app.gui.steps import Step
from tests.unit.presenting.test_levels import made


def test_bands_stand_beside_the_ranks_and_pairs_are_explained(compared):
    comparison = made(0.3)
    compared.workbench.start(comparison.reports, comparison.scenario, comparison)
    compared.go(Step.COMPARE)
    page = compared.page(Step.COMPARE)
    keys = [column.key for column in page.ranking.table.columns]
    assert page.ranking.table.rows[0].cells[keys.index("band")].text == "1–2"
    assert "Birch can't be told apart from it" in page._verdict.text()
    page.tabs.go_to("Level")
    assert "Alder and Birch are level" in page.level.words.text()
    assert page.level.table.select("aht")
    assert "apart, noise" in page.level.pairs.text()


def test_the_rule_for_missing_figures_is_chosen_and_undone(compared):
    comparison = made(0.3)
    compared.workbench.start(comparison.reports, comparison.scenario, comparison)
    compared.go(Step.COMPARE)
    page = compared.page(Step.COMPARE)
    page.tabs.go_to("Missing")
    assert [row.key for row in page.missing.table.table.rows][:2] == ["Alder", "Birch"]
    page.missing.box.setCurrentIndex(page.missing.box.findData("worst"))
    page.missing.box.activated.emit(page.missing.box.currentIndex())
    assert compared.workbench.scenario.missing.value == "worst"
    compared.workbench.history.undo()
    assert compared.workbench.scenario.missing.value == "leave_out"
