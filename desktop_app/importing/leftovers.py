"""What a heading says beside the name of a KPI or field, and how much doubt that casts on it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from desktop_app.catalogue.model import UNIT_WORDS, Catalogue
from desktop_app.domain.translating import tr
from desktop_app.importing import word_classes as classes
from desktop_app.importing.concepts import AVERAGE, concepts
from desktop_app.importing.decisions import Target
from desktop_app.importing.heading_words import HeadingWords, Word, fold
from desktop_app.importing.spellings import Spellings
from desktop_app.importing.subjects import Subject
from desktop_app.importing.word_verdicts import (
    CHANGES,
    SLIGHT,
    explained,
    is_half,
    number_word,
    unknown_cost,
)

_WORDS_AND_CODES = frozenset(
    (
        *("all", "bam", "cop", "cup", "gel", "kid", "lak"),
        *("mad", "mop", "pen", "ron", "sos", "top", "try"),
    )
)
"""Codes of currencies that are words too; only capitals or brackets make money of them."""
_TELLING = 0.3
"""From this cost a word is named in the reason."""


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
        self._segments = frozenset(map(fold, classes.SEGMENTS | catalogue.words.segments))
        self._complete = frozenset(map(fold, catalogue.words.complete))
        self._not_work = frozenset(catalogue.words.classes.get("not_work", ()))
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
        left = self._named_by_structure(heading, subject, left, taken, result)
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
                or word.folded in self._segments
                or word.folded in classes.TOTALS
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
        return word.text in self._months or bool(classes.PERIOD.match(word.text))

    def _variant(
        self, heading: HeadingWords, subject: Subject, left: list[int], result: Leftovers
    ) -> list[int]:
        """Find the variant that the heading names, and take its words off."""
        folded = heading.folded
        for marker, variant, said in subject.markers:
            if said and f" {said} " not in f" {heading.normal} ":
                continue
            for start in range(len(folded) - len(marker) + 1):
                if marker and folded[start : start + len(marker)] == marker:
                    result.variant = variant
                    first = start - (start > 0 and folded[start - 1] in classes.RANGE)
                    return [p for p in left if not first <= p < start + len(marker)]
        if heading.scale_top and subject.scored:
            named = [v for v in subject.scored if v.endswith(heading.scale_top)]
            result.variant = (named or list(subject.scored))[0]
        return left

    def _said_twice(self, heading: HeadingWords, subject: Subject, left: list[int]) -> list[int]:
        """Take off stretches that are another spelling of the same: "AHT (average handle time)"."""
        for stretch in heading.stretches(left):
            words = tuple(heading.words[p].folded for p in stretch)
            known = self._spellings.by_words.get(words, ())
            if any(spelling.meaning == subject.meaning for spelling in known):
                left = [p for p in left if p not in stretch]
        return left

    def _named_by_structure(
        self,
        heading: HeadingWords,
        subject: Subject,
        left: list[int],
        taken: Collection[int],
        result: Leftovers,
    ) -> list[int]:
        """Keep the KPI's name beside "target" or "variance" as the rest: "FCR target"."""
        aside = all(heading.words[p].bracket for p in taken)
        if aside and any(not word.bracket for word in heading.words):
            result.cost += CHANGES if subject.structure else 0.0
            return left
        kinds = classes.TARGET | classes.COMPARISON
        if not subject.structure or not all(heading.words[p].folded in kinds for p in taken):
            return left
        for stretch in heading.stretches(left):
            words = tuple(heading.words[p].folded for p in stretch)
            known = self._spellings.by_words.get(words, ())
            if any(spelling.meaning[0] is Target.KPI for spelling in known):
                result.cost += 0.08
                result.unexplained.update({p: heading.words[p].text for p in stretch})
                left = [p for p in left if p not in stretch]
        return left

    def _units_and_money(
        self, heading: HeadingWords, subject: Subject, left: list[int], result: Leftovers
    ) -> list[int]:
        words = heading.words
        for size in (4, 3, 2, 1):
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
        unit = subject.unit(text, self._units[text])
        if subject.structure:
            named = classes.TARGET | classes.COMPARISON
            told = any(word.folded in named for word in heading.words)
            result.cost += 0.0 if told else 0.15
            result.unit = result.unit or self._units[text]
            return True
        if unit:
            result.unit = result.unit or unit
            result.cost += SLIGHT / 2 if first.bracket else SLIGHT
            if unit == "percent" and subject.kinds[0] == "score":
                result.cost += 0.15
            return True
        if subject.kinds[0] == "count" and self._units[text] in UNIT_WORDS["duration"]:
            result.cost += CHANGES
            result.remarks.append(tr("'{word}' does not go with a number of things", word=text))
            return True
        span = subject.kinds[0] == "duration" and self._units[text] in UNIT_WORDS["span"]
        if span and (first.bracket or before == "in"):
            result.cost += CHANGES  # "Duration (months)" is no time that is told in minutes
            result.remarks.append(tr("'{word}' does not go with it", word=text))
            return True
        if first.folded in classes.HEADS or first.folded in classes.NATURAL.get(
            subject.kinds[0], ()
        ):
            return False
        entity = subject.kinds[0] in ("id", "text")
        if entity or self._units[text] in ("percent", "share", "per_mille") or not first.bracket:
            result.cost += 0.40
            result.remarks.append(tr("'{word}' does not go with it", word=text))
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
            result.unit = subject.unit(text, self._units.get(text, ""))
        result.unit = result.unit or self._unit_to(heading, subject, taken)

    def _unit_to(self, heading: HeadingWords, subject: Subject, taken: Collection[int]) -> str:
        """Return the unit of "average days to resolve" and "días medios de ...", else ``""``."""
        words = heading.words
        for place in sorted(taken):
            behind = words[place + 1] if place + 1 in taken else None
            if behind is None:
                continue
            if behind.text == "to" or AVERAGE in concepts((behind.folded,)):
                return subject.unit(words[place].text, self._units.get(words[place].text, ""))
        return ""

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
        said = text.upper() in heading.capitals or text not in _WORDS_AND_CODES
        if bare_code and not said and not first.bracket:
            return False  # "cost_usd" names dollars; "try" and "pen" are words as well
        result.currency = result.currency or code
        result.cost += SLIGHT / 2
        return True

    def _targets(
        self, heading: HeadingWords, subject: Subject, left: list[int], result: Leftovers
    ) -> list[int]:
        """Judge marks of a target: "(target 85 %)" is an aside, "FCR target" another thing."""
        words = heading.words
        for place in [p for p in left if words[p].folded in classes.TARGET]:
            bracket = words[place].bracket
            if bracket:
                left = [p for p in left if words[p].bracket != bracket]
                result.cost += SLIGHT
                continue
            if subject.structure:
                continue
            figures = [p for p in left if p > place and words[p].text.isdigit()]
            result.cost += 0.12 if figures else CHANGES
            result.remarks.append(tr("'{word}' beside the name", word=words[place].text))
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
        verdict = self._figure(heading, place) or number_word(heading, subject, place, taken)
        verdict = verdict or explained(word, subject)
        if verdict is None and place and word.folded in classes.OF:
            verdict = (SLIGHT, False)
        bare = len(taken) == 1 and heading.words[min(taken)].folded in classes.HEADS
        if bare and word.folded in classes.ADDS_A_SUBJECT:
            verdict = (CHANGES, True)
        if verdict is None and self._is_period(word):
            verdict = (0.05, True)
        if verdict is None and word.folded in classes.TOTALS:
            cost = 0.03 if subject.kinds[0] in ("count", "money", "duration") else 0.05
            verdict = (cost, place > max(taken))
        if verdict is None and not min(taken) < place < max(taken):
            verdict = self._segment(heading, place, subject, taken)
        if verdict is None and word.folded in classes.HEADS:
            verdict = (0.12 if word.bracket else CHANGES, True)
        if verdict is None:
            return False
        cost, keep = verdict
        result.cost += cost
        if cost >= _TELLING:
            result.remarks.append(tr("'{word}' beside the name", word=word.text))
        if keep:
            result.unexplained[place] = word.text
        return True

    def _segment(
        self, heading: HeadingWords, place: int, subject: Subject, taken: Collection[int]
    ) -> tuple[float, bool] | None:
        """Judge a channel, line of business or region at the heading's edge."""
        word = heading.words[place]
        if word.folded in classes.RECORDS and subject.kinds[0] in classes.OF_A_RECORD:
            return 0.14, False  # the language of a call is that of the row
        done = subject.kinds[0] == "flag" and heading.words[max(taken)].text.endswith("ed")
        if done and word.folded in classes.CUSTOMERS and place < min(taken):
            return 0.14, False  # "customer complained" says who did it
        if word.folded not in self._segments or is_half(heading, word):
            return None
        if word.bracket:
            return SLIGHT, True
        amount = subject.kinds[0] == "money" and len(taken) == 1 and not subject.is_kpi
        if subject.structure or subject.entity or amount:
            return 0.45, True  # a claim's amount is not what was invoiced for handling it
        counted = subject.kinds[0] == "share" and word.folded in classes.THINGS
        if counted and len(taken) == 1 and heading.words[min(taken)].text.endswith("ed"):
            # "Abandoned calls" are a number of calls; "% abandoned calls" a share of them.
            percent = any(self._units.get(other.text) == "percent" for other in heading.words)
            return (0.05 if percent else CHANGES), True
        return 0.05, True

    def _figure(self, heading: HeadingWords, place: int) -> tuple[float, bool] | None:
        """Judge a number, or the unit behind one ("within 20 sec")."""
        word = heading.words[place]
        if not word.text.isdigit():
            behind = place > 0 and heading.words[place - 1].text.isdigit()
            return (0.0, False) if behind and word.text in self._units else None
        if self._is_period(word):
            return 0.05, True
        if word.text == heading.scale_top or word.bracket:
            return SLIGHT, False
        following = heading.words[place + 1].text if place + 1 < len(heading.words) else ""
        return (0.30 if following in self._units else 0.10), True

    def _unknown(
        self,
        heading: HeadingWords,
        subject: Subject,
        left: list[int],
        taken: Collection[int],
        result: Leftovers,
    ) -> None:
        """Charge for words nothing explains: more for short names, and for words amid the name."""
        telling = [at for at in taken if heading.words[at].text not in self._units] or [*taken]
        names = [heading.words[at] for at in telling]
        ahead = all(place < min(taken) for place in left)
        ahead = ahead and self._not_work.isdisjoint(heading.words[place].text for place in left)
        whose = ahead and self._complete.issuperset(name.folded for name in names)
        first_cost = unknown_cost(names, subject, whose)
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
