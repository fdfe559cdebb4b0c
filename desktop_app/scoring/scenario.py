"""Scenarios from catalogue profiles and from TOML files, and back to TOML."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

from desktop_app.catalogue.model import Catalogue, Profile
from desktop_app.domain.errors import CalendarError, ScenarioError
from desktop_app.domain.evaluator import Pooling
from desktop_app.domain.money import TaxBasis
from desktop_app.domain.period import Period
from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Direction
from desktop_app.domain.work_calendar import WorkCalendar
from desktop_app.kpi.clock import check_calendar
from desktop_app.scoring.model import (
    COMMON,
    Gate,
    Method,
    MissingRule,
    Normalisation,
    Scenario,
    VariantRule,
)
from desktop_app.scoring.scenario_bounds import read_bounds
from desktop_app.scoring.scenario_evaluators import read_evaluators
from desktop_app.scoring.scenario_money import MONEY_TABLES
from desktop_app.scoring.scenario_values import VALUE_KEYS
from desktop_app.scoring.toml_reader import TomlReader
from desktop_app.scoring.weights import check_weights

_WORDS: Mapping[str, type[StrEnum]] = {
    "method": Method,
    "normalisation": Normalisation,
    "missing": MissingRule,
    "variants": VariantRule,
    "tax_basis": TaxBasis,
    "pooling": Pooling,
}
_TEXTS = ("name", "baseline", "base_currency", "window")
_TABLES = ("weights", "gates", "definitions", "parameters", "calendars")
_OTHERS = ("bounds", "evaluators")
_KEYS = ("profile", *_TEXTS, *_WORDS, *_TABLES, *VALUE_KEYS, *MONEY_TABLES, *_OTHERS)
_GATE_KEYS = ("kpi", "at_least", "at_most", "missing_fails", "waived")
_CALENDAR_KEYS = ("hours", "country", "region", "closed", "cut_off", "zone", "log_zone")


def scenario_from_profile(catalogue: Catalogue, profile: str = "") -> Scenario:
    """Return the scenario of a profile, ``""`` for the catalogue's default.

    Its gates ask for the KPI's worst anchor at least (at most, where lower is better).

    Raises
    ------
    ScenarioError
        If the catalogue has no such profile, or a gate's KPI has no anchors.
    """
    found = _profile(catalogue, profile or catalogue.default_profile, "")
    return Scenario(
        name=found.title,
        profile=found.id,
        weights=dict(found.weights),
        gates=tuple(_profile_gate(catalogue, kpi) for kpi in found.gates),
    )


def read_scenario(text: str, place: str, catalogue: Catalogue | None = None) -> Scenario:
    """Return the scenario that a TOML text describes.

    Every key is optional: ``name``, ``profile``, ``method``, ``normalisation``, ``missing``,
    ``variants``, ``baseline``, ``base_currency``, ``tax_basis``, ``window``; ``[weights]`` by
    KPI id; ``[anchors.ID]`` with worst, target, best, target_high, worst_high, or with points, the
    corners of a value function; ``by_field``, ``[preferences.ID]`` and ``vikor_v``, see
    `scenario_values`; ``[[gates]]`` with kpi, at_least or at_most, missing_fails, waived;
    ``[bounds.ID]`` with least and most, see `scenario_bounds`; the tables of money, see
    `scenario_money`; ``pooling`` and ``[[evaluators]]``, see `scenario_evaluators`;
    ``[definitions]`` with the variant to compare by KPI id; ``[parameters]`` with numbers that
    formulas use, by id;
    ``[calendars.VENDOR]`` (``"*"`` for all others) with hours, country, region, closed (dates),
    cut_off, zone, log_zone, see `WorkCalendar`.
    Weights and gates that are given replace the profile's, so that two scales of weights never
    mix. Limits and anchors are numbers in the canonical unit, or texts such as ``"85 %"`` or
    ``"24 h"``.

    Parameters
    ----------
    place : str
        The file's name, to start messages with.
    catalogue : Catalogue or None
        What KPI ids, units and profiles are checked against; without it (a saved project is
        read before its catalogue is known) they are taken as they stand, and the text has to
        hold weights.

    Raises
    ------
    ScenarioError
        Naming the file and the key.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError(
            tr("{place} is no valid TOML: {error}.", place=place, error=error)
        ) from error
    reader = _Reader(place, catalogue)
    reader.only(data, _KEYS, "")
    changes: dict[str, Any] = {key: reader.text(data, key) for key in _TEXTS if key in data}
    if "window" in changes:
        reader.check_window(changes["window"])
    changes |= {key: reader.word(data, key, kind) for key, kind in _WORDS.items() if key in data}
    changes |= {key: getattr(reader, key)(data[key]) for key in _TABLES if key in data}
    if "bounds" in data:
        changes["bounds"] = read_bounds(reader, data["bounds"], catalogue)
    changes |= {
        field: read(reader, data[key], catalogue)
        for key, (field, read) in VALUE_KEYS.items()
        if key in data
    }
    if "evaluators" in data:
        changes["evaluators"] = read_evaluators(reader, data["evaluators"])
    # Money is read digit by digit: no rate or price passes through a binary fraction.
    exact = tomllib.loads(text, parse_float=Decimal)
    changes |= {key: read(reader, exact[key]) for key, read in MONEY_TABLES.items() if key in exact}
    return replace(reader.base(data), **changes)


def read_scenario_file(path: Path, catalogue: Catalogue) -> Scenario:
    """Return the scenario of a TOML file, see `read_scenario`.

    Raises
    ------
    ScenarioError
        Naming the file and the key, or why the file can't be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ScenarioError(
            tr("{path} can't be read ({strerror}).", path=path.name, strerror=error.strerror)
        ) from error
    except UnicodeDecodeError as error:
        raise ScenarioError(tr("{path} is no text in UTF-8.", path=path.name)) from error
    return read_scenario(text, path.name, catalogue)


class _Reader(TomlReader):
    """Reads the tables of a scenario's file, strictly."""

    def base(self, data: Mapping[str, Any]) -> Scenario:
        """Return what the file's keys change: the profile, or an empty scenario."""
        profile = self.text(data, "profile") if "profile" in data else ""
        name = self._place.rpartition("/")[2].removesuffix(".toml")
        if self._catalogue is None:
            if "weights" not in data:
                raise self.fail("weights", tr("missing."))
            return Scenario(name=name, profile=profile, weights={})
        if "weights" in data and not profile:
            return Scenario(name=name, profile="", weights={})
        _profile(self._catalogue, profile or self._catalogue.default_profile, self._place)
        return replace(scenario_from_profile(self._catalogue, profile), name=name)

    def check_window(self, window: str) -> None:
        """Refuse a window that is neither a period nor one of the two words."""
        if window in ("", COMMON):
            return
        try:
            Period.parse(window)
        except ValueError:
            raise self.fail(
                "window",
                tr("found '{window}', expected a period.", window=window),
                tr(
                    "Write 2026-03, 2026-Q1, 2026, 2026-W07, 2026-01-05/2026-06-30 (both "
                    "days included), or '{common}'.",
                    common=COMMON,
                ),
            ) from None

    def weights(self, value: Any) -> dict[str, float]:
        table = self.table(value, "weights")
        weights = {kpi: self.number(v, f"weights.{kpi}") for kpi, v in table.items()}
        if self._catalogue is not None:
            check_weights(weights, self._catalogue, self._place)
        return weights

    def gates(self, value: Any) -> tuple[Gate, ...]:
        if not isinstance(value, list):
            raise self.fail("gates", tr("expected tables written as [[gates]]."))
        return tuple(self._gate(table, f"gates[{i}]") for i, table in enumerate(value, start=1))

    def _gate(self, value: Any, key: str) -> Gate:
        table = self.table(value, key)
        self.only(table, _GATE_KEYS, f"{key}.")
        sides = [side for side in ("at_least", "at_most") if side in table]
        if "kpi" not in table or len(sides) != 1:
            raise self.fail(key, tr("expected kpi and one of at_least, at_most."))
        kpi = self.text(table, "kpi")
        limit = self.amount(table[sides[0]], f"{key}.{sides[0]}", kpi)
        return Gate(
            kpi,
            limit,
            at_most=sides[0] == "at_most",
            missing_fails=self._flag(table, key, "missing_fails"),
            waived=self._flag(table, key, "waived"),
        )

    def _flag(self, table: Mapping[str, Any], key: str, name: str) -> bool:
        found = table.get(name, False)
        if not isinstance(found, bool):
            raise self.fail(
                f"{key}.{name}", tr("found {found!r}, expected true or false.", found=found)
            )
        return found

    def definitions(self, value: Any) -> dict[str, str]:
        table = self.table(value, "definitions")
        return {kpi: self._definition(kpi, table) for kpi in table}

    def _definition(self, kpi: str, table: Mapping[str, Any]) -> str:
        key, variant = f"definitions.{kpi}", self.text(table, kpi)
        if self._catalogue is None:
            return variant
        definition = self._catalogue.kpis.get(kpi)
        if definition is None:
            raise self.fail(key, tr("'{kpi}' is no KPI of the catalogue.", kpi=kpi))
        known = [one.id for one in definition.variants]
        if variant not in known:
            raise self.fail(
                key,
                tr(
                    "found '{variant}', expected one of: {known}.",
                    variant=variant,
                    known=", ".join(known),
                ),
            )
        return variant

    def parameters(self, value: Any) -> dict[str, float]:
        table = self.table(value, "parameters")
        return {name: self._parameter(name, table[name]) for name in table}

    def _parameter(self, name: str, value: Any) -> float:
        key = f"parameters.{name}"
        number = self.number(value, key)
        if self._catalogue is None:
            return number
        known = self._catalogue.parameters.get(name)
        if known is None:
            names = ", ".join(self._catalogue.parameters)
            raise self.fail(
                key,
                tr("'{name}' is no parameter.", name=name),
                tr("Expected one of: {names}.", names=names),
            )
        if not known.least <= number <= known.most:
            raise self.fail(
                key,
                tr(
                    "found {number:g}, expected {least:g} to {most:g}.",
                    number=number,
                    least=known.least,
                    most=known.most,
                ),
            )
        return number

    def calendars(self, value: Any) -> dict[str, WorkCalendar]:
        tables = self.table(value, "calendars")
        return {vendor: self._calendar(vendor, table) for vendor, table in tables.items()}

    def _calendar(self, vendor: str, value: Any) -> WorkCalendar:
        key = f"calendars.{vendor}"
        table = self.table(value, key)
        self.only(table, _CALENDAR_KEYS, f"{key}.")
        if "hours" not in table:
            raise self.fail(f"{key}.hours", tr("missing."))
        texts = {name: self.text(table, name) for name in table if name != "closed"}
        days = table.get("closed", [])
        if not isinstance(days, list) or not all(isinstance(day, dt.date) for day in days):
            raise self.fail(f"{key}.closed", tr("expected a list of dates such as [2026-12-24]."))
        try:
            calendar = WorkCalendar(**texts, closed=tuple(sorted(days)))
            check_calendar(calendar)
        except CalendarError as error:
            raise self.fail(key, error.message, error.suggestion) from None
        return calendar


def _profile(catalogue: Catalogue, profile: str, place: str) -> Profile:
    """Return a profile by id or title."""
    for found in catalogue.profiles.values():
        if profile.casefold() in {said.casefold() for said in (found.id, found.name, found.title)}:
            return found
    problem = tr("there is no profile '{profile}'.", profile=profile)
    if place:
        problem = tr("{place}, key '{key}': {problem}", place=place, key="profile", problem=problem)
    raise ScenarioError(
        problem,
        tr("Expected one of: {profiles}.", profiles=", ".join(catalogue.profiles)),
    )


def _profile_gate(catalogue: Catalogue, kpi: str) -> Gate:
    """Return the gate at a KPI's worst anchor."""
    definition = catalogue.kpis[kpi]
    if definition.anchors is None:
        raise ScenarioError(
            tr(
                "The gate on {kpi} has no anchor to take a limit from.",
                kpi=definition.title,
            )
        )
    at_most = definition.direction is Direction.LOWER
    return Gate(kpi, definition.anchors.worst, at_most=at_most)
