"""No text of the window is left out of translation; a made-up language shows it."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from functools import cache

import pytest

from desktop_app.domain import own_export
from desktop_app.gui.common.page import Page
from desktop_app.gui.language import LANGUAGE_NAMES
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.steps import Step
from desktop_app.importing import audit_ticks
from tests.helpers import comparisons, pictures, services
from tests.helpers.pseudo import speaking_marked
from tests.helpers.shown_texts import WORD, shown_texts, unmarked

_NEUTRAL = re.compile(
    r"\bn = [\d.,]+"  # how many
    r"|\b(USD|EUR|GBP|INR)\b|\b(KPI|FCR|CSAT|NPS|AHT|SLA|TOPSIS|VIKOR|PROMETHEE II|ROC)s?\b"
    r"|\(?(Ctrl|Shift|Alt)\+\S+|\b[\w ./-]+\.(xlsx|xls|csv|vbench|toml)\b"
)
_NAMES = (
    "VendorBench",
    *LANGUAGE_NAMES.values(),
    # These sheets of the workbook are known again by their names.
    audit_ticks.SHEET,
    own_export.SHEET,
    # Qt's own texts, which its own translations have.
    "Scroll Left",
    "Scroll Right",
)


@pytest.fixture(autouse=True)
def _marked() -> Iterator[None]:
    with speaking_marked():
        yield


def data_of(window: MainWindow) -> list[str]:
    """Return what is in no language or told in English by the tests, the longest first."""
    names = {*_NAMES, *made_up()}
    for report in window.workbench.reports:
        names.update({report.file, *(sheet.sheet for sheet in report.sheets)})
    if window.workbench.comparison is not None:
        names.update(window.workbench.comparison.vendors)
    return sorted(names, key=len, reverse=True)


@cache
def made_up() -> frozenset[str]:
    """Return the texts of the made-up reports, their catalogue and their findings."""
    found: set[str] = set()
    for module in (pictures, comparisons, services):
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                text = node.value.strip()
                found.update({text, text.lower(), text.upper()} if len(text) > 2 else ())
    return frozenset(found)


def left_out(window: MainWindow) -> set[str]:
    """Return the texts on the window's present page that were not looked up."""
    data = data_of(window)
    found = set()
    for kind, text in shown_texts(window):
        rest = _NEUTRAL.sub("", unmarked(text, data))
        if WORD.search(rest):
            found.add(f"{kind}: {rest[:120]!r} of {text[:160]!r}")
    return found


def test_the_empty_window_is_translated_whole(window: MainWindow) -> None:
    assert not left_out(window)


@pytest.mark.parametrize("step", list(Step), ids=lambda step: step.name.lower())
def test_each_step_is_translated_whole(compared: MainWindow, step: Step) -> None:
    compared.go(step)
    page = compared.page(step)
    assert isinstance(page, Page)
    found = left_out(compared)
    tabs = getattr(page, "tabs", None)
    for place in range(tabs.count() if tabs is not None else 0):
        tabs.setCurrentIndex(place)
        found |= left_out(compared)
    assert not found, "\n".join(sorted(found)[:30])
