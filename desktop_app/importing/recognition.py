"""What a heading or label means: the catalogue's spellings, with what else the heading says."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from desktop_app.catalogue.model import Catalogue, FieldRole
from desktop_app.domain.translating import tr
from desktop_app.importing.concepts import FOR_EACH
from desktop_app.importing.counterparts import Counterparts
from desktop_app.importing.decisions import TAKEN, Candidate, Target
from desktop_app.importing.glued_words import GluedWords
from desktop_app.importing.heading_words import HeadingWords, WordReader
from desktop_app.importing.leftovers import LeftoverReader, Leftovers
from desktop_app.importing.patterns import Patterns
from desktop_app.importing.plain_words import in_plain_words
from desktop_app.importing.ranked import (
    ENOUGH,
    FOLDED,
    FOLDED_WORD,
    at_most,
    best_of_each,
    doubted,
    sure,
    things_for_time,
    trust,
)
from desktop_app.importing.readings import Readings, names_one_of
from desktop_app.importing.resemblance import Resemblance
from desktop_app.importing.reworded import Reworded
from desktop_app.importing.sentences import Sentences
from desktop_app.importing.spellings import Meaning, Spelling, Spellings
from desktop_app.importing.subjects import Subject
from desktop_app.importing.unknown_things import UnknownThings
from desktop_app.importing.waiting import Needs
from desktop_app.importing.word_classes import (
    AVERAGED,
    NATURAL,
    OF_SEVERAL_TRADES,
    RECORDS,
    TOO_GENERAL,
)

_EXACT = 0.98
_OF_SEVERAL_TRADES = 0.80
_SAME_CONCEPTS = 0.84
_PER_CONTACT = "cost_per_contact"
_ASSUMED = 0.70
"""How sure a name is at most of which an unknown word was taken for the thing worked on."""
_BEGINNING = 0.55
_INSIDE_LONGER = 0.38
"""Cost of a name that is part of a longer name of something else in the same heading."""
_ADDS_NOTHING = frozenset({"average", "number", "percent"})
_NAME = re.compile(r"[a-z_]\w*")
_STANDS_BACK = 0.08
_MOST_CANDIDATES = 8
_MOST_WORDS = 25


class Recogniser:
    """Finds what texts mean in a catalogue; remembers what it was asked.

    Parameters
    ----------
    catalogue : Catalogue
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._words = WordReader(catalogue.words)
        self._spellings = Spellings.of(catalogue, self._words)
        self._leftovers = LeftoverReader(catalogue, self._spellings)
        self._counterparts = Counterparts(catalogue, self._spellings)
        self._reworded = Reworded(
            self._spellings,
            Patterns.of(catalogue, self._words),
            self._counterparts,
            self._is_averaged,
            self._rivals,
        )
        self._glued = GluedWords(self._spellings.vocabulary, catalogue.words)
        self._readings = Readings(self._words, self._glued, catalogue.words.moments)
        self._things = UnknownThings(self._words, self._spellings.vocabulary, catalogue.words)
        self._sentences = Sentences(catalogue.words.sentences, catalogue.words.phrases)
        self._roles = {known.id: known.role for known in catalogue.fields.values()}
        self._other_measures = catalogue.words.other_measures
        self._punctual = catalogue.words.punctual
        self._subjects: dict[Meaning, Subject] = {}
        for kpi in catalogue.kpis.values():
            meaning = (Target.KPI, kpi.id)
            self._subjects[meaning] = Subject.of_kpi(meaning, kpi, self._words)
        for known in catalogue.fields.values():
            meaning = (Target.FIELD, known.id)
            self._subjects[meaning] = Subject.of_field(meaning, known)
        self._made_of = {
            (Target.KPI, kpi.id): frozenset(
                name
                for formula in kpi.formulas
                for name in _NAME.findall(f"{formula.part} {formula.whole}")
            )
            for kpi in catalogue.kpis.values()
        }
        self.needs = Needs(catalogue)
        self.resemblance = Resemblance(
            catalogue, self._spellings, self._words, self._glued, self.needs
        )
        self._all = lru_cache(maxsize=16_384)(self._find)

    def candidates(
        self,
        text: str,
        target: Target | None = None,
        roles: frozenset[FieldRole] | None = None,
    ) -> list[Candidate]:
        """Return what a heading or label may mean, best first; empty if nothing is near.

        Parameters
        ----------
        text : str
            As in the file.
        target : Target, optional
            Only fields, or only KPIs.
        roles : frozenset of FieldRole, optional
            Only fields of these roles (KPIs are not affected).

        Returns
        -------
        list of Candidate
            At most one per meaning. Two of nearly equal confidence mean that the words can't
            settle it. A heading that changes a name's meaning ("FCR target", "CSAT responses")
            keeps the name as a candidate well below `TAKEN`.
        """
        found = [
            candidate
            for candidate in self._all(text)
            if (target is None or candidate.target is target)
            and (
                roles is None
                or candidate.target is Target.KPI
                or self._roles[candidate.id] in roles
            )
        ]
        return found[:_MOST_CANDIDATES]

    def share_of(self, quantity: str) -> str:
        """Return the KPI that is just the share of a count, ``""`` if there is none."""
        return self._counterparts.share_of(quantity)

    def _find(self, text: str) -> tuple[Candidate, ...]:
        heading = self._words.read(text)
        if not heading.words or len(heading.words) > _MOST_WORDS:
            return best_of_each(self._said_by(text) + self._in_plain_words(text))
        found = self._named_by(heading)
        for other in self._readings.of(text, heading):
            if not sure(found) or self._moments(found):
                read = self._named_by(self._words.read(other))
                if " " in other and " " not in text.strip():
                    # Taken apart, a word must be one of the catalogue's.
                    read = [one for one in read if not one.alike]
                found += at_most(
                    _SAME_CONCEPTS, doubted(read, tr("read as '{other}'", other=other))
                )
        if not sure(found):
            found += self._said_by(text) + self._in_plain_words(text)
        found = [self._unless_in_time(one) for one in found]
        if not any(self._is_summed(one) and one.confidence >= TAKEN for one in found):
            found += self._of_unknown_things(heading)
        if heading.plain in TOO_GENERAL:
            found = at_most(_OF_SEVERAL_TRADES, found)
        if names_one_of(heading.normal, self._other_measures):
            found = [one for one in found if not self._is_summed(one)]
        return best_of_each(found)

    def _said_by(self, text: str) -> list[Candidate]:
        """Return what a label that is a whole sentence says in few words."""
        found: list[Candidate] = []
        for other, clear in self._sentences.readings(text):
            named = self._named_by(self._words.read(other))
            read = doubted(named, tr("read as '{other}'", other=other))
            found += at_most(_SAME_CONCEPTS if clear else _BEGINNING, read)
        return found

    def _in_plain_words(self, text: str) -> list[Candidate]:
        """Return what a wordy label means without the words that only a sentence needs."""
        plain = in_plain_words(text)
        heading = self._words.read(plain)
        if not heading.words or len(heading.words) > _MOST_WORDS:
            return []
        found = self._named_by(heading)
        for other in self._readings.of(plain, heading):
            found += self._named_by(self._words.read(other))
        return at_most(_SAME_CONCEPTS, doubted(found, tr("read as '{other}'", other=plain)))

    def _unless_in_time(self, one: Candidate) -> Candidate:
        """Return a candidate, doubted where it leaves "in time" out: "incidents solved on time"."""
        left_out = one.rest and names_one_of(one.rest, self._punctual) and self._is_summed(one)
        return replace(one, confidence=min(one.confidence, _BEGINNING)) if left_out else one

    def _of_unknown_things(self, heading: HeadingWords) -> list[Candidate]:
        """Return what is counted or measured of things that nobody knows, as a guess."""
        found = []
        for other in self._things.readings(heading):
            said = tr("read as '{other}'", other=other)
            for one in self._named_by(self._words.read(other)):
                if self._is_summed(one) and one.confidence >= _OF_SEVERAL_TRADES:
                    found.append(replace(one, reason=f"{said}, {one.reason}", assumed=True))
        return at_most(_ASSUMED, found)

    def _is_summed(self, candidate: Candidate) -> bool:
        """Return whether a candidate is about many records: a KPI or a quantity."""
        return self._counterparts.is_summed((candidate.target, candidate.id))

    def _moments(self, found: list[Candidate]) -> bool:
        """Return whether all that is sure is a moment: "First response (sec)" is a span."""
        best = [one for one in found if one.confidence >= ENOUGH]
        return all(self._subjects[one.target, one.id].kinds[0] == "timestamp" for one in best)

    def _named_by(self, heading: HeadingWords) -> list[Candidate]:
        """Return what the words of a heading name, those of abbreviations written out too."""
        found = self._by_words(heading)
        written_out = self._words.written_out(heading)
        for reading, several in written_out:
            named = doubted(self._by_words(reading), tr("an abbreviation"))
            found += at_most(_SAME_CONCEPTS, named) if several else named
        beginning = self._by_beginning(heading)
        if not sure(found):
            like = self._by_likeness(heading)
            # "Handle" is rather a name cut short than another word misspelt ("handled").
            like = at_most(_BEGINNING, like) if beginning else like
            found += self._by_concepts(heading) + like
            for reading, _ in written_out:
                found += self._by_concepts(reading) + self._by_likeness(reading)
        elif not sure(filter(self._is_summed, found)):  # a field of records is, no KPI
            found += filter(self._is_summed, self._by_concepts(heading))
        return found + beginning

    def _by_words(self, heading: HeadingWords) -> list[Candidate]:
        """Return the meanings of which a spelling stands in the heading word for word."""
        folded = heading.folded
        spans = [
            (range(start, end), spelling)
            for start in range(len(folded))
            for end in range(start + 1, min(len(folded), start + self._spellings.longest) + 1)
            for spelling in self._spellings.by_words.get(folded[start:end], ())
        ]
        whole = range(len(folded))
        spans += [(whole, found) for found in self._spellings.glued.get("".join(folded), ())]
        silent = _ADDS_NOTHING | self._words.units_aside(heading)
        return [
            self._judge(heading, one, span, self._inside_longer(folded, span, one, spans, silent))
            for span, spelling in spans
            for one in (spelling, *self._counterparts.others(heading, spelling, span))
        ]

    def _judge(
        self, heading: HeadingWords, spelling: Spelling, span: range, inside: bool
    ) -> Candidate:
        subject = self._subjects[spelling.meaning]
        left = self._leftovers.read(heading, subject, span)
        base = FOLDED_WORD if len(span) == 1 else FOLDED
        if f" {spelling.normal} " in f" {heading.normal} ":
            base = _EXACT
        if heading.folded[0] in OF_SEVERAL_TRADES and len(heading.words) == 1:
            base = min(base, _OF_SEVERAL_TRADES)
        base -= _INSIDE_LONGER if inside else 0.0
        base -= self._second(spelling, subject, left)
        reason = tr("spelled '{spelling}' in the catalogue", spelling=spelling.text)
        return self._candidate(spelling, base, left, reason)

    def _second(self, spelling: Spelling, subject: Subject, left: Leftovers) -> float:
        """Return how much a KPI stands back behind a quantity that is spelled the same.

        "Resolved" or "Complaints" without a percent sign is rather the number than the rate, and
        a plain number or sum is more use as the part or whole of other KPIs than by itself.
        """
        if not subject.is_kpi:
            return 0.0
        same = self._spellings.by_words.get(spelling.folded, ())
        named_by_id = spelling.text == spelling.meaning[1]
        if named_by_id and any(self._is_quantity(other.meaning) for other in same):
            return _STANDS_BACK / 4
        if left.unit:
            return 0.0
        if subject.kinds[0] == "count":
            return _STANDS_BACK / 4
        counts = any(self._subjects[other.meaning].counts for other in same)
        counts = counts and len(spelling.folded) == 1
        return _STANDS_BACK if counts and subject.kinds[0] in ("share", "rate") else 0.0

    def _is_quantity(self, meaning: Meaning) -> bool:
        target, name = meaning
        return target is Target.FIELD and self._roles[name] is FieldRole.QUANTITY

    def _by_concepts(self, heading: HeadingWords) -> list[Candidate]:
        """Return the meanings with a spelling of the same words in other forms, order, language."""
        found = []
        essence = self._leftovers.essence(heading)
        for spelling, places, rivals, reason in self._reworded.names(heading, essence):
            subject = self._subjects[spelling.meaning]
            left = self._leftovers.read(heading, subject, places)
            base = _BEGINNING if rivals else _SAME_CONCEPTS
            base -= self._second(spelling, subject, left)
            one = self._candidate(spelling, base, left, reason)
            found.append(replace(one, assumed=self._per_piece(heading, one)))
        return found

    def _per_piece(self, heading: HeadingWords, one: Candidate) -> bool:
        """Return whether a cost is of one piece of work that may as well be a project."""
        if one.id != _PER_CONTACT or FOR_EACH.isdisjoint(heading.folded):
            return False
        return RECORDS.isdisjoint(heading.folded)

    def _is_averaged(self, meaning: Meaning) -> bool:
        subject = self._subjects[meaning]
        return subject.kinds[0] in AVERAGED and not subject.summed

    def _rivals(self, one: Meaning, other: Meaning) -> bool:
        """Whether two meanings are looked for in the same place: a log's fields, a sum's, KPIs."""
        return one[0] is other[0] and self._is_quantity(one) == self._is_quantity(other)

    def _by_likeness(self, heading: HeadingWords) -> list[Candidate]:
        """Return the meanings of which a spelling is like the heading's essential words."""
        found = []
        for places, words in self._leftovers.essence(heading):
            for likeness in self._spellings.like(words):
                subject = self._subjects[likeness.spelling.meaning]
                if subject.kinds[0] == "id" and words[0] == "number":
                    continue  # a "number of lines" counts what a "line no" tells apart
                if things_for_time(heading.words[places[0]], words, likeness.spelling.folded):
                    continue
                left = self._leftovers.read(heading, subject, places)
                reason = tr(
                    "close to '{spelling}' ({score:.0f} of 100)",
                    spelling=likeness.spelling.text,
                    score=likeness.score,
                )
                trusted = trust(likeness)
                if subject.kinds[0] == "id" and set(words) != set(likeness.spelling.folded):
                    trusted = min(trusted, FOLDED_WORD)  # a "called number" is not the caller's
                named = self._candidate(likeness.spelling, trusted, left, reason)
                found.append(replace(named, alike=not likeness.inflected))
        return found

    def _by_beginning(self, heading: HeadingWords) -> list[Candidate]:
        """Return what has a name that goes on after the heading's words: "Resolution" (time, rate).

        None is sure enough to be taken; that two are likely is worth a question.
        """
        return [
            Candidate(
                spelling.meaning[0],
                spelling.meaning[1],
                "",
                _BEGINNING,
                tr("the beginning of '{spelling}'", spelling=spelling.text),
            )
            for spelling in self._spellings.beginning.get(heading.folded, ())
            if self._subjects[spelling.meaning].is_kpi or self._is_time(spelling)
        ]

    def _is_time(self, spelling: Spelling) -> bool:
        subject = self._subjects[spelling.meaning]
        return subject.kinds[0] == "duration" and spelling.folded[-1] in NATURAL["duration"]

    def _inside_longer(
        self,
        folded: tuple[str, ...],
        span: range,
        spelling: Spelling,
        spans: list[tuple[range, Spelling]],
        silent: frozenset[str],
    ) -> bool:
        """Whether a name stands inside a longer name of something else ("response" in "response
        rate"); `silent` words, such as "average" or the "(sec)" of "AHT (sec)", make no other
        thing of it. A KPI that is made of the field adds none by "rating" or "time" either.
        """
        kind = self._subjects[spelling.meaning].kinds[0]
        natural = silent | NATURAL.get(kind, frozenset())
        records = silent | RECORDS
        return any(
            len(longer) > len(span)
            and longer.start <= span.start
            and span.stop <= longer.stop
            and other.meaning != spelling.meaning
            and not {folded[place] for place in longer if place not in span}
            <= (
                natural
                if self._one_of_other(spelling.meaning, other.meaning)
                else records
                if kind == "flag" and self._is_quantity(other.meaning)
                else silent
            )
            for longer, other in spans
        )

    def _one_of_other(self, one: Meaning, other: Meaning) -> bool:
        """Whether one is a KPI that the other is a part of."""
        return one[1] in self._made_of.get(other, ()) or other[1] in self._made_of.get(one, ())

    @staticmethod
    def _candidate(spelling: Spelling, base: float, left: Leftovers, reason: str) -> Candidate:
        target, name = spelling.meaning
        if left.remarks:
            reason += "; " + "; ".join(left.remarks)
        return Candidate(
            target=target,
            id=name,
            variant=left.variant,
            confidence=round(max(0.0, base - left.cost), 3),
            reason=reason,
            unit=left.unit,
            currency=left.currency,
            rest=left.rest,
        )
