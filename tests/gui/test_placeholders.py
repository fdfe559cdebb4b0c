"""What a form shows of an empty line, as an example or a rule, is whole in every language."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QDialog

from desktop_app.domain.translating import Language, speak
from desktop_app.gui.decide.hours_dialog import HoursDialog
from desktop_app.gui.decide.money.contract_dialog import ContractDialog
from desktop_app.gui.decide.money.rates_dialog import RatesDialog
from desktop_app.gui.language import language_of
from desktop_app.workbench.calendars import Places
from tests.gui.cut_texts import cut_texts


@pytest.fixture(params=["en", "de", "fr", "es"])
def language(request):
    speak(language_of(request.param, QLocale(request.param)))
    yield request.param
    speak(Language())


def _hours() -> QDialog:
    return HoursDialog(None, ["Acme"], {}, Places({"DE": ("BE",)}, ("UTC",)), lambda _one: None)


def _contract() -> QDialog:
    return ContractDialog(None, ["Acme"], None, {"cost_per_contact": "Cost per contact"})


def _rates() -> QDialog:
    return RatesDialog(None, ["EUR", "USD"], "", (), lambda _parent: None, lambda *_any: None)


@pytest.mark.parametrize("make", [_hours, _contract, _rates])
def test_no_placeholder_is_cut(qtbot, language, make):
    dialog = make()
    qtbot.addWidget(dialog)
    dialog.show()
    assert [text for text in cut_texts(dialog) if text.startswith("QLineEdit")] == []
