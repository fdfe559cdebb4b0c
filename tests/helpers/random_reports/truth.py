"""A small table of truth: figures by vendor, segment, period and KPI, before anyone writes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from desktop_app.domain.period import Grain, Period

VENDORS = (
    *(
        "Zenith Care",
        "Orbit Services",
        "Polar Desk",
        "Quill Partners",
        "Acme BPO",
        "Nordlicht GmbH",
    ),
    *("Télésud", "TeamOne", "Brightline", "Konecta Hill", "Vermeer & Co", "Sunrise Connect"),
)
CHANNELS = ("Voice", "Chat", "Email", "Back office")
SITES = ("Manila", "Cebu", "Kraków", "Pune")


@dataclass(frozen=True, slots=True)
class Item:
    """A KPI or quantity: its id, its kind, the whole numbers its figures are drawn from, and its
    names as reports write them. `scale` is the scale of a score."""

    id: str
    kind: str
    low: int
    high: int
    names: tuple[str, ...]
    scale: int = 0

    def value(self, amount: int) -> float:
        """Return the canonical value of a drawn number."""
        return amount / {"share": 1000, "money": 100, "score": 10}.get(self.kind, 1)


ITEMS = (
    Item("csat", "share", 620, 985, ("CSAT", "Customer satisfaction", "Kundenzufriedenheit")),
    Item("csat", "score", 31, 49, ("CSAT", "Customer satisfaction"), scale=5),
    Item("fcr", "share", 550, 930, ("FCR", "First contact resolution", "First call resolution")),
    Item("qa_score", "share", 700, 990, ("QA score", "Quality score", "Quality")),
    Item("service_level", "share", 600, 980, ("Service level", "SL 80/20", "Servicelevel")),
    Item("abandonment", "share", 11, 140, ("Abandonment rate", "Abandon rate", "Abbruchquote")),
    Item("occupancy", "share", 610, 930, ("Occupancy", "Occupancy rate", "Auslastung")),
    Item("accuracy", "share", 900, 999, ("Accuracy", "Accuracy rate", "Genauigkeit")),
    Item("on_time", "share", 700, 995, ("On-time delivery", "Delivered on time", "Termintreue")),
    Item("aht", "duration", 181, 899, ("AHT", "Average handle time", "Average handling time")),
    Item("asa", "duration", 8, 95, ("ASA", "Average speed of answer", "Avg wait time")),
    Item("nps", "points", 12, 71, ("NPS", "Net Promoter Score", "NPS score")),
    Item("cost_per_contact", "money", 210, 990, ("Cost per contact", "Kosten pro Kontakt")),
    Item("offered_count", "count", 1100, 9800, ("Calls offered", "Contacts offered", "Offered")),
    Item("answered_count", "count", 1010, 9700, ("Calls answered", "Answered calls")),
)
"""Items of a truth have different ids."""

Key = tuple[str, str | None, Period, Item]
"""Vendor, segment, period, item."""


@dataclass(slots=True)
class Truth:
    """Figures (drawn whole numbers) by key, and one target for each item.

    `segments` is ``(None,)`` where figures are not split; `segment_word` says what they are.
    """

    vendors: list[str]
    segments: list[str | None]
    periods: list[Period]
    items: list[Item]
    segment_word: str
    amounts: dict[Key, int] = field(default_factory=dict)
    targets: dict[Item, int] = field(default_factory=dict)

    def every_key(self) -> Iterator[Key]:
        """Yield all keys."""
        for vendor in self.vendors:
            for segment in self.segments:
                for period in self.periods:
                    for item in self.items:
                        yield vendor, segment, period, item


def draw_truth(rng: Random) -> Truth:
    """Return a truth of a few vendors, segments, periods and items."""
    vendors = rng.sample(VENDORS, rng.choice((1, 1, 1, 2, 3)))
    segments: list[str | None] = [None]
    word = ""
    if rng.random() < 0.3:
        word, pool = rng.choice((("Channel", CHANNELS), ("Channel", CHANNELS), ("Site", SITES)))
        segments = list(rng.sample(pool, rng.choice((2, 2, 3))))
    items: dict[str, Item] = {}
    for item in rng.sample(ITEMS, rng.randint(2, 5)):
        items.setdefault(item.id, item)
    truth = Truth(vendors, segments, draw_periods(rng), list(items.values()), word)
    for key in truth.every_key():
        truth.amounts[key] = rng.randint(key[3].low, key[3].high)
    for item in truth.items:
        truth.targets[item] = rng.randint(item.low, item.high)
    return truth


def draw_periods(rng: Random) -> list[Period]:
    """Return one to six periods of one grain that follow each other."""
    grain = rng.choice((Grain.MONTH,) * 8 + (Grain.QUARTER, Grain.QUARTER, Grain.WEEK, Grain.YEAR))
    count = rng.choice((1, 2, 3, 3, 4, 6))
    year, first = rng.randint(2022, 2026), rng.randint(1, 12)
    if grain is Grain.MONTH:
        return [
            Period.month(year + (first - 1 + n) // 12, (first - 1 + n) % 12 + 1)
            for n in range(count)
        ]
    if grain is Grain.QUARTER:
        start = first % 4
        return [Period.quarter(year + (start + n) // 4, (start + n) % 4 + 1) for n in range(count)]
    if grain is Grain.WEEK:
        return [Period.week(year, first + n) for n in range(count)]
    return [Period.year(year + n) for n in range(min(count, 3))]
