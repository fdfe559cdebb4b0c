"""What is done while a job is under way counts as if it had been done after it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.gui.session import Session
from desktop_app.scoring.model import MissingRule
from desktop_app.workbench.state import Workbench
from tests.helpers.runners import Later

_PATHS = tuple(Path(f"/reports/{name}.xlsx") for name in ("Alder", "Birch", "Cedar"))
_PROJECT = Path("/projects/theirs.vbench")


@pytest.fixture
def later() -> Later:
    return Later()


@pytest.fixture
def session(qapp, services, later) -> Session:
    """A session with three vendors read and compared, whose next jobs wait."""
    made = Session(Workbench(), later, services.as_services())
    made.open_paths(_PATHS)
    _finish_all(later)
    assert made.workbench.up_to_date
    return made


def _finish_all(later: Later) -> None:
    while later.waiting:
        later.finish()


def _vendors(session: Session) -> list[str]:
    return [report.vendor for report in session.workbench.reports]


def test_a_report_removed_while_it_is_read_again_stays_out(session, later):
    session.read_again()
    session.remove_report(str(_PATHS[1]))
    _finish_all(later)
    assert _vendors(session) == ["Alder", "Cedar"]


def test_all_reports_removed_while_they_are_read_again_stay_out(session, later):
    told = []
    session.noticed.connect(lambda notice: told.append(notice.text))
    session.read_again()
    session.workbench.history.undo()
    _finish_all(later)
    assert _vendors(session) == []
    assert told == []


def test_a_vendor_renamed_while_its_report_is_read_again_keeps_the_name(session, later, services):
    session.read_again()
    session.rename_vendor(str(_PATHS[1]), "Beech")
    _finish_all(later)
    assert _vendors(session) == ["Alder", "Beech", "Cedar"]
    assert services.read[-1].paths == (_PATHS[1],)  # it alone was read once more


def test_reports_are_not_added_to_a_comparison_opened_while_they_were_read(session, later):
    session.open_paths([Path("/reports/Elm.xlsx")])
    session.open_project(_PROJECT)
    later.finish(1)
    _finish_all(later)
    assert _vendors(session) == ["Alder", "Birch", "Cedar"]
    assert not session.workbench.unsaved


def test_reports_given_while_a_project_is_opened_are_added_to_it(session, later):
    session.open_project(_PROJECT)
    session.open_paths([Path("/reports/Elm.xlsx")])
    later.finish(-1)
    _finish_all(later)
    assert session.workbench.project_path == _PROJECT
    assert _vendors(session) == ["Alder", "Birch", "Cedar", "Elm"]


def test_reports_given_together_with_a_project_are_added_to_it(session, later):
    session.open_paths([Path("/reports/Elm.xlsx"), _PROJECT])
    _finish_all(later)
    assert session.workbench.project_path == _PROJECT
    assert _vendors(session) == ["Alder", "Birch", "Cedar", "Elm"]


def test_reports_given_while_a_project_is_opened_in_vain_are_added_to_what_there_is(
    session, later, services
):
    services.fail["open"] = OSError("gone")
    session.open_project(_PROJECT)
    session.open_paths([Path("/reports/Elm.xlsx")])
    later.finish(-1)
    _finish_all(later)
    assert _vendors(session) == ["Alder", "Birch", "Cedar", "Elm"]


def test_a_comparison_begun_while_another_is_saved_has_no_file_yet(session, later):
    session.save_project(_PROJECT)
    session.workbench.start()
    _finish_all(later)
    assert session.workbench.project_path is None
    assert not session.workbench.unsaved


def test_what_is_exported_is_what_is_open_also_while_it_is_computed(session, later, services):
    written = []
    services = replace(
        session.services, export=lambda shown, *_rest: written.append(shown.scenario)
    )
    session.services = services
    scenario = replace(session.workbench.scenario, missing=MissingRule.WORST)
    session.workbench.set_scenario("be strict", scenario)
    session.export(Path("/out.xlsx"), lambda _path: None, print, lambda: None)
    later.finish(1)
    assert written[0].missing is MissingRule.WORST


def test_a_cancelled_computation_is_said_and_can_be_asked_for_again(session, later):
    told = []
    session.noticed.connect(told.append)
    session.choose_profile("cost")
    later.stop()
    assert session.workbench.given_up
    assert told[-1].text.startswith("The figures were not worked out")
    told[-1].act()
    _finish_all(later)
    assert session.workbench.up_to_date
    assert not session.workbench.given_up


def test_an_answer_that_was_cancelled_is_not_waited_for(session, later):
    told, answers, sentences = [], [], []
    session.noticed.connect(told.append)
    session.lookups.levels(answers.append, sentences.append)
    session.lookups.levels(answers.append, sentences.append)
    later.stop()  # replaced by the second: somebody still works on it
    assert (told, sentences) == ([], [])
    later.stop()
    assert sentences == [told[0].text]
    assert not answers
    told[0].act()
    assert len(later.waiting) == 1


def test_what_was_left_is_not_told_of(session, later):
    told = []
    session.noticed.connect(told.append)
    session.lookups.levels(print, told.append)
    session.workbench.start()
    later.stop()
    assert told == []
