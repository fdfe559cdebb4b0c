"""What was worked out last is kept up to a number."""

from __future__ import annotations

from desktop_app.presenting.lately import Lately


def test_the_oldest_goes_for_each_new_one_beyond_the_limit() -> None:
    kept: Lately[int, str] = Lately(3)
    for number in range(5):
        kept[number] = str(number)
    assert list(kept.items()) == [(2, "2"), (3, "3"), (4, "4")]
    kept[3] = "again"
    assert list(kept) == [2, 3, 4]
