"""What a heading says beside the name of a KPI or field, and how much doubt that casts on it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from desktop_app.catalogue.model import (
    UNIT_WORDS,
    Catalogue,
    FieldDefinition,
    FieldRole,
    KpiDefinition,
)
from desktop_app.domain.unit import Unit
from desktop_app.importing.heading_words import HeadingWords, Word, WordReader
from desktop_app.importing.spellings import Meaning, Spellings

_TARGET = frozenset({"target", "goal", "threshold", "benchmark", "objective", "budget", "plan"})
_COMPARISON = frozenset(
    (
        *("variance", "var", "delta", "change", "difference", "diff", "gap", "vs", "versus"),
        *("trend", "previou", "previous", "prior", "last", "forecast", "yoy", "mom", "qoq"),
        *("baseline", "weight", "weighting", "rank", "ranking", "penalty", "bonu", "bonus"),
    )
)
_NEGATION = frozenset({"not", "non", "without", "excl", "excluding", "except", "un", "less"})
_RANGE = frozenset({"within", "after", "before", "over", "under", "above", "below", "more", "than"})
_HEADS = frozenset(
    (
        *("rate", "ratio", "time", "duration", "score", "rating", "cost", "count", "number"),
        *("response", "respondent", "survey", "index", "date", "id", "name", "reason", "type"),
        *("category", "bucket", "group", "code", "statu", "status", "base", "sample", "size"),
        *("per", "volume", "image", "comment", "flag", "description", "definition", "level"),
        *("hour", "day", "week", "month", "year", "staff", "agent", "case", "amount", "value"),
        *("handled", "offered", "answered", "received", "abandoned", "resolved", "closed"),
        *("median", "percentile", "max", "maximum", "minimum", "std", "deviation", "p90", "p95"),
        *("reopened", "reopen", "escalated", "escalation", "transferred", "owner", "source"),
    )
)
_NATURAL = {
    "share": frozenset({"rate", "ratio", "share", "score"}),
    "duration": frozenset({"time", "duration"}),
    "score": frozenset({"score", "rating", "index"}),
    "points": frozenset({"score", "index"}),
    "index": frozenset({"score", "index"}),
    "money": frozenset({"amount", "cost", "spend"}),
    "count": frozenset({"count", "volume", "number"}),
    "rate": frozenset({"rate"}),
    "id": frozenset({"id", "name", "number", "code"}),
    "text": frozenset({"name", "type"}),
    "flag": frozenset({"flag"}),
    "timestamp": frozenset({"date", "time", "timestamp"}),
}
_QUIET = frozenset(
    (
        *("in", "by", "at", "to", "on", "with", "and", "or", "is", "kpi", "metric", "measure"),
        *("actual", "result", "value", "achieved", "current", "reported", "performance"),
    )
)
_TOTALS = frozenset({"total", "overall", "sum", "combined", "ytd", "mtd", "qtd", "grand", "all"})
_SEGMENTS = frozenset(
    (
        *("voice", "phone", "chat", "email", "mail", "web", "social", "sm", "call", "ticket"),
        *("inbound", "outbound", "onshore", "offshore", "nearshore", "digital", "backoffice"),
        *("front", "back", "office", "line", "tier", "l1", "l2", "l3", "english", "german"),
        *("french", "spanish", "italian", "polish", "portuguese", "dutch", "japanese", "billing"),
        *("technical", "tech", "support", "sale", "care", "collection", "claim", "retention"),
        *("premium", "standard", "vip", "consumer", "business", "residential", "corporate"),
        *("north", "south", "east", "west", "emea", "apac", "latam", "us", "uk", "eu", "india"),
        *("agent", "team", "site", "channel", "contact", "customer", "monthly", "weekly", "daily"),
    )
)
_PERIOD = re.compile(r"^(?:(?:19|20)\d{2}|q[1-4]|h[12]|fy\d{0,4}|w\d{1,2}|quarter)$")
_COMPATIBLE = {
    "share": UNIT_WORDS["share"],
    "duration": UNIT_WORDS["duration"],
    "money": UNIT_WORDS["multiple"],
    "count": UNIT_WORDS["multiple"],
    "rate": UNIT_WORDS["rate"] | UNIT_WORDS["multiple"],
    "score": UNIT_WORDS["score"] | {"percent"},
    "points": UNIT_WORDS["score"],
    "years": UNIT_WORDS["span"],
}
_LETTERS = {"duration": {"m": "minutes", "mn": "minutes"}}
_MILLIONS = {"m": "millions", "mn": "millions"}
_AVERAGED = frozenset({"duration", "score", "share", "money", "rate", "points", "index", "years"})

_CHANGES = 0.50
"""Cost of a word that makes the name mean something else."""
_SLIGHT = 0.02


@dataclass(frozen=True, slots=True)
class Subject:
    """What matters of a meaning when the words beside its name are judged.

    `kinds` are the kinds of quantity of its variants, the default's first; `markers` are pairs
    of a marker's words and the variant's id, longest first.
    """

    meaning: Meaning
    is_kpi: bool
    kinds: tuple[str, ...]
    structure: bool = False
    markers: tuple[tuple[tuple[str, ...], str], ...] = ()
    scored: tuple[str, ...] = ()

    @classmethod
    def of_kpi(cls, meaning: Meaning, kpi: KpiDefinition, reader: WordReader) -> Subject:
        """Return the subject of a KPI."""
        kinds = dict.fromkeys([kpi.unit.value, *(variant.unit.value for variant in kpi.variants)])
        markers = [
            (reader.fold_text(marker), variant.id)
            for variant in kpi.variants
            for marker in variant.markers
        ]
        markers.sort(key=lambda pair: -len(pair[0]))
        scored = tuple(v.id for v in kpi.variants if v.unit is Unit.SCORE)
        return cls(meaning, True, tuple(kinds), False, tuple(markers), scored)

    @classmethod
    def of_field(cls, meaning: Meaning, known: FieldDefinition) -> Subject:
        """Return the subject of a field."""
        return cls(meaning, False, (known.kind.value,), known.role is FieldRole.STRUCTURE)


@dataclass(slots=True)
class Leftovers:
    """What the words beside a name say; `cost` is taken off the confidence."""

    cost: float = 0.0
    variant: str = ""
    unit: str = ""
    currency: str = ""
    unexplained: dict[int, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    @property
    def rest(self) -> str:
        """Return the unexplained words in their order."""
        return " ".join(self.unexplained[place] for place in sorted(self.unexplained))


class LeftoverReader:
    """Reads the words of headings that no spelling takes up."""

    def __init__(self, catalogue: Catalogue, spellings: Spellings) -> None:
        self._units = catalogue.words.units
        self._currencies = catalogue.words.currencies
        self._months = frozenset(catalogue.words.months)
        self._spellings = spellings

    def read(self, heading: HeadingWords, subject: Subject, taken: Collection[int]) -> Leftovers:
        """Return what the words not in `taken` say about a subject.

        Parameters
        ----------
        taken : collection of int
            Places of the words that the name itself explains.
        """
        result = Leftovers()
        left = [place for place in range(len(heading.words)) if place not in taken]
        left = self._variant(heading, subject, left, result)
        left = self._said_twice(heading, subject, left)
        left = self._units_and_money(heading, subject, left, result)
        self._unit_of_name(heading, subject, taken, result)
        left = self._targets(heading, subject, left, result)
        left = [p for p in left if not self._judge(heading, subject, p, taken, result)]
        self._unknown(heading, subject, left, taken, result)
        return result

    def essence(self, heading: HeadingWords) -> list[tuple[list[int], tuple[str, ...]]]:
        """Return the places and words that may be a name: all but units, brackets, segments."""
        words = heading.words
        core = [p for p, word in enumerate(words) if not word.bracket] or list(range(len(words)))

        def aside(place: int) -> bool:
            word = words[place]
            return (
                word.text in self._units
                or word.text in self._currencies
                or word.folded in _SEGMENTS
                or word.folded in _TOTALS
                or self._is_period(word)
            )

        options = [core]
        trimmed = list(core)
        while trimmed and aside(trimmed[-1]):
            trimmed = trimmed[:-1]
        while trimmed and (aside(trimmed[0]) or words[trimmed[0]].folded in ("average", "number")):
            trimmed = trimmed[1:]
        if trimmed and trimmed != core:
            options.append(trimmed)
        return [(places, tuple(words[p].folded for p in places)) for places in options]

    def _is_period(self, word: Word) -> bool:
        return word.text in self._months or bool(_PERIOD.match(word.text))

    def _variant(
        self, heading: HeadingWords, subject: Subject, left: list[int], result: Leftovers
    ) -> list[int]:
        """Find the variant that the heading names, and take its words off."""
        folded = heading.folded
        for marker, variant in subject.markers:
            for start in range(len(folded) - len(marker) + 1):
                if marker and folded[start : start + len(marker)] == marker:
                    result.variant = variant
                    return [p for p in left if not start <= p < start + len(marker)]
        if heading.scale_top and subject.scored:
            named = [v for v in subject.scored if v.endswith(heading.scale_top)]
            result.variant = (named or list(subject.scored))[0]
        return left

    def _said_twice(self, heading: HeadingWords, subject: Subject, left: list[int]) -> list[int]:
        """Take off stretches that are another spelling of the same: "AHT (average handle time)"."""
        for stretch in _stretches(heading, left):
            words = tuple(heading.words[p].folded for p in stretch)
            known = self._spellings.by_words.get(words, ())
            if any(spelling.meaning == subject.meaning for spelling in known):
                left = [p for p in left if p not in stretch]
        return left

    def _units_and_money(
        self, heading: HeadingWords, subject: Subject, left: list[int], result: Leftovers
    ) -> list[int]:
        words = heading.words
        for size in (3, 2, 1):
            for start in [p for p in left if p + size <= len(words)]:
                places = list(range(start, start + size))
                if not set(places) <= set(left):
                    continue
                text = " ".join(words[p].text for p in places)
                if self._take_unit(heading, subject, places, text, result) or self._take_currency(
                    heading, subject, places, text, result
                ):
                    left = [p for p in left if p not in places]
        return left

    def _unit_of(self, subject: Subject, text: str) -> str:
        """Return the unit id a text names for a subject, ``""`` for none that fits."""
        unit = self._units.get(text, "")
        for kind in subject.kinds:
            own = _LETTERS.get(kind, {}).get(text, unit)
            if kind in ("money", "count"):
                own = _MILLIONS.get(text, unit)
            if own in _COMPATIBLE.get(kind, ()):
                return own
        return ""

    def _take_unit(
        self,
        heading: HeadingWords,
        subject: Subject,
        places: list[int],
        text: str,
        result: Leftovers,
    ) -> bool:
        first = heading.words[places[0]]
        before = heading.words[places[0] - 1].text if places[0] else ""
        if text not in self._units or before.isdigit() or before == "per":
            return False
        told = before == "in" or before in self._currencies
        if len(text) == 1 and not first.bracket and not told:
            return False
        unit = self._unit_of(subject, text)
        if unit:
            result.unit = result.unit or unit
            result.cost += _SLIGHT / 2 if first.bracket else _SLIGHT
            return True
        if first.folded in _HEADS or first.folded in _NATURAL.get(subject.kinds[0], ()):
            return False
        if self._units[text] in ("percent", "share", "per_mille") or not first.bracket:
            result.cost += 0.40
            result.remarks.append(f"'{text}' does not go with it")
            return True
        return False

    def _unit_of_name(
        self,
        heading: HeadingWords,
        subject: Subject,
        taken: Collection[int],
        result: Leftovers,
    ) -> None:
        """Read the unit that is part of the spelling itself: "response_time_minutes", "QA %"."""
        if result.unit or not taken:
            return
        last = max(taken)
        before = heading.words[last - 1].text if last else ""
        text = heading.words[last].text
        if not before.isdigit() and before != "per" and len(taken) > 1:
            result.unit = self._unit_of(subject, text)

    def _take_currency(
        self,
        heading: HeadingWords,
        subject: Subject,
        places: list[int],
        text: str,
        result: Leftovers,
    ) -> bool:
        code = self._currencies.get(text, "")
        first = heading.words[places[0]]
        if not code or "money" not in subject.kinds:
            return False
        bare_code = text.isalpha() and text.isascii() and len(text) == 3
        if bare_code and text.upper() not in heading.capitals and not first.bracket:
            return False
        result.currency = result.currency or code
        result.cost += _SLIGHT / 2
        return True

    def _targets(
        self, heading: HeadingWords, subject: Subject, left: list[int], result: Leftovers
    ) -> list[int]:
        """Judge marks of a target: "(target 85 %)" is an aside, "FCR target" another thing."""
        words = heading.words
        for place in [p for p in left if words[p].folded in _TARGET]:
            bracket = words[place].bracket
            if bracket:
                left = [p for p in left if words[p].bracket != bracket]
                result.cost += _SLIGHT
                continue
            if subject.structure:
                continue
            figures = [p for p in left if p > place and words[p].text.isdigit()]
            result.cost += 0.12 if figures else _CHANGES
            result.remarks.append(f"'{words[place].text}' beside the name")
        return left

    def _judge(
        self,
        heading: HeadingWords,
        subject: Subject,
        place: int,
        taken: Collection[int],
        result: Leftovers,
    ) -> bool:
        """Judge one word; False leaves it for the unknown ones."""
        word = heading.words[place]
        kind = subject.kinds[0]
        keep = False
        if word.folded in _TARGET:
            cost, keep = 0.0, True
        elif word.text.isdigit():
            cost, keep = self._number(heading, place, left_of_unit=True), not word.bracket
            keep = keep or self._is_period(word)
        elif place and heading.words[place - 1].text.isdigit() and word.text in self._units:
            cost = 0.0
        elif word.folded in _COMPARISON:
            cost, keep = _CHANGES, True
        elif word.folded in _NEGATION or word.folded in _RANGE:
            cost, keep = (0.08 if word.bracket else _CHANGES), True
        elif word.folded == "number":
            cost = _SLIGHT / 2 if kind in ("count", "id") else 0.40
        elif word.folded == "average":
            cost = _SLIGHT if kind in _AVERAGED else 0.10
        elif any(word.folded in _NATURAL.get(k, ()) for k in subject.kinds):
            cost = 0.04
        elif word.folded in _TOTALS:
            cost = 0.03 if kind in ("count", "money", "duration") else 0.05
            keep = place > max(taken)
        elif word.folded in _QUIET or (word.text in ("y", "n", "yes") and kind == "flag"):
            cost = _SLIGHT
        elif self._is_period(word):
            cost, keep = 0.05, True
        elif word.folded in _SEGMENTS and not min(taken) < place < max(taken):
            cost, keep = (_SLIGHT if word.bracket else 0.05), True
            cost += 0.45 if subject.structure else 0.0
        elif word.folded in _HEADS:
            cost, keep = (0.12 if word.bracket else _CHANGES), True
        else:
            return False
        result.cost += cost
        if cost >= 0.3:
            result.remarks.append(f"'{word.text}' beside the name")
        if keep:
            result.unexplained[place] = word.text
        return True

    def _number(self, heading: HeadingWords, place: int, left_of_unit: bool) -> float:
        word = heading.words[place]
        if self._is_period(word):
            return 0.05
        if word.text == heading.scale_top or word.bracket:
            return _SLIGHT
        following = heading.words[place + 1].text if place + 1 < len(heading.words) else ""
        return 0.06 if left_of_unit and following in self._units else 0.10

    @staticmethod
    def _unknown(
        heading: HeadingWords,
        subject: Subject,
        left: list[int],
        taken: Collection[int],
        result: Leftovers,
    ) -> None:
        """Charge for words nothing explains: more for short names, and for words amid the name."""
        length = len(taken)
        first_cost = 0.22 if length == 1 else 0.18 if length == 2 else 0.14
        if not subject.is_kpi:
            first_cost = 0.45 if length == 1 else 0.25 if length == 2 else 0.18
        outside = inside = 0
        for place in left:
            result.unexplained[place] = heading.words[place].text
            if heading.words[place].bracket:
                result.cost += 0.02 if inside else 0.06
                inside += 1
            else:
                result.cost += 0.10 if outside else first_cost
                result.cost += 0.10 if min(taken) < place < max(taken) else 0.0
                outside += 1


def _stretches(heading: HeadingWords, places: list[int]) -> Iterator[list[int]]:
    """Yield the longest runs of neighbouring places that stand in one bracket, or in none."""
    run: list[int] = []
    for place in places:
        follows = (
            run
            and place == run[-1] + 1
            and heading.words[place].bracket == heading.words[run[-1]].bracket
        )
        if run and not follows:
            yield run
            run = []
        run.append(place)
    if run:
        yield run
