"""Figures against their parts, before anything is typed."""

import datetime as dt
import math

import pytest

from desktop_app.importing.sums import follows, rough_amount


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        (12, 12.0),
        ("1,234", 1234.0),
        ("81,2 %", 81.2),
        ("1 234", 1234.0),
        ("05:30", 330.0),
        ("01:00:05", 3605.0),
        (dt.time(0, 5, 30), 330.0),
        (dt.timedelta(hours=30), 108_000.0),
        ("−3.5", -3.5),
        ("n/a", math.nan),
        (None, math.nan),
        (True, math.nan),
    ],
)
def test_rough_amounts(cell: object, amount: float) -> None:
    assert rough_amount(cell) == pytest.approx(amount, nan_ok=True)


@pytest.mark.parametrize(
    ("wholes", "parts", "so"),
    [
        ([100], [[60, 40]], True),
        ([100], [[60, 41]], True),  # each part is rounded
        ([100], [[600, 400]], False),
        ([0.8], [[0.7, 0.9]], True),
        ([0.95], [[0.7, 0.9]], False),
        ([100, 90], [[60, 40], [20, 30]], False),  # a sum in one column, and no sum in the other
        ([100, 90], [[60, 40], [None, 30]], True),
        ([None], [[60, 40]], False),
        (["5:20"], [["5:00", "6:00"]], True),
    ],
)
def test_a_figure_is_the_sum_or_lies_among_its_parts(
    wholes: list[object], parts: list[list[object]], so: bool
) -> None:
    assert follows(wholes, parts) is so
