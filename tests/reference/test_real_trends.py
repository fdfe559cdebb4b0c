"""Trends of real quarters against a second, plain implementation: loops over pairs, no arrays.

Rail operators' passenger journeys (57 quarters, a pandemic in the middle) and punctuality.
"""

from __future__ import annotations

import math
import statistics
from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.period import Grain
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportOptions
from desktop_app.kpi.forecast import forecast
from desktop_app.kpi.measure import measure
from desktop_app.kpi.trends import shift_of, slope_of, unusual_steps
from desktop_app.presenting.comparison import gather_evidence
from tests.helpers.shared import shared_file

NAME = "rail_quarterly/Extracted Quarterly Op Data XL.xlsx"
Series = list[float | None]


def from_cells(sheet: str, factor: float) -> dict[str, Series]:
    """Return each operator's quarters as the cells have them, None where they hold no number."""
    heading, *rows = (
        CalamineWorkbook.from_path(shared_file(NAME)).get_sheet_by_name(sheet).to_python()
    )
    numbers = [name for name in heading[2:] if name]
    return {
        str(name).strip(): [
            row[at] * factor if isinstance(row[at], float) else None for row in rows
        ]
        for at, name in enumerate(heading)
        if name in numbers
    }  # fmt: skip


@pytest.fixture(scope="module")
def measured() -> pd.DataFrame:
    catalogue = load_catalogue()
    report = import_report(shared_file(NAME), catalogue, ImportOptions())
    return measure(gather_evidence([report]), catalogue, Grain.QUARTER, doubting=False).frame


@pytest.fixture(scope="module")
def all_series() -> list[Series]:
    found = [*from_cells("P JourneyM Op", 1e6).values(), *from_cells("PPM % Op", 0.01).values()]
    return [series for series in found if sum(value is not None for value in series) >= 12]


def array(series: Series) -> Any:
    return np.array([math.nan if value is None else value for value in series])


def known(series: Series) -> list[tuple[int, float]]:
    return [(at, value) for at, value in enumerate(series) if value is not None]


@pytest.mark.parametrize(
    ("sheet", "kpi", "variant", "factor"),
    [("P JourneyM Op", "volume", "journeys", 1e6), ("PPM % Op", "on_time", "ppm", 0.01)],
)
def test_the_series_are_those_of_the_cells(
    measured: pd.DataFrame, sheet: str, kpi: str, variant: str, factor: float
) -> None:
    own = measured[(measured["kpi"] == kpi) & (measured["variant"] == variant)]
    told = own.sort_values("period").groupby("vendor", observed=True)["value"].apply(list)
    cells = from_cells(sheet, factor)
    for operator, values in told.items():
        assert values == pytest.approx([value for _, value in known(cells[str(operator)])])
    assert len(told) == sum(any(v is not None for v in series) for series in cells.values())


def plain_slope(series: Series) -> tuple[float, float, float]:
    """Return Sen's slope, its line's start, and the p-value of Mann and Kendall's test."""
    points = known(series)
    slopes = [(y - x) / (j - i) for (i, x), (j, y) in combinations(points, 2)]
    middle = statistics.median(slopes)
    start = statistics.median([value - middle * at for at, value in points])
    rises = sum((y > x) - (y < x) for (_, x), (_, y) in combinations(points, 2))
    n, values = len(points), [value for _, value in points]
    ties = [values.count(value) for value in set(values)]
    variance = n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)
    z = max(abs(rises) - 1, 0) / math.sqrt(variance / 18)
    return middle, start, 2 * (1 - statistics.NormalDist().cdf(z))


def test_slopes(all_series: list[Series]) -> None:
    significant = 0
    for series in all_series:
        slope = slope_of(array(series))
        assert slope is not None
        middle, start, p = plain_slope(series)
        assert (slope.per_step, slope.intercept) == pytest.approx((middle, start))
        assert slope.p == pytest.approx(p, abs=1e-12)
        assert slope.low <= slope.per_step <= slope.high
        significant += slope.significant
    assert 0 < significant < len(all_series)


def plain_cut(series: Series) -> tuple[int, float]:
    """Return the place of the most marked cut and Pettitt's approximate p-value of it."""
    points = known(series)
    best, place = -1, 0
    for cut in range(3, len(points) - 2):
        before, after = points[:cut], points[cut:]
        departs = abs(sum((y > x) - (y < x) for _, x in before for _, y in after))
        if departs > best:
            best, place = departs, cut
    n = len(points)
    return place, min(1.0, 2 * math.exp(-6 * best**2 / (n**3 + n**2)))


def test_shifts_of_the_level(all_series: list[Series]) -> None:
    found = 0
    for series in all_series:
        shift = shift_of(array(series))
        place, p = plain_cut(series)
        if shift is None:
            trend = plain_slope(series)[2] < 0.05
            assert p > 0.02 or trend, "a marked shift without a trend has to be found"
            continue
        found += 1
        points = known(series)
        assert shift.step == points[place][0]
        sides = [[v for _, v in side] for side in (points[:place], points[place:])]
        assert (shift.before, shift.after) == pytest.approx(tuple(map(statistics.median, sides)))
        assert p < 0.1
        assert shift.p < 0.05
    assert found >= 3


def plain_unusual(series: Series, season: int) -> list[int]:
    """Return the steps far from the rest by Iglewicz and Hoaglin's modified z-score."""
    middle, start, p = plain_slope(series)
    rest = {at: v - start - (middle * at if p < 0.05 else 0.0) for at, v in known(series)}
    if len(series) >= 2 * season:
        for place in range(season):
            own = [value for at, value in rest.items() if at % season == place]
            if own:
                usual = statistics.median(own)
                rest |= {at: rest[at] - usual for at in rest if at % season == place}
    centre = statistics.median(rest.values())
    away = {at: abs(value - centre) for at, value in rest.items()}
    spread = 1.4826 * statistics.median(away.values()) or 1.2533 * statistics.mean(away.values())
    spread = max(spread, 0.005 * abs(statistics.median(v for _, v in known(series))))
    return [at for at, value in away.items() if spread and value / spread > 3.5]


def test_unusual_quarters(all_series: list[Series]) -> None:
    told = 0
    for series in all_series:
        steps = unusual_steps(array(series), season=4)
        assert list(steps) == plain_unusual(series, 4)
        told += len(steps)
    assert told > 0  # nobody travelled in the second quarter of 2020


def test_the_error_shown_beside_a_forecast_is_that_of_the_past(all_series: list[Series]) -> None:
    """As the last quarter, its error is the mean step between quarters."""
    checked = 0
    for series in all_series:
        told = forecast(array(series), 2, season=4)
        values = [value for _, value in known(series)]
        if told is None or None in series:
            continue
        steps = [abs(b - a) for a, b in pairwise(values)]
        assert told.naive_error == pytest.approx(statistics.mean(steps[-told.tried :]))
        assert told.error <= told.naive_error * (1 + 1e-9)
        if told.method == "as the last month":
            assert told.values.tolist() == [values[-1]] * 2
        checked += 1
    assert checked >= 20
