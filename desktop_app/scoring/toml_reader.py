"""Strict reading of a TOML file's values; every refusal names the file and the key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Unit
from desktop_app.scoring.quantity import quantity

Word = TypeVar("Word", bound=StrEnum)

_NOTHING, _WHOLE = Decimal(0), Decimal(1)
_MAGNITUDES = range(-18, 19)
"""Powers of ten of money and rates; beyond, exact sums would grow without end."""


class TomlReader:
    """Reads the values of one file.

    Parameters
    ----------
    place : str
        The file's name, to start messages with.
    catalogue : Catalogue or None
        What figures of KPIs are checked against; without it they have to be numbers.
    """

    def __init__(self, place: str, catalogue: Catalogue | None) -> None:
        self._place = place
        self._catalogue = catalogue

    @property
    def place(self) -> str:
        """Return the file's name."""
        return self._place

    def fail(self, key: str, problem: str, suggestion: str = "") -> ScenarioError:
        """Return the error that names file and key; the caller raises it."""
        return ScenarioError(
            tr("{place}, key '{key}': {problem}", place=self._place, key=key, problem=problem),
            suggestion,
        )

    def only(self, table: Mapping[str, Any], allowed: Sequence[str], prefix: str) -> None:
        """Refuse keys that nobody would read."""
        for key in table:
            if key not in allowed:
                raise self.fail(
                    f"{prefix}{key}",
                    tr("unknown key."),
                    tr("Expected: {allowed}.", allowed=", ".join(allowed)),
                )

    def text(self, table: Mapping[str, Any], key: str, prefix: str = "") -> str:
        """Return the text of a key that is there."""
        value = table[key]
        if not isinstance(value, str):
            raise self.fail(
                f"{prefix}{key}", tr("found {value!r}, expected a text in quotes.", value=value)
            )
        return value

    def word(self, table: Mapping[str, Any], key: str, kind: type[Word], prefix: str = "") -> Word:
        """Return one of an enumeration's words."""
        try:
            return kind(self.text(table, key, prefix))
        except ValueError:
            expected = ", ".join(kind)
            raise self.fail(
                f"{prefix}{key}",
                tr(
                    "found '{value}', expected one of: {expected}.",
                    value=table[key],
                    expected=expected,
                ),
            ) from None

    def table(self, value: Any, key: str) -> Mapping[str, Any]:
        """Return a value that has to be a table."""
        if not isinstance(value, dict):
            raise self.fail(key, tr("found {value!r}, expected a table.", value=value))
        return value

    def tables(self, value: Any, key: str) -> list[Any]:
        """Return a value that has to be a list of tables; a single one counts as a list of one."""
        found = [value] if isinstance(value, dict) else value
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise self.fail(key, tr("expected tables written as [[{key}]].", key=key))
        return found

    def number(self, value: Any, key: str) -> float:
        """Return a number of any kind as a float."""
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            raise self.fail(key, tr("found {value!r}, expected a number.", value=value))
        return float(value)

    def decimal(self, value: Any, key: str, least: Decimal | None = _NOTHING) -> Decimal:
        """Return a number exactly as it is written, not below `least` (None allows all)."""
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            raise self.fail(key, tr("found {value!r}, expected a number.", value=value))
        found = value if isinstance(value, Decimal) else Decimal(repr(value))
        if not found.is_finite() or found.adjusted() not in _MAGNITUDES:
            raise self.fail(
                key, tr("found {value}, expected a number of a usual size.", value=value)
            )
        if least is not None and found < least:
            raise self.fail(
                key,
                tr(
                    "found {found}, expected a number of {least} or more.", found=found, least=least
                ),
            )
        return found

    def share(self, value: Any, key: str, most: Decimal = _WHOLE) -> Decimal:
        """Return a share of 0 to `most`, written as 0.05 or ``"5 %"``."""
        found = percent(value) if isinstance(value, str) else None
        if isinstance(value, str) and found is None:
            raise self.fail(
                key, tr("found '{value}', expected a share such as 0.05 or '5 %'.", value=value)
            )
        share = self.decimal(value, key) if found is None else found
        if share > most:
            raise self.fail(
                key,
                tr("found {value}, expected a share.", value=value),
                tr("Write 0.05 or '5 %' for five percent."),
            )
        return share

    def day(self, value: Any, key: str) -> dt.date:
        """Return a date, written as such or as a text such as ``"2026-03-31"``."""
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return value
        try:
            return dt.date.fromisoformat(value)
        except (TypeError, ValueError):
            raise self.fail(
                key,
                tr("found {value!r}, expected a date.", value=value),
                tr("Write it like 2026-03-31."),
            ) from None

    def check_price(self, kpi: str, key: str) -> None:
        """Refuse a KPI that is no price of one unit of work."""
        definition = self._catalogue.kpis.get(kpi) if self._catalogue is not None else None
        if self._catalogue is not None and (
            definition is None or definition.unit is not Unit.MONEY
        ):
            raise self.fail(
                key, tr("'{kpi}' is no KPI that is a price, such as cost_per_contact.", kpi=kpi)
            )

    def amount(self, value: Any, key: str, kpi: str) -> float:
        """Return a figure of a KPI in its canonical unit."""
        if self._catalogue is None:
            return self.number(value, key)
        definition = self._catalogue.kpis.get(kpi)
        if definition is None:
            raise self.fail(key, tr("'{kpi}' is no KPI of the catalogue.", kpi=kpi))
        plain = float(value) if isinstance(value, Decimal) else value
        try:
            found = quantity(plain, definition.unit)
        except ValueError as error:
            raise self.fail(key, f"{error}") from None
        ceiling = definition.plausible[1] if definition.plausible is not None else 1.0
        if definition.unit is Unit.SHARE and found > max(ceiling, 1.0):
            raise self.fail(
                key,
                tr("{found:g} is too large for a share.", found=found),
                tr("Write {share:g} or '{percent:g} %'.", share=found / 100, percent=found),
            )
        return found


def percent(text: str) -> Decimal | None:
    """Return the share that a text such as ``5 %`` or ``0,05`` says, exactly; None if it is none.

    Not below 0; both decimal signs are read.
    """
    cleaned = text.strip().replace(" ", "").replace("\u00a0", "")
    number = cleaned.removesuffix("%").replace(",", ".")
    try:
        found = Decimal(number)
    except InvalidOperation:
        return None
    if not found.is_finite() or found < 0:
        return None
    return found.scaleb(-2) if cleaned.endswith("%") else found
