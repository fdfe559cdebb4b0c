"""Direct standardisation, on cases worked by hand and by others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.kpi.mix import SegmentFigure, at_same_mix


def share(part: float, whole: float) -> SegmentFigure:
    value = part / whole
    return SegmentFigure(value, whole, (value * (1 - value) / whole) ** 0.5)


def test_kidney_stones() -> None:
    """C. R. Charig et al., BMJ 292 (1986): treatment A wins in both groups and loses overall."""
    found = at_same_mix(
        {
            "A": {"small": share(81, 87), "large": share(192, 263)},
            "B": {"small": share(234, 270), "large": share(55, 80)},
        }
    )
    assert found is not None
    a, b = found.vendors
    assert (a.raw, b.raw) == (pytest.approx(273 / 350), pytest.approx(289 / 350))
    assert found.mix == {"small": pytest.approx(357 / 700), "large": pytest.approx(343 / 700)}
    # By hand: 0.51 x 0.93103 + 0.49 x 0.73004 and 0.51 x 0.86667 + 0.49 x 0.6875.
    assert a.adjusted == pytest.approx(0.832546, abs=1e-6)
    assert b.adjusted == pytest.approx(0.778875, abs=1e-6)
    assert found.reversals == (("A", "B"),)


def test_the_interval_is_that_of_a_weighted_sum() -> None:
    found = at_same_mix(
        {
            "A": {"x": SegmentFigure(0.5, 100, 0.05), "y": SegmentFigure(0.7, 100, 0.04)},
            "B": {"x": SegmentFigure(0.6, 300), "y": SegmentFigure(0.8, 100)},
        }
    )
    assert found is not None
    # Weights 400 and 200 of 600: error sqrt((2/3 x 0.05)^2 + (1/3 x 0.04)^2).
    half = 1.959963984540054 * ((0.1 / 3) ** 2 + (0.04 / 3) ** 2) ** 0.5
    assert found.vendors[0].high - found.vendors[0].adjusted == pytest.approx(half)
    assert found.vendors[1].low != found.vendors[1].low  # unknown errors, unknown interval


def test_only_segments_that_all_serve_are_compared() -> None:
    found = at_same_mix(
        {
            "A": {"voice": share(80, 100), "chat": share(90, 100), "mail": share(10, 200)},
            "B": {"voice": share(70, 100), "chat": share(95, 100)},
        }
    )
    assert found is not None
    assert set(found.mix) == {"voice", "chat"}
    assert found.vendors[0].covered == pytest.approx(0.5)
    assert found.vendors[0].raw == pytest.approx(180 / 400)
    assert found.vendors[0].adjusted == pytest.approx(0.85)


def test_one_vendor_or_one_segment_cannot_be_adjusted() -> None:
    own = {"voice": share(80, 100), "chat": share(90, 100)}
    assert at_same_mix({"A": own}) is None
    assert at_same_mix({"A": own, "B": {"voice": share(1, 2)}}) is None


figure = st.builds(SegmentFigure, st.floats(0, 1), st.floats(1, 1000), st.just(0.01))


@given(
    st.dictionaries(
        st.sampled_from("ABCDE"),
        st.fixed_dictionaries(dict.fromkeys(("x", "y", "z"), figure)),
        min_size=2,
    )
)
def test_at_equal_mixes_nothing_changes(figures: dict[str, dict[str, SegmentFigure]]) -> None:
    first = next(iter(figures.values()))
    alike = {
        vendor: {n: SegmentFigure(f.value, 3 * first[n].whole, f.error) for n, f in own.items()}
        for vendor, own in figures.items()
    }
    found = at_same_mix(alike)
    assert found is not None
    for one in found.vendors:
        assert one.adjusted == pytest.approx(one.raw)
        assert one.covered == pytest.approx(1.0)
    assert sum(found.mix.values()) == pytest.approx(1.0)


def test_equal_figures_reverse_nothing() -> None:
    """0.1 + 0.2 is not 0.3 to the last digit; neither vendor is above the other."""
    figures = {
        "A": {"x": SegmentFigure(0.3, 1), "y": SegmentFigure(0.9, 2)},
        "B": {"x": SegmentFigure(0.1 + 0.2, 2), "y": SegmentFigure(0.9, 4)},
    }
    found = at_same_mix(figures)
    assert found is not None
    assert found.reversals == ()


def test_one_vendor_of_many_with_a_single_part_keeps_no_others_from_being_compared() -> None:
    both = {"voice": share(80, 100), "chat": share(90, 100)}
    figures = {f"Vendor {number}": dict(both) for number in range(11)}
    found = at_same_mix({**figures, "Last": {"mail": share(1, 2)}})
    assert found is not None
    assert [one.vendor for one in found.vendors] == list(figures)
    assert at_same_mix({"A": both, "B": {"mail": share(1, 2)}}) is None
    assert at_same_mix({}) is None


def test_intervals_do_not_leave_what_the_kpi_can_be() -> None:
    near = {"x": SegmentFigure(0.99, 10, 0.05), "y": SegmentFigure(0.98, 10, 0.05)}
    found = at_same_mix({"A": near, "B": near}, (0.0, 1.0))
    assert found is not None
    assert found.vendors[0].high == 1.0
    assert found.vendors[0].low < 0.95
