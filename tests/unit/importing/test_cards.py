"""Dashboards of cards: big figures with their names above or below them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.workbooks import check_accounting, codes, figures, import_rows

_TITLE: list[list[object]] = [["Acme Care - Service dashboard"], ["June 2026"], []]
_NAMES: list[list[object]] = [
    ["Calls answered", None, "Service level", None, "AHT", None, "CSAT"],
    ["Abandon rate", None, "FCR", None, "NPS", None, "QA score"],
]
_FIGURES: list[list[object]] = [
    [12_480, None, 0.842, None, "5:41", None, "91%"],
    [0.041, None, 0.77, None, 38, None, 0.93],
]
_CAPTIONS: list[object] = ["last month up", None, "see notes", None, "stable", None, "stable"]


@pytest.mark.parametrize("below", [False, True])
@pytest.mark.parametrize("captions", [False, True])
def test_each_figure_is_of_the_name_on_its_card(
    tmp_path: Path, below: bool, captions: bool
) -> None:
    rows = list(_TITLE)
    for names, values in zip(_NAMES, _FIGURES, strict=True):
        rows += [values, names] if below else [names, values]
        rows += [_CAPTIONS, []] if captions else [[]]
    report = import_rows(tmp_path, rows, "Acme Care dashboard June 2026.xlsx")
    assert figures(report, "item", "period") == {
        ("answered_count", "2026-06"): 12_480,
        ("service_level", "2026-06"): 0.842,
        ("aht", "2026-06"): 341,
        ("csat", "2026-06"): pytest.approx(0.91),
        ("abandonment", "2026-06"): 0.041,
        ("fcr", "2026-06"): 0.77,
        ("nps", "2026-06"): 38,
        ("qa_score", "2026-06"): 0.93,
    }
    assert "figures-outside-tables" not in codes(report)
    check_accounting(report)


def test_names_over_one_row_of_figures_stay_a_table(tmp_path: Path) -> None:
    report = import_rows(tmp_path, [*_TITLE, _NAMES[0], _FIGURES[0]], "Acme Care June 2026.xlsx")
    assert len(report.stated) == 4
    assert "figures-in-texts" not in codes(report)


@pytest.mark.parametrize("below", [False, True])
def test_what_captions_aim_at_are_targets(tmp_path: Path, below: bool) -> None:
    captions: list[list[object]] = [
        ["Target 12,000", None, "Target ≥ 80 %", None, "Target: <= 6:00", None, "Goal 90%"],
        ["Target < 5%", None, "no target set", None, "vs last month +2", None, "see notes"],
    ]
    rows = list(_TITLE)
    for names, values, told in zip(_NAMES, _FIGURES, captions, strict=True):
        rows += [values, names, told] if below else [names, values, told]
        rows += [[]]
    report = import_rows(tmp_path, rows, "Acme Care dashboard June 2026.xlsx")
    aims = report.stated.dropna(subset="target").set_index("item")["target"].to_dict()
    assert aims == pytest.approx(
        {
            "answered_count": 12_000,
            "service_level": 0.8,
            "aht": 360,
            "csat": 0.9,
            "abandonment": 0.05,
        }
    )
    check_accounting(report)
