"""Questions that the user may stop, and ask again: nothing waits for an answer that never comes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from desktop_app.domain.translating import tr
from desktop_app.workbench.jobs import Job, Runner
from desktop_app.workbench.state import Workbench


class AskingAgain:
    """Starts jobs, and offers to start one again that was cancelled with nothing in its place.

    Parameters
    ----------
    tell : function of a text, a tone, the name of an action and the action
        Tells without taking the focus (`Session.tell`).
    """

    def __init__(
        self,
        workbench: Workbench,
        runner: Runner,
        tell: Callable[[str, str, str, Callable[[], None]], None],
    ) -> None:
        self._workbench = workbench
        self._runner = runner
        self._tell = tell
        self._newest: dict[str, object] = {}

    def start(
        self,
        job: Job[Any],
        again: Callable[[], object],
        given_up: Callable[[str], None],
        words: str = "",
    ) -> int:
        """Start a job of a slot; return its number.

        Parameters
        ----------
        again : function
            Asks the same once more, of what is open then.
        given_up : function of a sentence
            Called instead of the job's `done` when it was cancelled and nobody asked anew.
        words : str
            The sentence; ``""`` for the usual one.
        """
        token, sitting = object(), self._workbench.sitting
        self._newest[job.slot] = token

        def newest() -> bool:
            return self._newest.get(job.slot) is token and self._workbench.sitting is sitting

        def retry() -> None:
            if newest():
                again()

        def stopped() -> None:
            if newest():
                sentence = words or tr("{job}: cancelled. Nothing was changed.", job=job.title)
                given_up(sentence)
                self._tell(sentence, "info", tr("Try again"), retry)

        return self._runner.start(replace(job, stopped=stopped))

    def forget(self, slot: str) -> None:
        """Take note that nobody waits any more for the answer to what was asked last."""
        self._newest.pop(slot, None)
