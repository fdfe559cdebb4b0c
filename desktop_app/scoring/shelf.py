"""Several scenarios of one comparison: one that is ranked by, the others kept beside it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.translating import later, tr
from desktop_app.scoring.model import Scenario
from desktop_app.scoring.scenario import scenario_from_profile
from desktop_app.scoring.scenario_limits import limited_to


@dataclass(frozen=True, slots=True)
class Shelf:
    """The scenarios kept beside the one ranked by: those listed before it, and those after it.

    Names are told apart without regard to upper and lower case.
    """

    before: tuple[Scenario, ...] = ()
    after: tuple[Scenario, ...] = ()

    @property
    def others(self) -> tuple[Scenario, ...]:
        """Return all but the one ranked by, as listed."""
        return (*self.before, *self.after)

    @property
    def place(self) -> int:
        """Return the place of the one ranked by in the list, from 0."""
        return len(self.before)

    def limited_to(self, catalogue: Catalogue) -> Shelf:
        """Return the shelf without what its scenarios say of KPIs the catalogue has not."""
        before = tuple(limited_to(one, catalogue) for one in self.before)
        return Shelf(before, tuple(limited_to(one, catalogue) for one in self.after))

    def around(self, active: Scenario) -> tuple[Scenario, ...]:
        """Return the whole list, with the one ranked by in its place."""
        return (*self.before, active, *self.after)


Chosen = tuple[Scenario, Shelf]
"""The scenario ranked by, and those kept beside it."""


def shelved(scenarios: Sequence[Scenario], active: int) -> Chosen:
    """Return a list of scenarios with the one at place `active` ranked by."""
    return scenarios[active], Shelf(tuple(scenarios[:active]), tuple(scenarios[active + 1 :]))


OWN_WEIGHTS = later("Own weights")
"""The name of a scenario that was a profile's until evaluators gave the weights."""

_NUMBERED = re.compile(r" \(\d+\)$")

_ENTERED = (
    "baseline", "base_currency", "rates", "tax", "tax_basis", "contract", "stakes", "window",
    "definitions", "parameters", "calendars", "evaluators", "pooling",
)  # fmt: skip
"""What is known of vendors and their work, whatever one's priorities are."""


def from_profile(catalogue: Catalogue, profile: str, known: Scenario) -> Scenario:
    """Return the scenario of a profile with what was entered of the vendors' money, hours, marks.

    Weights, requirements, targets, method and rules are the profile's and the defaults.

    Raises
    ------
    ScenarioError
        If the catalogue has no such profile.
    """
    fresh = scenario_from_profile(catalogue, profile)
    return replace(fresh, **{name: getattr(known, name) for name in _ENTERED})


def with_entered(fresh: Scenario, known: Scenario) -> Scenario:
    """Return a scenario with what is known of the vendors' money, hours, marks where it has none.

    What `fresh` says itself stays.
    """
    nothing = Scenario("", "", {})
    silent = [name for name in _ENTERED if getattr(fresh, name) == getattr(nothing, name)]
    return replace(fresh, **{name: getattr(known, name) for name in silent})


def fitting_name(scenario: Scenario, fresh: str, catalogue: Catalogue) -> str:
    """Return the name after a change of weights: a new one, unless the user named the scenario."""
    given = {OWN_WEIGHTS, tr(OWN_WEIGHTS)}
    for profile in catalogue.profiles.values():
        given |= {profile.name, profile.title}
    return fresh if _NUMBERED.sub("", scenario.name) in given else scenario.name


def free_name(name: str, taken: Collection[str]) -> str:
    """Return a name, with a number behind it where another scenario has it already."""
    used = {other.casefold() for other in taken}
    number, found = 1, name
    while found.casefold() in used:
        number += 1
        found = f"{name} ({number})"
    return found


def named_apart(active: Scenario, shelf: Shelf) -> Scenario:
    """Return the scenario ranked by under a name that no other one has."""
    name = free_name(active.name, [one.name for one in shelf.others])
    return active if name == active.name else replace(active, name=name)


def added(active: Scenario, shelf: Shelf, new: Scenario) -> Chosen:
    """Return the list with a new scenario at its end, which is ranked by."""
    every = shelf.around(active)
    name = free_name(new.name, [one.name for one in every])
    return shelved([*every, replace(new, name=name)], len(every))


def duplicated(active: Scenario, shelf: Shelf, name: str = "") -> Chosen:
    """Return the list with a copy behind the scenario ranked by; the copy is ranked by."""
    every = list(shelf.around(active))
    wanted = " ".join(name.split()) or tr("{scenario}, copy", scenario=active.name)
    copy = replace(active, name=free_name(wanted, [one.name for one in every]))
    every.insert(shelf.place + 1, copy)
    return shelved(every, shelf.place + 1)


def chosen(active: Scenario, shelf: Shelf, place: int) -> Chosen:
    """Return the list with another scenario ranked by."""
    return shelved(shelf.around(active), place)


def renamed(active: Scenario, shelf: Shelf, place: int, name: str) -> Chosen:
    """Return the list with one scenario renamed.

    Raises
    ------
    ScenarioError
        If the name is empty or another scenario's.
    """
    every = list(shelf.around(active))
    name = " ".join(name.split())
    if not name:
        raise ScenarioError(tr("A scenario needs a name."))
    others = [one.name for number, one in enumerate(every) if number != place]
    if free_name(name, others) != name:
        raise ScenarioError(
            tr("Another scenario is named '{name}'.", name=name), tr("Choose another name.")
        )
    every[place] = replace(every[place], name=name)
    return shelved(every, shelf.place)


def removed(active: Scenario, shelf: Shelf, place: int) -> Chosen:
    """Return the list without one scenario; without the one ranked by, the next one is.

    Raises
    ------
    ScenarioError
        If it is the only one.
    """
    every = list(shelf.around(active))
    if len(every) < 2:
        raise ScenarioError(
            tr("The only scenario can't be removed: something has to be ranked by.")
        )
    del every[place]
    now = shelf.place - (place < shelf.place)
    return shelved(every, min(now, len(every) - 1))
