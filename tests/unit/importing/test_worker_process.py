from __future__ import annotations

import multiprocessing
import pickle
import sys
from types import ModuleType

import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.importing.context import Names
from desktop_app.importing.worker_process import _get_ready


@pytest.mark.parametrize("waiting", [True, False])
def test_a_worker_makes_itself_ready_only_while_no_file_waits(
    waiting: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, made = ModuleType("modules_of_a_worker"), []
    monkeypatch.setattr(module, "make_ready", lambda: made.append(True), raising=False)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    program, worker = multiprocessing.Pipe()
    with program, worker:
        if waiting:
            program.send("job")
        _get_ready(worker, [module.__name__, "json"])
    assert made == ([] if waiting else [True])


def test_the_names_made_ready_serve_the_copy_of_the_catalogue_that_comes_with_the_files() -> None:
    ready = Names.of(load_catalogue())
    copy = pickle.loads(pickle.dumps(load_catalogue()))
    assert copy is not load_catalogue()
    assert Names.of(copy).recogniser is ready.recogniser
