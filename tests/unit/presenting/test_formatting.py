import math

import pytest

from desktop_app.presenting.formatting import duration_unit, format_interval, format_value, n_text


@pytest.mark.parametrize(
    ("value", "unit", "currency", "text"),
    [
        (0.843, "share", "", "84.3 %"),
        (0.9986, "share", "", "99.86 %"),
        (0.004, "share", "", "0.40 %"),
        (1.0, "share", "", "100.0 %"),
        (0.0, "share", "", "0.0 %"),
        (8.25, "duration", "", "8.2 s"),
        (17, "duration", "", "17 s"),
        (59.7, "duration", "", "1 min"),
        (252, "duration", "", "4 min 12 s"),
        (3599.8, "duration", "", "1 h"),
        (18720, "duration", "", "5 h 12 min"),
        (86400 * 2.4, "duration", "", "2.4 days"),
        (-90, "duration", "", "-1 min 30 s"),
        (3.5, "money", "USD", "3.50 USD"),
        (1234567.891, "money", "", "1,234,567.89"),
        (42, "points", "", "+42.0"),
        (12345, "count", "", "12,345"),
        (3.85, "score", "", "3.85"),
        (4.25, "years", "", "4.2 years"),
        (math.nan, "share", "", "–"),
    ],
)
def test_a_value_reads_as_people_write_it(
    value: float, unit: str, currency: str, text: str
) -> None:
    assert format_value(value, unit, currency) == text


def test_an_unknown_interval_is_no_text() -> None:
    assert format_interval(math.nan, 1.0, "share") == ""
    assert format_interval(0.8, 0.9, "share") == "80.0 % to 90.0 %"


@pytest.mark.parametrize(
    ("seconds", "name", "length"),
    [(0, "s", 1), (119, "s", 1), (120, "min", 60), (7200, "h", 3600), (-200_000, "days", 86400)],
)
def test_durations_of_a_row_share_the_unit_they_read_best_in(
    seconds: float, name: str, length: float
) -> None:
    assert duration_unit(seconds) == (name, pytest.approx(1 / length))


def test_stated_figures_are_not_told_as_records():
    """24 months put together are no sample of 24: their interval rests on the contacts."""
    assert n_text(1240.0, "computed") == "n = 1,240"
    assert n_text(24.0, "stated") == "24 stated figures"
    assert n_text(1.0, "stated") == "1 stated figure"
