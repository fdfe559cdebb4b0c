"""The parts of a formula that has been read, each of which can be worked out for whole columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from desktop_app.catalogue.arithmetic import BINARY, FUNCTIONS, Floats, negate
from desktop_app.domain.errors import ExpressionError
from desktop_app.domain.translating import tr


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written."""

    value: float

    def evaluate(self, columns: Mapping[str, Floats]) -> Floats:
        """Return the value of every row."""
        return np.asarray(self.value, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Name:
    """A field, a KPI, or a call that is a name of its own."""

    name: str
    position: int

    def evaluate(self, columns: Mapping[str, Floats]) -> Floats:
        """Return the value of every row."""
        try:
            return np.asarray(columns[self.name], dtype=np.float64)
        except KeyError:
            raise ExpressionError(
                tr("There is no field '{name}'.", name=self.name), self.position
            ) from None


@dataclass(frozen=True, slots=True)
class Binary:
    """Two values and the sign between them."""

    operator: str
    left: Node
    right: Node

    def evaluate(self, columns: Mapping[str, Floats]) -> Floats:
        """Return the value of every row."""
        left, right = self.left.evaluate(columns), self.right.evaluate(columns)
        return BINARY[self.operator](left, right)


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its values."""

    function: str
    arguments: tuple[Node, ...]

    def evaluate(self, columns: Mapping[str, Floats]) -> Floats:
        """Return the value of every row."""
        values = [argument.evaluate(columns) for argument in self.arguments]
        return FUNCTIONS[self.function].call(*values)


@dataclass(frozen=True, slots=True)
class Not:
    """What is not."""

    operand: Node

    def evaluate(self, columns: Mapping[str, Floats]) -> Floats:
        """Return the value of every row."""
        return negate(self.operand.evaluate(columns))


Node = Number | Name | Binary | Call | Not
