"""Scenarios as files of their own: to keep, to send, and for ``compare --profile FILE``."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.outputs import overwritten
from desktop_app.domain.translating import tr

if TYPE_CHECKING:
    from desktop_app.catalogue.model import Catalogue
    from desktop_app.scoring.model import Scenario


def write_scenario_file(path: Path, scenario: Scenario, inputs: Iterable[str | Path] = ()) -> None:
    """Write a scenario to a file, at once or not at all.

    Parameters
    ----------
    inputs : files that are never written over

    Raises
    ------
    ScenarioError
        If it can't be written there.
    """
    from desktop_app.scoring.scenario_text import write_scenario

    if overwritten(path, inputs) is not None:
        raise ScenarioError(
            tr("{path} is one of the reports compared, and was left as it is.", path=path.name),
            tr("Choose another name."),
        )
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        draft.write_text(write_scenario(scenario), encoding="utf-8", newline="\n")
        draft.replace(path)
    except OSError as error:
        raise ScenarioError(
            tr("{path} can't be written: {reason}.", path=path, reason=error.strerror or error)
        ) from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def read_scenario_beside(path: Path, catalogue: Catalogue, known: Scenario) -> Scenario:
    """Return the scenario of a file, beside one that is there already.

    What was entered of the vendors' money, hours and marks stays where the file says nothing.

    Raises
    ------
    ScenarioError
        Naming the file and the key, or why the file can't be read.
    """
    from desktop_app.scoring.scenario import read_scenario_file
    from desktop_app.scoring.shelf import with_entered

    return with_entered(read_scenario_file(path, catalogue), known)
