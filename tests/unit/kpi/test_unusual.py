"""Figures from records that no vendor has: said to be looked at, never changed."""

from pathlib import Path

import pytest

from desktop_app.domain.finding import Finding
from desktop_app.domain.records import Evidence
from desktop_app.kpi.measure import measure
from tests.helpers.workbooks import Rows, catalogue, import_rows


def said(folder: Path, headings: list[str], rows: Rows) -> list[Finding]:
    """Return what is said of unusual figures of a log."""
    report = import_rows(folder, [headings, *rows], "Ridgeway Care.xlsx")
    found = measure(Evidence(list(report.records), report.stated), catalogue()).findings
    return [finding for finding in found if finding.code == "figure-unusual"]


def test_points_read_as_percent_are_doubted(tmp_path: Path) -> None:
    rows = [[f"E{n}", "2026-03-02", 20 + n % 5] for n in range(40)]
    (finding,) = said(tmp_path, ["Evaluation ID", "Evaluation date", "QA score %"], rows)
    assert "Quality assurance score of 22 % (usually 40 % to 100 %)" in finding.message
    assert (finding.file, finding.sheet) == ("Ridgeway Care.xlsx", "Sheet1")


def test_usual_figures_and_small_samples_are_not(tmp_path: Path) -> None:
    headings = ["Evaluation ID", "Evaluation date", "QA score %"]
    assert not said(tmp_path, headings, [[f"E{n}", "2026-03-02", 80 + n % 9] for n in range(40)])
    assert not said(tmp_path, headings, [[f"E{n}", "2026-03-02", 20 + n % 5] for n in range(9)])


def test_no_error_at_all_is_a_result(tmp_path: Path) -> None:
    rows = [[f"T{n}", "2026-03-02", "No"] for n in range(40)]
    assert not said(tmp_path, ["Ticket ID", "Created", "Error found"], rows)


def test_a_mean_of_agents_days_taken_for_their_sum_shows_in_occupancy(tmp_path: Path) -> None:
    rows = [["2026-03-02", f"A{n}", 330 + n % 20, 440] for n in range(40)]
    headings = ["Date", "Agent", "Handle time (sec)", "Login time (min)"]
    (finding,) = said(tmp_path, headings, rows)
    assert "Occupancy of 1.2" in finding.message


@pytest.mark.parametrize(("seconds", "doubted"), [(330, False), (3 * 3600, True)])
def test_times_are_unusual_from_twice_the_range(
    tmp_path: Path, seconds: int, doubted: bool
) -> None:
    rows = [[f"C{n}", "2026-03-02 10:00", seconds + n] for n in range(40)]
    found = said(tmp_path, ["Call ID", "Start time", "Handle time (sec)"], rows)
    assert bool(found) is doubted
