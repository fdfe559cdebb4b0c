"""Stamps on a sheet, which stand where there was room and head no column."""

from __future__ import annotations

import pytest

from desktop_app.importing.tables import find_structure
from tests.helpers.sheets import drawn

TRACKER = """
Project tracker
 | {} |
Project | Received | Status | Hours
P1 | 2026-01-05 | Done | 7
P2 | 2026-01-06 | Done | 9
"""


@pytest.mark.parametrize("stamp", ["Confidential", "STRICTLY CONFIDENTIAL", "internal use only"])
def test_a_stamp_is_no_heading_of_the_columns_right_of_it(stamp: str) -> None:
    (region,) = find_structure(drawn(TRACKER.format(stamp))).regions
    assert region.headers == ("Project", "Received", "Status", "Hours")


def test_a_name_in_its_place_heads_them() -> None:
    (region,) = find_structure(drawn(TRACKER.format("Acme"))).regions
    assert region.headers == ("Project", "Acme Received", "Acme Status", "Acme Hours")
