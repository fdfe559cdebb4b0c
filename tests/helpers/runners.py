"""Ways to run jobs in tests."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from desktop_app.domain.progress import Cancelled, NoProgress
from desktop_app.workbench.jobs import Job


class AtOnce:
    """Does a job where it is started, before `start` returns."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self.titles: list[str] = []

    def start(self, job: Job[Any]) -> int:
        self.titles.append(job.title)
        finish(job)
        return next(self._numbers)

    def cancel(self, number: int) -> None:
        """Nothing is ever under way."""


class Later:
    """Keeps jobs until the test says so, in whatever order."""

    def __init__(self) -> None:
        self.waiting: list[Job[Any]] = []

    def start(self, job: Job[Any]) -> int:
        self.waiting.append(job)
        return len(self.waiting)

    def cancel(self, number: int) -> None:
        """Jobs stay until the test takes them."""

    def finish(self, place: int = 0) -> None:
        finish(self.waiting.pop(place))

    def stop(self, place: int = 0) -> None:
        """Cancel a job before it has begun."""
        stopped = self.waiting.pop(place).stopped
        if stopped is not None:
            stopped()


def finish(job: Job[Any]) -> None:
    """Do a job's work and hand on its answer as `gui.worker` does."""
    try:
        value = job.work(NoProgress())
    except Cancelled:
        if job.stopped is not None:
            job.stopped()
    except Exception as error:
        if job.failed is None:
            raise
        job.failed(error)
    else:
        done: Callable[[Any], None] = job.done
        done(value)
