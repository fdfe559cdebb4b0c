"""Value functions, scales and the methods' own numbers of a scenario, from TOML and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from desktop_app.catalogue.model import Anchors, Catalogue, KpiDefinition
from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.toml_text import toml_key, toml_string, toml_table
from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Direction
from desktop_app.scoring.methods.promethee import PARAMETERS, check_preference
from desktop_app.scoring.model import CONSENSUS, Preference, Scenario
from desktop_app.scoring.toml_reader import TomlReader
from desktop_app.scoring.value import value_function
from desktop_app.scoring.value_shape import with_corners

_ANCHOR_KEYS = ("worst", "target", "best", "target_high", "worst_high", "source", "points")
_PREFERENCE_KEYS = ("kind", "q", "p", "s")


def read_anchors(reader: TomlReader, value: Any, catalogue: Catalogue | None) -> dict[str, Anchors]:
    """Return ``[anchors.ID]``: worst and target, or the corners of a value function."""
    tables = reader.table(value, "anchors")
    return {kpi: _anchors(reader, kpi, table, catalogue) for kpi, table in tables.items()}


def read_by_field(reader: TomlReader, value: Any, catalogue: Catalogue | None) -> tuple[str, ...]:
    """Return ``by_field``, a list of KPI ids."""
    key = "by_field"
    if not isinstance(value, list) or not all(isinstance(kpi, str) for kpi in value):
        raise reader.fail(key, tr("found {value!r}, expected a list of KPI ids.", value=value))
    for kpi in value if catalogue is not None else ():
        definition = _known(reader, key, kpi, catalogue)
        if definition is not None and not may_scale_by_field(definition):
            raise reader.fail(
                key,
                tr(
                    "{kpi} is no figure that is better higher or lower throughout.",
                    kpi=definition.title,
                ),
                tr("A band or a context figure has no worst and best among vendors."),
            )
    return tuple(dict.fromkeys(value))


def may_scale_by_field(definition: KpiDefinition) -> bool:
    """Return whether a KPI has a worst and a best among any vendors."""
    return definition.direction in (Direction.HIGHER, Direction.LOWER)


def read_preferences(
    reader: TomlReader, value: Any, catalogue: Catalogue | None
) -> dict[str, Preference]:
    """Return ``[preferences.ID]`` with kind and the thresholds it takes."""
    tables = reader.table(value, "preferences")
    return {kpi: _preference(reader, kpi, table, catalogue) for kpi, table in tables.items()}


def read_strategy(reader: TomlReader, value: Any, _catalogue: Catalogue | None) -> float:
    """Return ``vikor_v``, from 0 to 1."""
    strategy = reader.number(value, "vikor_v")
    if not 0 <= strategy <= 1:
        raise reader.fail(
            "vikor_v", tr("found {strategy:g}, expected a number from 0 to 1.", strategy=strategy)
        )
    return strategy


VALUE_KEYS: Mapping[str, tuple[str, Callable[[TomlReader, Any, Catalogue | None], Any]]] = {
    "anchors": ("anchors", read_anchors),
    "by_field": ("by_field", read_by_field),
    "preferences": ("preferences", read_preferences),
    "vikor_v": ("strategy", read_strategy),
}
"""Keys of a scenario's file, with the field of `Scenario` each gives and what reads it."""


def top_lines(scenario: Scenario) -> list[str]:
    """Return the lines that have to stand before any table; none for what is as usual."""
    lines = []
    if scenario.by_field:
        lines.append(f"by_field = [{', '.join(toml_string(kpi) for kpi in scenario.by_field)}]")
    if scenario.strategy != CONSENSUS:
        lines.append(f"vikor_v = {scenario.strategy!r}")
    return lines


def preference_lines(scenario: Scenario, number: Callable[[float], str]) -> list[str]:
    """Return the tables of preference functions."""
    lines: list[str] = []
    for kpi, preference in scenario.preferences.items():
        names = PARAMETERS[preference.kind]
        written = {"kind": toml_string(preference.kind)}
        written |= {name: number(getattr(preference, name)) for name in names}
        lines += toml_table(f"preferences.{toml_key(kpi)}", written)
    return lines


def _anchors(reader: TomlReader, kpi: str, value: Any, catalogue: Catalogue | None) -> Anchors:
    key = f"anchors.{kpi}"
    table = reader.table(value, key)
    reader.only(table, _ANCHOR_KEYS, f"{key}.")
    for needed in ("worst", "target") if "points" not in table else ():
        if needed not in table:
            raise reader.fail(f"{key}.{needed}", tr("missing."))
    figures: dict[str, Any] = {
        name: reader.amount(v, f"{key}.{name}", kpi)
        for name, v in table.items()
        if name not in ("source", "points")
    }
    source = reader.text(table, "source") if "source" in table else "user"
    definition = _known(reader, key, kpi, catalogue)
    if definition is not None and definition.direction is Direction.NONE:
        raise reader.fail(key, tr("a context figure has no anchors."))
    try:
        if "points" in table:
            corners = _corners(reader, f"{key}.points", kpi, table["points"])
            return _through(corners, figures, source, definition)
        anchors = Anchors(**figures, source=source)
        if definition is not None:
            value_function(anchors, definition.direction, definition.title)
    except ScenarioError as error:
        if error.message.startswith(reader.place):
            raise
        raise reader.fail(key, error.message, error.suggestion) from None
    return anchors


def _corners(reader: TomlReader, key: str, kpi: str, value: Any) -> tuple[tuple[float, float], ...]:
    pairs = value if isinstance(value, list) else []
    if not pairs or not all(isinstance(pair, list) and len(pair) == 2 for pair in pairs):
        raise reader.fail(
            key, tr("expected pairs of a figure and its points: [[0.6, 0], [0.9, 100]].")
        )
    return tuple((reader.amount(x, key, kpi), reader.number(y, key)) for x, y in pairs)


def _through(
    corners: tuple[tuple[float, float], ...],
    figures: Mapping[str, Any],
    source: str,
    definition: KpiDefinition | None,
) -> Anchors:
    """Return the anchors of corners; without a catalogue they are taken as they were saved."""
    ordered = sorted(corners)
    top = max(ordered, key=lambda corner: corner[1])[0]
    rest = {"worst": ordered[0][0], "target": top, **figures}
    anchors = Anchors(**rest, source=source, points=tuple(ordered))
    return anchors if definition is None else with_corners(anchors, definition.direction, ordered)


def _preference(
    reader: TomlReader, kpi: str, value: Any, catalogue: Catalogue | None
) -> Preference:
    key = f"preferences.{kpi}"
    table = reader.table(value, key)
    reader.only(table, _PREFERENCE_KEYS, f"{key}.")
    _known(reader, key, kpi, catalogue)
    preference = Preference(reader.text(table, "kind") if "kind" in table else "usual")
    names = PARAMETERS.get(preference.kind, ())
    for name in names:
        if name not in table:
            raise reader.fail(f"{key}.{name}", tr("missing."))
    given: dict[str, Any] = {
        name: reader.amount(table[name], f"{key}.{name}", kpi) for name in names
    }
    preference = replace(preference, **given)
    try:
        check_preference(preference)
    except ScenarioError as error:
        raise reader.fail(key, error.message, error.suggestion) from None
    return preference


def _known(
    reader: TomlReader, key: str, kpi: str, catalogue: Catalogue | None
) -> KpiDefinition | None:
    """Return a KPI's definition; None where nothing is to be checked against."""
    if catalogue is None:
        return None
    definition = catalogue.kpis.get(kpi)
    if definition is None:
        raise reader.fail(key, tr("'{kpi}' is no KPI of the catalogue.", kpi=kpi))
    return definition
