"""Kinds of quantity and their canonical units."""

from __future__ import annotations

from enum import StrEnum


class Unit(StrEnum):
    """The canonical unit of a value inside the program (design: people's units only at the edges).

    SHARE 0..1; DURATION seconds; SCORE marks on a stated scale (min, max beside the value);
    POINTS -100..100; INDEX -1..1; MONEY amount in a currency given beside the value;
    COUNT and RATE plain numbers; YEARS years.
    """

    SHARE = "share"
    DURATION = "duration"
    SCORE = "score"
    POINTS = "points"
    INDEX = "index"
    MONEY = "money"
    COUNT = "count"
    RATE = "rate"
    YEARS = "years"


class Direction(StrEnum):
    """Which way is better; BAND means inside a range is best; NONE is context only."""

    HIGHER = "higher"
    LOWER = "lower"
    BAND = "band"
    NONE = "none"
