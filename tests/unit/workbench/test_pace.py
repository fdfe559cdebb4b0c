import pytest

from desktop_app.workbench.pace import Pace


@pytest.mark.parametrize(
    ("passed", "fraction", "left"),
    [
        (10.0, 0.5, "about 10 s left"),
        (10.0, 0.9, "a few seconds left"),
        (30.0, 0.3, "about a minute left"),
        (60.0, 0.1, "about 9 minutes left"),
        (6.0, 0.25, "about 20 s left"),
    ],
)
def test_the_rest_takes_as_long_as_the_work_before(passed, fraction, left):
    job = Pace("Reading 3 reports", 100.0).at(fraction, "Aster.xlsx")
    assert job.sentence(100.0 + passed) == f"Reading 3 reports: Aster.xlsx, {left}"


@pytest.mark.parametrize(("passed", "fraction"), [(1.0, 0.5), (60.0, 0.01), (60.0, 0.0)])
def test_nothing_is_foretold_too_early(passed, fraction):
    job = Pace("Comparing", 0.0).at(fraction, "Comparing")
    assert job.seconds_left(passed) is None
    assert job.sentence(passed) == "Comparing"


def test_progress_stays_between_nothing_and_all():
    assert Pace("x", 0.0).at(1.2, "").fraction == 1.0
    assert Pace("x", 0.0).at(-1.0, "").fraction == 0.0
