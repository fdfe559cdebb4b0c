"""What must come out of each oddity, as written down by hand beside the workbooks."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, fields
from typing import Any

from tests.helpers.shared import ODDITIES

Key = tuple[str, str, str, str, str]
"""Vendor, KPI, variant (``""`` for any), segment (``""`` for all together), period."""
_LINE = re.compile(
    r"^(?:(?P<vendor>.+?) / )?(?P<kpi>\w+)(?:~(?P<variant>\w+))?(?: @(?P<segment>[^:]+))?:"
)


@dataclass(frozen=True)
class Expected:
    """One entry of the tables of expectations.

    `figures` are all figures of the KPIs that it names, `absent` KPIs without any. `asked` are
    the codes of all questions; `said` must be said too, `not_said` must not. `stated` compares
    what is stated, without measuring. `fails` is why it fails at present.
    """

    path: str
    figures: dict[Key, float]
    vendors: tuple[str, ...] = ("Acme Care",)
    asked: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    not_said: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    targets: dict[str, float] = field(default_factory=dict)
    currencies: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    records: int | None = None
    by: str = "month"
    stated: bool = False
    refused: bool = False
    fails: str = ""


def expectations() -> dict[str, Expected]:
    """Return all expectations by the path of their file."""
    found: dict[str, Expected] = {}
    for table in sorted(ODDITIES.glob("expected_*.toml")):
        for path, entry in tomllib.loads(table.read_text("utf-8")).items():
            assert path not in found, path
            found[path] = _expected(path, entry)
    return found


def _expected(path: str, entry: dict[str, Any]) -> Expected:
    known = {each.name for each in fields(Expected)}
    assert set(entry) <= known, (path, set(entry) - known)
    plain = {
        name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()
    }
    vendors = plain.get("vendors", ("Acme Care",))
    plain["figures"] = _figures(plain.get("figures", ""), vendors[0])
    return Expected(path, **plain)


def _figures(text: str, vendor: str) -> dict[Key, float]:
    found: dict[Key, float] = {}
    for line in filter(None, text.splitlines()):
        head = _LINE.match(line)
        assert head, line
        for said in line[head.end() :].split():
            period, _, value = said.partition("=")
            key = (
                head["vendor"] or vendor,
                head["kpi"],
                head["variant"] or "",
                head["segment"] or "",
                period,
            )
            assert key not in found, key
            found[key] = _number(value)
    return found


def _number(text: str) -> float:
    """Return the value of a product of numbers over another."""
    over, _, under = text.partition("/")
    result = 1.0
    for factor in over.split("*"):
        result *= float(factor)
    return result / float(under or 1)
