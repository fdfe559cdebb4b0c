"""The language of the window: which is spoken, and that all of it is."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QToolButton

from desktop_app.domain.translating import ISO_DAY, Language, speak, spoken, tr
from desktop_app.gui.kpis.view import KpisPage
from desktop_app.gui.language import language_code, language_of, number_locale
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.steps import Step
from desktop_app.workbench.preferences import LanguageChoice
from tests.gui.cut_texts import cut_texts

TITLES = {
    LanguageChoice.GERMAN: "Kundenzufriedenheit",
    LanguageChoice.FRENCH: "Satisfaction client",
    LanguageChoice.SPANISH: "Satisfacción del cliente",
}


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak(Language())


@pytest.mark.parametrize(
    ("choice", "system", "code"),
    [
        (LanguageChoice.SYSTEM, "de_AT", "de"),
        (LanguageChoice.SYSTEM, "fr_CA", "fr"),
        (LanguageChoice.SYSTEM, "pl_PL", "en"),
        (LanguageChoice.SYSTEM, "C", "en"),
        (LanguageChoice.SPANISH, "de_DE", "es"),
        (LanguageChoice.ENGLISH, "de_DE", "en"),
    ],
)
def test_the_language_is_the_one_chosen_or_the_desktops(
    choice: LanguageChoice, system: str, code: str
) -> None:
    assert language_code(choice, QLocale(system)) == code


def test_numbers_are_the_desktops_unless_another_language_is_chosen() -> None:
    polish = QLocale("pl_PL")
    assert number_locale(LanguageChoice.SYSTEM, polish) == polish
    assert number_locale(LanguageChoice.GERMAN, QLocale("de_AT")) == QLocale("de_AT")
    assert number_locale(LanguageChoice.GERMAN, QLocale("en_US")).decimalPoint() == ","
    assert number_locale(LanguageChoice.ENGLISH, QLocale("de_DE")).decimalPoint() == "."


@pytest.mark.parametrize(
    ("locale", "day", "month"),
    [
        ("de_DE", "%d.%m.%Y", "%m.%Y"),
        ("fr_FR", "%d/%m/%Y", "%m/%Y"),
        ("es_ES", "%d/%m/%Y", "%m/%Y"),
        ("en_US", "%m/%d/%Y", "%m/%Y"),
        ("sv_SE", "%Y-%m-%d", "%Y-%m"),
        ("C", ISO_DAY, "%Y-%m"),
    ],
)
def test_days_are_written_in_the_order_of_the_locale(locale: str, day: str, month: str) -> None:
    made = language_of("en", QLocale(locale))
    assert (made.day, made.month) == (day, month)


@pytest.mark.parametrize("choice", TITLES)
def test_a_worker_speaks_the_language_too(choice: LanguageChoice) -> None:
    speak(pickle.loads(pickle.dumps(language_of(choice.value, QLocale(choice.value)))))
    assert tr("Customer satisfaction") == TITLES[choice]
    assert spoken().signs.decimal == ","


@pytest.fixture(params=list(TITLES), ids=lambda choice: choice.value)
def translated(request: pytest.FixtureRequest) -> MainWindow:
    """The window with three vendors compared, in a language."""
    choice = request.param
    speak(language_of(choice.value, QLocale(choice.value)))
    return request.getfixturevalue("compared")


def test_the_window_works_in_every_language(translated: MainWindow) -> None:
    for step in Step:
        translated.go(step)
        tabs = getattr(translated.page(step), "tabs", None)
        for place in range(tabs.count() if tabs is not None else 0):
            tabs.setCurrentIndex(place)
            words = tabs.tabText(place)
            assert not re.search(r"\{\w+", words)
        if tabs is not None:
            # No title is out of sight, behind buttons to scroll to it.
            assert tabs.tabBar().rect().contains(tabs.tabBar().tabRect(tabs.count() - 1))
            assert tabs.tabToolTip(0)
            assert not [b for b in tabs.tabBar().findChildren(QToolButton) if b.isVisible()]
    texts = [action.text() for action in translated.menuBar().actions()]
    keys = [text[text.index("&") + 1].lower() for text in texts]
    assert len(set(keys)) == len(keys), f"two menus with one key: {texts}"


def test_every_step_fits_a_small_screen_and_cuts_no_text(translated: MainWindow) -> None:
    """Words of another language are longer; hidden tabs count towards the page's width too."""
    cut = {}
    translated.resize(1366, 768)
    for step in Step:
        translated.go(step)
        page = translated.page(step)
        for _ in page.later_parts():
            pass
        tabs = getattr(page, "tabs", None)
        for place in range(tabs.count() if tabs is not None else 1):
            if tabs is not None:
                tabs.setCurrentIndex(place)
            QApplication.processEvents()
            cut[step.name, place] = cut_texts(translated)
        if isinstance(page, KpisPage):
            for shown in ("vendors", "coverage", "claims", "audit"):
                page.turn.chosen.emit(shown)
                QApplication.processEvents()
                assert translated.width() == 1366, shown
        assert translated.width() == 1366, step
    assert not {page: texts for page, texts in cut.items() if texts}
