"""A scenario as TOML text that `scenario.read_scenario` reads back."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping

from desktop_app.catalogue.model import Anchors
from desktop_app.domain.errors import ScenarioError
from desktop_app.scoring.model import Gate, Scenario

_BARE = re.compile(r"^[A-Za-z0-9_-]+$")


def write_scenario(scenario: Scenario) -> str:
    """Return all of a scenario as TOML, so that reading it needs no profile.

    Raises
    ------
    ScenarioError
        If a number in it is infinite or NaN.
    """
    lines = [
        f"name = {_text(scenario.name)}",
        f"profile = {_text(scenario.profile)}",
        f"method = {_text(scenario.method)}",
        f"normalisation = {_text(scenario.normalisation)}",
        f"missing = {_text(scenario.missing)}",
        f"variants = {_text(scenario.variants)}",
        f"baseline = {_text(scenario.baseline)}",
        f"base_currency = {_text(scenario.base_currency)}",
    ]
    if not scenario.gates:
        lines.append("gates = []")
    lines += _table("weights", {kpi: _number(w) for kpi, w in scenario.weights.items()})
    for kpi, anchors in scenario.anchors.items():
        lines += _table(f"anchors.{_key(kpi)}", _anchors(anchors))
    for gate in scenario.gates:
        lines += _table("[gates]", _gate(gate))
    for code, (rate, day) in scenario.rates.items():
        lines += _table(f"rates.{_key(code)}", {"rate": _number(rate), "date": _text(day)})
    return "\n".join(lines) + "\n"


def _table(heading: str, values: Mapping[str, str]) -> list[str]:
    """Return the lines of a table; values are TOML already."""
    return ["", f"[{heading}]", *(f"{_key(key)} = {value}" for key, value in values.items())]


def _anchors(anchors: Anchors) -> dict[str, str]:
    points = {
        "worst": anchors.worst,
        "target": anchors.target,
        "best": anchors.best,
        "target_high": anchors.target_high,
        "worst_high": anchors.worst_high,
    }
    written = {name: _number(value) for name, value in points.items() if value is not None}
    return {**written, "source": _text(anchors.source)}


def _gate(gate: Gate) -> dict[str, str]:
    return {
        "kpi": _text(gate.kpi),
        "at_most" if gate.at_most else "at_least": _number(gate.limit),
        "missing_fails": "true" if gate.missing_fails else "false",
    }


def _number(value: float) -> str:
    """Return the shortest text that reads back as the same float."""
    if not math.isfinite(value):
        raise ScenarioError(f"A scenario can't hold the number {value}.")
    return repr(float(value))


def _text(value: str) -> str:
    # JSON's escapes are TOML's too; only DEL must be escaped in TOML alone.
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(key: str) -> str:
    return key if _BARE.match(key) else _text(key)
