"""Days and periods as the user writes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from desktop_app.domain.sentences import shown_day, shown_period
from desktop_app.domain.translating import Language, speak


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak(Language())


def test_without_a_locale_periods_are_written_the_iso_way() -> None:
    assert shown_period("2026-03") == "2026-03"
    assert shown_day(dt.date(2026, 3, 9)) == "2026-03-09"


@pytest.mark.parametrize(
    ("day", "month", "written"),
    [
        ("%d.%m.%Y", "03.2026", "09.03.2026"),
        ("%d/%m/%Y", "03/2026", "09/03/2026"),
        ("%m/%d/%Y", "03/2026", "03/09/2026"),
        ("%Y. %m. %d.", "2026. 03", "2026. 03. 09."),
    ],
)
def test_days_and_months_follow_the_order_of_the_locale(day: str, month: str, written: str) -> None:
    speak(Language(day=day))
    assert shown_period("2026-03") == month
    assert shown_day(dt.date(2026, 3, 9)) == written


def test_other_periods_and_what_is_none() -> None:
    speak(Language(day="%d.%m.%Y"))
    assert shown_period("2026-Q1") == "Q1 2026"
    assert shown_period("2026-W07") == "W07 2026"
    assert shown_period("2026") == "2026"
    assert shown_period("2026-03-09/2026-03-20") == "09.03.2026 to 20.03.2026"
    assert shown_period("all") == "all"
    assert shown_period("") == ""
