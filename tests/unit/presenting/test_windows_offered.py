"""Windows that suit the reports."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.presenting.windows_offered import offered_windows, span_of
from tests.helpers import comparisons


def test_quarters_years_and_fiscal_years_that_the_figures_touch() -> None:
    made = comparisons.comparison()
    first = sorted({label for label in made.by_period["period"] if isinstance(label, str)})
    assert first[0] == "2026-01"
    found = dict(offered_windows(made))
    assert found["Quarter 2026-Q1"] == "2026-Q1"
    assert found["Year 2026"] == "2026"
    assert found["Fiscal year from April 2025"] == "2025-04-01/2026-03-31"
    assert "Quarter 2025-Q4" not in found


def test_the_span_is_the_window_or_all_that_is_known() -> None:
    made = comparisons.comparison()
    assert span_of(made).start.isoformat() == "2026-01-01"
    none = replace(made, by_period=made.by_period.head(0))
    assert span_of(none).start.day == 1
    assert offered_windows(none) == []
