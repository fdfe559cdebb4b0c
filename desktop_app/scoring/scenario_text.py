"""A scenario as TOML text that `scenario.read_scenario` reads back."""

from __future__ import annotations

import math

from desktop_app.catalogue.anchors_text import anchor_table
from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.toml_text import toml_key, toml_string, toml_table
from desktop_app.domain.translating import tr
from desktop_app.domain.work_calendar import WorkCalendar
from desktop_app.scoring.model import Gate, Scenario
from desktop_app.scoring.scenario_bounds import bound_lines
from desktop_app.scoring.scenario_evaluators import evaluator_lines
from desktop_app.scoring.scenario_money_text import money_lines
from desktop_app.scoring.scenario_values import preference_lines, top_lines


def write_scenario(scenario: Scenario) -> str:
    """Return all of a scenario as TOML, so that reading it needs no profile.

    Raises
    ------
    ScenarioError
        If a number in it is infinite or NaN.
    """
    lines = [
        f"name = {toml_string(scenario.name)}",
        f"profile = {toml_string(scenario.profile)}",
        f"method = {toml_string(scenario.method)}",
        f"normalisation = {toml_string(scenario.normalisation)}",
        f"missing = {toml_string(scenario.missing)}",
        f"variants = {toml_string(scenario.variants)}",
        f"baseline = {toml_string(scenario.baseline)}",
        f"base_currency = {toml_string(scenario.base_currency)}",
        f"tax_basis = {toml_string(scenario.tax_basis)}",
        f"window = {toml_string(scenario.window)}",
        f"pooling = {toml_string(scenario.pooling)}",
    ]
    lines += top_lines(scenario)
    if not scenario.gates:
        lines.append("gates = []")
    lines += toml_table("weights", {kpi: _number(w) for kpi, w in scenario.weights.items()})
    for kpi, anchors in scenario.anchors.items():
        lines += toml_table(f"anchors.{toml_key(kpi)}", anchor_table(anchors, _number))
    for gate in scenario.gates:
        lines += toml_table("[gates]", _gate(gate))
    lines += preference_lines(scenario, _number)
    lines += bound_lines(scenario)
    lines += money_lines(scenario)
    if scenario.definitions:
        chosen = {kpi: toml_string(variant) for kpi, variant in scenario.definitions.items()}
        lines += toml_table("definitions", chosen)
    if scenario.parameters:
        numbers = {name: _number(value) for name, value in scenario.parameters.items()}
        lines += toml_table("parameters", numbers)
    lines += evaluator_lines(scenario.evaluators)
    for vendor, calendar in scenario.calendars.items():
        lines += toml_table(f"calendars.{toml_key(vendor)}", _calendar(calendar))
    return "\n".join(lines) + "\n"


def _gate(gate: Gate) -> dict[str, str]:
    return {
        "kpi": toml_string(gate.kpi),
        "at_most" if gate.at_most else "at_least": _number(gate.limit),
        "missing_fails": "true" if gate.missing_fails else "false",
        **({"waived": "true"} if gate.waived else {}),
    }


def _calendar(calendar: WorkCalendar) -> dict[str, str]:
    texts = {
        "hours": calendar.hours,
        "country": calendar.country,
        "region": calendar.region,
        "cut_off": calendar.cut_off,
        "zone": calendar.zone,
        "log_zone": calendar.log_zone,
    }
    written = {name: toml_string(text) for name, text in texts.items() if text}
    if calendar.closed:
        written["closed"] = f"[{', '.join(day.isoformat() for day in calendar.closed)}]"
    return written


def _number(value: float) -> str:
    """Return the shortest text that reads back as the same float."""
    if not math.isfinite(value):
        raise ScenarioError(tr("A scenario can't hold the number {value}.", value=value))
    return repr(float(value))
