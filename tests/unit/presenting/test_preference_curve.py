from __future__ import annotations

import pytest

from desktop_app.presenting.preference_curve import preference_curve, typical
from desktop_app.scoring.methods.promethee import PARAMETERS
from desktop_app.scoring.model import Preference


def at(preference: Preference, difference: float) -> float:
    """How much the curve says a difference counts, read off at its place."""
    curve = preference_curve(preference)
    (first, _), (last, _) = curve.points[0], curve.points[-1]
    assert (first, last) == (0.0, 1.0)
    scale = next((x - curve.none for x, _ in curve.thresholds), 1.0) / next(
        (getattr(preference, name) for _, name in curve.thresholds), 1.0
    )
    place = curve.none + difference * scale
    return min(curve.points, key=lambda point: abs(point[0] - place))[1]


@pytest.mark.parametrize(
    ("preference", "difference", "counts"),
    [
        (Preference("u", q=2.0), 1.9, 0.0),
        (Preference("u", q=2.0), 2.1, 1.0),
        (Preference("v", p=4.0), 2.0, 0.5),
        (Preference("level", q=1.0, p=3.0), 2.0, 0.5),
        (Preference("level", q=1.0, p=3.0), 3.5, 1.0),
        (Preference("linear", q=1.0, p=3.0), 2.0, 0.5),
        (Preference("gaussian", s=5.0), 5.0, 0.39),
        (Preference("gaussian", s=5.0), -0.5, 0.0),
    ],
)
def test_the_curve_is_the_function(
    preference: Preference, difference: float, counts: float
) -> None:
    assert at(preference, difference) == pytest.approx(counts, abs=0.03)


def test_every_kind_has_its_shape_and_words() -> None:
    curves = [preference_curve(typical(kind)) for kind in PARAMETERS]
    assert len({curve.points for curve in curves}) == len(PARAMETERS)
    assert all(curve.words for curve in curves)
    assert preference_curve(Preference("linear", q=2.0, p=1.0)) is None
