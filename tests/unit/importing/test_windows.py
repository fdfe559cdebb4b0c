"""Windows stated in two lines, and months that were not over when figures were taken."""

from __future__ import annotations

import pytest

from desktop_app.catalogue.words import Words
from desktop_app.importing.windows import months_not_over, stated_window, without_until

WORDS = Words(months={"mar": 3, "march": 3, "marz": 3, "mars": 3, "marzo": 3})


@pytest.mark.parametrize(
    "lines",
    [
        ["Acme", "From: 01/03/2026", "To: 17/03/2026"],
        ["Period start: 1 March 2026", "Period end: 17 March 2026"],
        ["Von: 01.03.2026", "Bis: 17.03.2026"],
        ["Du: 01/03/2026", "Au: 17/03/2026"],
        ["Desde: 01/03/2026", "Hasta: 17/03/2026"],
    ],
)
def test_two_lines_state_one_window(lines: list[str]) -> None:
    window = stated_window(lines, WORDS)
    assert window is not None
    assert window.label == "2026-03-01/2026-03-17"


def test_from_first_to_last_is_the_month() -> None:
    window = stated_window(["From: 1 March 2026", "To: 31 March 2026"], WORDS)
    assert window is not None
    assert window.label == "2026-03"


@pytest.mark.parametrize(
    "lines",
    [
        ["From: 01/03/2026"],
        ["From: Acme", "To: Contoso"],
        ["From: 17/03/2026", "To: 01/03/2026"],
        ["From: 01/03/2026", "To: 05/03/2026", "To: 17/03/2026"],
    ],
)
def test_other_lines_state_no_window(lines: list[str]) -> None:
    assert stated_window(lines, WORDS) is None


@pytest.mark.parametrize(
    "line",
    [
        "Data through 17-Mar-2026",
        "Scorecard, as of 17 March 2026",
        "Stand: 17.03.2026",
        "Données au 17 mars 2026",
        "Corte al 17 marzo 2026",
    ],
)
def test_a_month_is_not_over_before_its_last_day(line: str) -> None:
    assert months_not_over(["Acme", line], WORDS) == {"2026-03": line}


@pytest.mark.parametrize(
    "line", ["As of 31 March 2026", "Report date: 5 March 2026", "As of March 2026", "Stand: offen"]
)
def test_other_lines_say_nothing_of_a_month(line: str) -> None:
    assert months_not_over([line], WORDS) == {}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Mrz 26 (bis 17.03.)", "Mrz 26"),
        ("mar-26 (al 17)", "mar-26"),
        ("Mar 2026, up to 17 Mar", "Mar 2026"),
        ("Jan 25 to 30", "Jan 25 to 30"),
        ("Mar 2026 (restated)", "Mar 2026 (restated)"),
    ],
)
def test_the_day_up_to_which_a_month_goes_is_taken_off(text: str, left: str) -> None:
    assert without_until(text) == left
