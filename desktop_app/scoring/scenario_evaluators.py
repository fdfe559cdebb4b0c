"""Evaluators in a scenario's file.

``[[evaluators]]`` holds one each: ``name``, ``way`` (direct, order, swing, pairwise), ``answers``
by KPI id, ``pairs`` with first, second and times, ``marks`` with criterion, vendor, mark and
comment.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.evaluator import Evaluator, Mark, Way
from desktop_app.domain.toml_text import toml_key, toml_string, toml_table
from desktop_app.domain.translating import tr
from desktop_app.scoring.evaluators import check_mark, weights_of
from desktop_app.scoring.toml_reader import TomlReader

_KEYS = ("name", "way", "answers", "pairs", "marks")
_PAIR_KEYS = ("first", "second", "times")
_MARK_KEYS = ("criterion", "vendor", "mark", "comment")


def read_evaluators(reader: TomlReader, value: Any) -> tuple[Evaluator, ...]:
    """Return the evaluators, each with a name of its own."""
    tables = reader.tables(value, "evaluators")
    found = [_evaluator(reader, one, f"evaluators[{i}]") for i, one in enumerate(tables, start=1)]
    names = [one.name for one in found]
    for name in names:
        if names.count(name) > 1:
            raise reader.fail(
                "evaluators",
                tr("two are called '{name}'.", name=name),
                tr("Give each its own name."),
            )
    return tuple(found)


def evaluator_lines(evaluators: tuple[Evaluator, ...]) -> list[str]:
    """Return the lines of all evaluators, as `read_evaluators` reads them back."""
    lines: list[str] = []
    for one in evaluators:
        written = {"name": toml_string(one.name), "way": toml_string(one.way)}
        if one.answers:
            answers = (f"{toml_key(kpi)} = {float(v)!r}" for kpi, v in one.answers.items())
            written["answers"] = "{ " + ", ".join(answers) + " }"
        lines += toml_table("[evaluators]", written)
        for (first, second), times in one.pairs.items():
            pair = {"first": toml_string(first), "second": toml_string(second)}
            lines += toml_table("[evaluators.pairs]", {**pair, "times": repr(float(times))})
        for criterion, marks in one.marks.items():
            for vendor, mark in marks.items():
                lines += toml_table("[evaluators.marks]", _mark_line(criterion, vendor, mark))
    return lines


def _mark_line(criterion: str, vendor: str, mark: Mark) -> dict[str, str]:
    written = {
        "criterion": toml_string(criterion),
        "vendor": toml_string(vendor),
        "mark": repr(float(mark.value)),
    }
    return {**written, "comment": toml_string(mark.comment)} if mark.comment else written


def _evaluator(reader: TomlReader, value: Any, key: str) -> Evaluator:
    table = reader.table(value, key)
    reader.only(table, _KEYS, f"{key}.")
    if "name" not in table:
        raise reader.fail(f"{key}.name", "missing.")
    found = Evaluator(
        name=reader.text(table, "name", f"{key}."),
        way=reader.word(table, "way", Way, f"{key}.") if "way" in table else Way.DIRECT,
        answers={
            kpi: reader.number(answer, f"{key}.answers.{kpi}")
            for kpi, answer in reader.table(table.get("answers", {}), f"{key}.answers").items()
        },
        pairs=dict(
            _pair(reader, one, f"{key}.pairs") for one in _list(reader, table, key, "pairs")
        ),
        marks=_marks(reader, _list(reader, table, key, "marks"), f"{key}.marks"),
    )
    try:
        weights_of(found)
    except ScenarioError as error:
        raise reader.fail(key, error.message, error.suggestion) from None
    return found


def _list(reader: TomlReader, table: Mapping[str, Any], key: str, name: str) -> list[Any]:
    return reader.tables(table[name], f"{key}.{name}") if name in table else []


def _pair(reader: TomlReader, table: Mapping[str, Any], key: str) -> tuple[tuple[str, str], float]:
    reader.only(table, _PAIR_KEYS, f"{key}.")
    if len(table) != len(_PAIR_KEYS):
        raise reader.fail(key, tr("expected first, second and times."))
    first, second = (reader.text(table, name, f"{key}.") for name in _PAIR_KEYS[:2])
    return (first, second), reader.number(table["times"], f"{key}.times")


def _marks(reader: TomlReader, tables: list[Any], key: str) -> dict[str, dict[str, Mark]]:
    found: dict[str, dict[str, Mark]] = {}
    for table in tables:
        reader.only(table, _MARK_KEYS, f"{key}.")
        if not {"criterion", "vendor", "mark"} <= table.keys():
            raise reader.fail(key, tr("expected criterion, vendor and mark."))
        criterion, vendor = (reader.text(table, name, f"{key}.") for name in _MARK_KEYS[:2])
        value = reader.number(table["mark"], f"{key}.mark")
        try:
            check_mark(value, f"{vendor}, {criterion}")
        except ScenarioError as error:
            raise reader.fail(key, error.message) from None
        comment = reader.text(table, "comment", f"{key}.") if "comment" in table else ""
        found.setdefault(criterion, {})[vendor] = Mark(value, comment)
    return found
