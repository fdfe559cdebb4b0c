"""Every vendor's place under each scenario, as lines from one to the next."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from desktop_app.domain.translating import local, tr
from desktop_app.presenting.scenarios import SideBySide, ranked, scenario_title
from desktop_app.presenting.score_words import in_points

_APART = 0.18
"""How far vendors that share a place are drawn from each other, in places."""


@dataclass(frozen=True, slots=True)
class RankPoint:
    """A vendor under one scenario; `place` is where it is drawn, beside those it ties with.

    Who is not ranked stands below the last place.
    """

    place: float
    out: bool
    text: str


@dataclass(frozen=True, slots=True)
class RankLines:
    """Lines of `vendors` over `scenarios`; `points` by vendor and scenario.

    `last` is the last place that anybody has.
    """

    scenarios: tuple[str, ...]
    vendors: tuple[str, ...]
    points: tuple[tuple[RankPoint, ...], ...]
    last: int

    @property
    def anybody_out(self) -> bool:
        """Return whether a vendor is not ranked under some scenario."""
        return any(point.out for line in self.points for point in line)


def rank_lines(view: SideBySide) -> RankLines | None:
    """Return the vendors' places under all scenarios; None with fewer than two scenarios."""
    if len(view.comparisons) < 2:
        return None
    vendors = tuple(line.vendor for line in view.present.ranking.vendors)
    lines = [[ranked(one, vendor) for one in view.comparisons] for vendor in vendors]
    last = max((line.rank or 0 for of_one in lines for line in of_one if line), default=0)
    columns = []
    for place, comparison in enumerate(view.comparisons):
        ranks = [line.rank if (line := of_one[place]) else None for of_one in lines]
        columns.append(
            [
                RankPoint(where, rank is None, _words(view, place, vendor, rank))
                for vendor, rank, where in zip(vendors, ranks, _places(ranks, last), strict=True)
            ]
        )
        assert len(columns[-1]) == len(comparison.ranking.vendors)
    titles = tuple(scenario_title(view, place) for place in range(len(view.comparisons)))
    return RankLines(titles, vendors, tuple(zip(*columns, strict=True)), last)


def _places(ranks: list[int | None], last: int) -> list[float]:
    """Return where ranks are drawn: those that are the same a little apart."""
    sharing: dict[int, list[int]] = defaultdict(list)
    for number, rank in enumerate(ranks):
        sharing[last + 1 if rank is None else rank].append(number)
    found = [0.0] * len(ranks)
    for rank, together in sharing.items():
        for step, number in enumerate(together):
            found[number] = rank + (step - (len(together) - 1) / 2) * _APART
    return found


def _words(view: SideBySide, place: int, vendor: str, rank: int | None) -> str:
    comparison = view.comparisons[place]
    name = comparison.scenario.name
    line = ranked(comparison, vendor)
    if rank is None or line is None:
        return tr("{vendor}: not ranked under '{scenario}'", vendor=vendor, scenario=name)
    form = "{score:.1f}" if in_points(comparison.scenario) else "{score:.3f}"
    return tr(
        "{vendor}: place {rank} under '{scenario}', score {score}",
        vendor=vendor,
        rank=rank,
        scenario=name,
        score=local(form, score=line.score),
    )
