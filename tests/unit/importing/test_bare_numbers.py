"""Numbers without a sign or unit, and what they can be."""

from __future__ import annotations

import pytest

from desktop_app.importing.bare_numbers import are_shares


@pytest.mark.parametrize(
    ("cells", "shares"),
    [
        ([77.5, 78.25, 80.0], True),
        (["77.5", "78.25"], True),
        (["20.096", "19.635"], False),
        ([" 1.184", "7.242 "], False),
        (["1,184", "942"], False),
        ([20, 19, 18], False),
        ([120.5, 130.5], False),
        (["77 %", "78 %"], True),
    ],
)
def test_which_figures_can_be_no_counts(cells: list[object], shares: bool) -> None:
    assert are_shares(cells, "General", "") is shares
