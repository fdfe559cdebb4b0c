"""A project that is open in two windows, or by two people."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.errors import ProjectFileError
from desktop_app.project.model import HistoryEntry, ProjectState
from desktop_app.project.store import open_project, save_project
from tests.helpers.projects import small_project


def _saved_on(state: ProjectState, what: str) -> ProjectState:
    """Return a state as it is saved after one more change."""
    entry = HistoryEntry("2026-02-03T08:00:00+00:00", "", what)
    return replace(state, history=(*state.history, entry), notes=what)


def test_what_another_window_saved_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "p.vbench"
    save_project(path, small_project())
    save_project(path, _saved_on(small_project(), "theirs"))
    with pytest.raises(ProjectFileError, match="someone else after it was opened"):
        save_project(path, _saved_on(small_project(), "ours"))
    state = open_project(path).state
    assert state is not None
    assert state.notes == "theirs"


def test_a_window_saves_its_own_project_again_and_again(tmp_path: Path) -> None:
    path = tmp_path / "p.vbench"
    once = _saved_on(small_project(), "once")
    for state in (small_project(), once, _saved_on(once, "twice")):
        save_project(path, state)


@pytest.mark.parametrize("there", ["another project", "what it was long ago", "nothing known"])
def test_what_was_chosen_to_be_replaced_is_replaced(tmp_path: Path, there: str) -> None:
    path, ours = tmp_path / "p.vbench", small_project()
    history = {
        "another project": (replace(ours.history[0], when="2025-01-01T00:00:00+00:00"),),
        "what it was long ago": ours.history[:1],
        "nothing known": (),
    }[there]
    save_project(path, replace(ours, history=history))
    save_project(path, _saved_on(ours, "ours"))
