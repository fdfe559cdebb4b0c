"""What the words of a column's cells say it is, whatever stands above them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from desktop_app.catalogue.model import FieldKind, FieldRole
from desktop_app.catalogue.text import normalise
from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import Candidate, Target
from desktop_app.importing.heading_words import fold
from desktop_app.importing.kinds.scores import is_unrated, mark_of_words
from desktop_app.importing.kinds.statuses import OUTCOMES, STATUSES, class_of
from desktop_app.importing.reading import scale_named
from desktop_app.importing.record_words import ANSWERS, NO_OPINIONS, RATED
from desktop_app.importing.sketch import ColumnSketch
from desktop_app.importing.sums import rough_amount
from desktop_app.importing.word_classes import OF_MARKS, OPERATORS

_KNOWN_SHARE = 0.8
_MOST_WORDS = 40
_MOST_ANSWERS = 6
_NAMED = 0.92
"""How sure a class of words is where the heading names nothing that speaks against it."""
_SAID = 0.75
"""How sure a meaning is that only the cells name."""
_NUMBERED = 0.97
"""How sure numbered operators are people: surer than what their heading says of companies."""
_FEWEST_IDS = 10
_SPACED = 2
_HIGH = 500
"""How much higher neighbours in a list stand than they lie apart."""
_MOSTLY = 0.5
_HIGHEST_MARK = 10
_PERSON = re.compile(
    r"^(?:[^\W\d_]\.\s?){1,2}[^\W\d_][\w'-]+$|^[\w'-]+,\s?[^\W\d_][\w'-]*\.?(?:\s[^\W\d_]\.?)?$|"
    r"^[^\W\d_][\w'-]+\s[^\W\d_]\.$|^(?:mrs?|ms|miss|herr|frau|mme|sra?)\.?\s[\w'-]+(?:\s[\w'-]+)?$",
    re.IGNORECASE,
)
_RUNNING_NUMBER = re.compile(r"([A-Za-z]{1,12}[-_/ ]?)\d+")
_RECORD_ID, _VENDOR, _AGENT, _CSAT = "record_id", "vendor", "agent_id", "csat_score"
_MOST_MARKS = 10
_MIDDLE = 3.0
_NAMES = frozenset(
    {"name", "names", "nom", "nombre", "vorname", "nachname", "worker", "employee", "mitarbeiter"}
)
_OF_RULES = frozenset({"compliant", "compliance_error"})
_OF_OUTCOME = frozenset({"answered", "abandoned"})
_WORDY = frozenset({FieldKind.TEXT, FieldKind.STATUS, FieldKind.OUTCOME})


def told_by_cells(
    context: SheetContext,
    sketch: ColumnSketch,
    named: Sequence[Candidate],
    roles: frozenset[FieldRole],
) -> list[Candidate]:
    """Return the status or outcome that the cells of a column spell out, if they do.

    "State" over Open and Closed is a status and no region; "Disposition" over Answered and
    Abandoned is how the calls ended. A flag or an amount that the heading names keeps its column,
    but for the flags that an outcome gives both of.

    Parameters
    ----------
    named : sequence of Candidate
        What the heading names, as far as the cells can be read as that.
    """
    if FieldRole.VALUE not in roles or sketch.profile.words < 0.5:
        return []
    fields = context.report.catalogue.fields
    texts = [value for value in sketch.sample if isinstance(value, str)]
    found = class_told(context, texts)
    if found is None:
        return []
    settled = {c.id for c in named if c.confidence >= _SAID and fields[c.id].kind not in _WORDY}
    if settled and not (found is FieldKind.OUTCOME and settled <= _OF_OUTCOME):
        return []
    if any(fields[c.id].kind is found for c in named):
        return []  # the heading says it too
    sure = _NAMED if named or sketch.header else _SAID
    return [
        Candidate(Target.FIELD, known.id, "", sure, tr("its cells say so"))
        for known in fields.values()
        if known.kind is found and known.role in roles
    ][:1]


def class_told(context: SheetContext, texts: Sequence[str]) -> FieldKind | None:
    """Return which class of words most texts belong to, if they tell at least two of it apart."""
    distinct = set(texts)
    if not 2 <= len(distinct) <= _MOST_WORDS:
        return None
    outcomes, statuses = (
        {text: class_of(text, context.words, names, exact=True) for text in distinct}
        for names in (OUTCOMES, STATUSES)
    )
    ended = _share(outcomes, texts)
    worked = _share(statuses, texts)
    told = set(outcomes.values()) - {-1}
    if ended >= _KNOWN_SHARE and 0 in told and len(told) > 1 and (1 in told or ended > worked):
        return FieldKind.OUTCOME
    if worked >= _KNOWN_SHARE and {0, 1} <= set(statuses.values()):
        return FieldKind.STATUS
    return None


def _share(classes: dict[str, int], texts: Sequence[str]) -> float:
    return sum(classes[text] >= 0 for text in texts) / len(texts)


def running_numbers(sketch: ColumnSketch) -> bool:
    """Return whether cells are running numbers behind one prefix ("QA-0001"): ids, no names."""
    texts = {str(value).strip() for value in sketch.sample}
    codes = [_RUNNING_NUMBER.fullmatch(text) for text in texts]
    prefixes = {code[1] for code in codes if code is not None}
    return len(texts) >= _FEWEST_IDS and None not in codes and len(prefixes) == 1


def in_a_run(sketch: ColumnSketch) -> bool:
    """Return whether numbers are those of neighbours in a long list: 40856, 40855, 40855, 40853.

    They may come twice, as each step of a ticket has a row. Nothing that is counted or measured
    stays so high within so little, and takes nearly every number there is between.
    """
    numbers = [rough_amount(value) for value in sketch.sample]
    if len(numbers) < _FEWEST_IDS or any(math.isnan(n) or n != int(n) for n in numbers):
        return False
    low, span = min(numbers), max(numbers) - min(numbers)
    close = span < _SPACED * sketch.profile.filled and low > _HIGH * span
    return close and len(set(numbers)) >= _FEWEST_IDS


def ids_said(sketch: ColumnSketch, roles: frozenset[FieldRole]) -> list[Candidate]:
    """Return that a column numbers the records, where its heading says nothing known."""
    if FieldRole.ID not in roles or sketch.profile.distinct < 1.0 or not running_numbers(sketch):
        return []
    if not _NAMES.isdisjoint(normalise(sketch.header).split()):
        return []  # "Analyst 1" and "Analyst 2" are people
    reason = tr("running numbers, another one in every row")
    return [Candidate(Target.FIELD, _RECORD_ID, "", _SAID, reason)]


def flags_said(
    context: SheetContext, sketch: ColumnSketch, roles: frozenset[FieldRole]
) -> list[Candidate]:
    """Return the flag that the cells themselves name, under a heading that says nothing.

    "On time" and "Late" are words of one flag only, and both must be there; yes and no alone, or
    "met" and "missed", say nothing about what was met. Nor do "compliant" and "violation", which
    may be of a time limit as of a rule.
    """
    said = {normalise(str(value)) for value in sketch.sample.unique()}
    if not sketch.header or not 2 <= len(said) <= _MOST_ANSWERS:
        return []
    plain = {word for word in context.words.yes | context.words.no if " " not in word}
    found = [
        Candidate(Target.FIELD, known.id, "", _SAID, tr("its cells say so"))
        for known in context.report.catalogue.fields.values()
        if known.role in roles
        and known.kind is FieldKind.FLAG
        and said & (set(known.true_words) - plain)
        and said & (set(known.false_words) - plain)
    ]
    # "On time" is a word of records within their SLA too, but the name of one flag.
    fields = context.report.catalogue.fields
    found.sort(key=lambda one: normalise(fields[one.id].title) not in said)
    return [] if any(one.id in _OF_RULES for one in found) else found[:1]


def marks_said(sketch: ColumnSketch, roles: frozenset[FieldRole]) -> list[Candidate]:
    """Return that words of opinion are customers' marks, where heading or cells say that they
    rated: "rated good" and "rated bad", or "Good" and "Bad" under "Rate".
    """
    if FieldRole.VALUE in roles and _on_a_named_scale(sketch):
        reason = tr("marks on the scale that its heading names")
        return [Candidate(Target.FIELD, _CSAT, "", _SAID, reason, assumed=True)]
    said = {normalise(value) for value in sketch.sample.unique() if isinstance(value, str)}
    if FieldRole.VALUE not in roles or not 2 <= len(said) <= _MOST_MARKS:
        return []
    marks = {mark_of_words(text) for text in said if not is_unrated(text)}
    words = {word for text in (sketch.header, *said) for word in normalise(text).split()}
    high, low = any(mark > _MIDDLE for mark in marks), any(mark < _MIDDLE for mark in marks)
    if not (high and low) or any(math.isnan(mark) for mark in marks) or words.isdisjoint(RATED):
        return []
    return [Candidate(Target.FIELD, _CSAT, "", _SAID, tr("its cells are words of opinion"))]


def _on_a_named_scale(sketch: ColumnSketch) -> bool:
    """Return whether whole marks stand under a name of answers with their scale: "Survey (1-5)"."""
    scale, profile = scale_named(sketch.header), sketch.profile
    words = set(map(fold, normalise(sketch.header).split()))
    asked = not words.isdisjoint(ANSWERS | RATED | OF_MARKS | {"score"})
    if scale is None or not asked or not words.isdisjoint(NO_OPINIONS):
        return False
    low = scale[0] if scale[0] is not None else 0.0
    whole = profile.numbers >= _MOSTLY and profile.whole == 1.0
    return whole and profile.low >= low and profile.high <= scale[1] <= _HIGHEST_MARK


def are_persons(sketch: ColumnSketch) -> bool:
    """Return whether most names have a person's form: "A. Kumar", "Kumar, A.", "Mr Kumar"."""
    texts = {value.strip() for value in sketch.sample if isinstance(value, str)}
    told = sum(bool(_PERSON.match(text)) for text in texts)
    return len(texts) > 1 and told > _MOSTLY * len(texts)


def persons_said(sketch: ColumnSketch, named: Sequence[Candidate]) -> list[Candidate]:
    """Return that a column of persons is of those who did the work, where its heading may mean
    the vendor: an "operator" is a company in one trade and an agent in another.

    Numbers behind the heading's own letters ("OP1" under "Operator") count people as well.
    """
    if not any(candidate.id == _VENDOR for candidate in named):
        return []
    if are_persons(sketch):
        return [Candidate(Target.FIELD, _AGENT, "", _SAID, tr("its cells are names of persons"))]
    if _numbers_operators(sketch):
        return [Candidate(Target.FIELD, _AGENT, "", _NUMBERED, tr("its cells number operators"))]
    return []


def _numbers_operators(sketch: ColumnSketch) -> bool:
    """Return whether cells are numbers behind letters of a heading that says operator."""
    words = [word for word in normalise(sketch.header).split() if word in OPERATORS]
    codes = [_RUNNING_NUMBER.fullmatch(str(value).strip()) for value in sketch.sample]
    prefixes = {code[1].strip("-_/ ").casefold() for code in codes if code is not None}
    one = len(prefixes) == 1 and None not in codes and len(set(sketch.sample)) > 1
    return one and any(word.startswith(prefix) for word in words for prefix in prefixes)
