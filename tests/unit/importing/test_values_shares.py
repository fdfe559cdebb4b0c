"""Shares: the whole column says whether 0.85 and 85 are the same thing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.helpers.typed_columns import BAD, MISSING, codes, outcome, read

PERCENT = {"unit": "percent"}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("85%", 0.85),
        ("85 %", 0.85),
        ("85,0%", 0.85),
        ("85.5 %", 0.855),
        ("85\u00a0%", 0.85),
        ("85 pct", 0.85),
        ("85 percent", 0.85),
        ("85 per cent", 0.85),
        ("85 Prozent", 0.85),
        ("85%*", 0.85),
        ("~85%", 0.85),
        ("85% [r]", 0.85),
        ("85％", 0.85),
        ("0.85", 0.85),
        ("0,85", 0.85),
        (0.85, 0.85),
        (85, 0.85),
        ("85", 0.85),
        ("-5%", -0.05),
        ("5 bps", 0.0005),
        ("8‰", 0.008),
        ("4 of 5", 0.8),
        ("4 out of 5", 0.8),
        ("37/74", 0.5),
        ("37 / 74", 0.5),
        ("0/74", 0),
        ("3 von 4", 0.75),
        (0, 0),
        (1, 1),
        ("3 of 0", BAD),
        ("85 min", BAD),
        ("$85", BAD),
        ("high", BAD),
        ("80-90%", BAD),
        ("80% - 90%", BAD),
        (">95%", BAD),
        (True, BAD),
        ("n/a", MISSING),
        ("<1%", MISSING),
    ],
)
def test_one_share(cell: Any, expected: Any) -> None:
    assert outcome(read("share", [cell])) == [expected]


@pytest.mark.parametrize(
    ("cells", "hints", "expected"),
    [
        ([0.85, 0.9, 1], {}, [0.85, 0.9, 1]),
        ([85, 90, 100], {}, [0.85, 0.9, 1]),
        ([85.5, 1, 3], {}, [0.855, 0.01, 0.03]),
        ([0.4, 0.8, 1.2], PERCENT, [0.004, 0.008, 0.012]),
        ([0.4, 3, 12], PERCENT, [0.004, 0.03, 0.12]),
        ([0.5, 3, 12], {}, [0.005, 0.03, 0.12]),
        ([0.92, 0.95], PERCENT | {"plausible": (0.5, 1.0)}, [0.92, 0.95]),
        ([0.4, 0.8], PERCENT | {"plausible": (0.0, 0.2)}, [0.004, 0.008]),
        ([0.853, None, 0.9], {"number_format": "0.0%"}, [0.853, MISSING, 0.9]),
        ([0.004, 0.008], {"number_format": "0.0%"} | PERCENT, [0.004, 0.008]),
        ([0.85, "92%", "0.9"], {"number_format": "0%"}, [0.85, 0.92, 0.9]),
        ([0.85, "92"], {"number_format": "0%"}, [0.85, 0.92]),
        (["92%", 92, 95], {}, [0.92, 0.92, 0.95]),
        (["92%", 0.92, 0.95], {}, [0.92, 0.92, 0.95]),
        (["0.5%", 0.4, 0.6], {}, [0.005, 0.004, 0.006]),
        ([5, 8], {"unit": "per_mille"}, [0.005, 0.008]),
        ([1.02, 0.98], {"plausible": (0.0, 1.5)}, [1.02, 0.98]),
        ([102, 98], {"plausible": (0.0, 1.5)}, [1.02, 0.98]),
        ([0, 0, 0], PERCENT, [0, 0, 0]),
    ],
)
def test_the_column_settles_it(
    cells: list[Any], hints: dict[str, Any], expected: list[Any]
) -> None:
    column = read("share", cells, **hints)
    assert outcome(column) == expected
    assert not column.questions


@pytest.mark.parametrize(
    ("cells", "hints", "expected", "code"),
    [
        # The three spellings of the catalogue's traps in one column.
        ([0.92, 92, "92%"], {}, [0.92, 0.92, 0.92], "share-mixed"),
        # The same where the fractions, and so the column, have a percent format.
        (
            [0.788, 77.8, "79.1%", 0.779, "77.9%"],
            {"number_format": "0.0%"},
            [0.788, 0.778, 0.791, 0.779, 0.779],
            "share-mixed",
        ),
        (
            [0.04, 4.6, "4.1%", 0.041, "4.7%"],
            {"number_format": "0.0%"},
            [0.04, 0.046, 0.041, 0.041, 0.047],
            "share-mixed",
        ),
        ([0.02, 0.9, 3.0], {"number_format": "0%"}, [0.02, 0.9, 3.0], "share-over-100"),
        (
            [0.92, 91, 93, 90],
            PERCENT | {"plausible": (0.5, 1)},
            [0.92, 0.91, 0.93, 0.9],
            "share-mixed",
        ),
        ([0.4, 0.8], PERCENT, [0.004, 0.008], "share-or-percent"),
        ([0.98, 1.02], PERCENT, [0.0098, 0.0102], "share-or-percent"),
        ([0.4, 0.8], {"plausible": (0.0, 0.1)}, [0.004, 0.008], "share-or-percent"),
        ([85, 90], {"number_format": "0%"}, [0.85, 0.9], "percent-twice"),
        ([1.2, 0.9], {}, [1.2, 0.9], "share-over-100"),
        ([120, 90], {}, [1.2, 0.9], "share-over-100"),
        ([85, 90], {"unit": "share"}, [0.85, 0.9], "share-or-percent"),
    ],
)
def test_what_the_column_leaves_open_is_asked(
    cells: list[Any], hints: dict[str, Any], expected: list[Any], code: str
) -> None:
    column = read("share", cells, **hints)
    assert outcome(column) == expected
    assert codes(column) == {code}


def test_the_rule_is_a_sentence_for_the_user() -> None:
    assert read("share", [85, 90], unit="percent").rule == "percent, from the heading"
    assert read("share", [0.5], number_format="0%").rule == "percent format"
    assert read("share", [0.5]).rule == "shares of 1, as no value is above 1"
