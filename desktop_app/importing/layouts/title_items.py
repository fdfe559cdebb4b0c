"""The KPI that only the title, or the cell over the names of rows, says a table is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop_app.catalogue.text import normalise
from desktop_app.domain.finding import About, Answer, Severity, Word
from desktop_app.domain.sentences import with_or
from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import ASKED, SURE, TAKEN, Candidate
from desktop_app.importing.layouts.headings import best, is_segment
from desktop_app.importing.layouts.names import names_are_vendors, vendor_known, whose_names
from desktop_app.importing.layouts.plan import VALUE, Part, Plan
from desktop_app.importing.measure_words import names_measure
from desktop_app.importing.regions import Region
from desktop_app.importing.sketch import ColumnSketch
from desktop_app.importing.word_classes import COMPARISON

_PIECES = re.compile(r"[.:;–—]\s+|\s-\s|[,;:.]\s*$")
_OF_WHAT = re.compile(
    r"\s*,?\s+(?:by|per|with|for|year to date|nach|je|pro|mit|für|par|avec|pour|por|con|para)\b.*$",
    re.IGNORECASE,
)
"""What figures are told apart by, whom they are with, and up to when they go."""
_SAID_OF_TABLE = re.compile(
    r"\b(?:(?:the|this|below|following|shows?|figures?|table|results?|is|are|as|follows?|measures?"
    r"|measured|years?|from|to|of|our|la|le|les|mesures?|des?|du|ann[ée]es?|à|est|sont|suivante?s?|tableau"
    r"|montre|résultats?|die|der|das|folgende[nr]?|tabelle|zeigt|jahre?|von|bis|el|los|años?|tabla"
    r"|muestra|siguientes?|resultados?|medida)\b|(?:19|20)\d\d\b|[:.–-])\s*",
    re.IGNORECASE,
)
"""What a sentence above a table says of the table, and nothing of its measure."""
_MOST_ASKED = 3
_FEWEST = 2
_FIGURES = 0.5
_MOST_LIKE = 0.4
"""Share of rows with a word of measures up to which they may be names all the same: a "Payment
Helpline" beside others."""
_HIGHEST_PERCENT = 100


def title_item(context: SheetContext, region: Region) -> tuple[Candidate | None, str]:
    """Return the KPI that the title or the sheet's name says the table is about, and its words.

    A whole line may name it by a guess; a part of one ("Support by phone. Total calls answered",
    "Calls answered by site") only surely.
    """
    lines = [line.strip() for line in (context.sheet.name, *region.title.split(" | "))]
    named = [(item, line) for line in lines if (item := best(context.names.items(line)))]
    if named:
        # The line next above the figures, unless another one names them more surely.
        return max(reversed(named), key=lambda one: one[0].confidence)
    for text in region.title.split(" | "):
        for piece in _pieces(text):
            item = best(context.names.items(piece))
            if item is not None and item.confidence >= SURE and not item.rest:
                return item, piece
    return None, ""


def name_figures(context: SheetContext, plan: Plan) -> None:
    """Let the title name the one column of figures that is only called "Result" or "Actual", and
    the target beside it, where periods, vendors or parts go down the rows.
    """
    figures = plan.of(Part.VALUE)
    named = plan.of(Part.PERIOD, Part.VENDOR, Part.SEGMENT)
    if plan.item is None or not named or len(figures) != 1:
        return
    if figures[0].heading.structure != VALUE or figures[0].keyed:
        return
    items = [one for one in context.names.items(plan.item_text) if one.id != plan.item.id]
    for column in (*figures, *plan.of(Part.TARGET)):
        if column.heading.item is None and not column.keyed:
            column.heading.item, column.heading.items = plan.item, [plan.item, *items]
            column.heading.item_text = plan.item_text
    figures[0].confidence = min(figures[0].confidence, plan.item.confidence)
    figures[0].reason = tr("'{title}' stands over the table", title=plan.item_text)
    plan.item, plan.item_text = None, ""


def corner_item(context: SheetContext, plan: Plan) -> tuple[Candidate | None, str]:
    """Return the KPI that the cell over the names of rows names, where its cells can't be it.

    "Average handle time" over the names of sites, beside months, is what all figures are; rows
    that name measures themselves ("Within 20 working days") may be others.
    """
    first, *others = plan.columns
    filled = [one for one in others if one.sketch.profile.filled]
    figures = [one for one in filled if one.sketch.profile.measured >= _FIGURES]
    words = first.sketch.profile.measured < _FIGURES and first.sketch.profile.filled > 0
    if not words or not _FEWEST <= len(figures) == len(filled):
        return None, ""
    rows = [str(value) for value in first.sketch.sample]
    like = sum(names_measure(context.words, row) for row in rows)
    if any(one.heading.item for one in figures) or like > _MOST_LIKE * len(rows):
        return None, ""
    if like and any(best(context.names.items(row)) is not None for row in rows):
        return None, ""
    dated = sum(one.heading.period is not None for one in figures)
    above = len(first.sketch.parts) > 1 and dated * 2 >= len(figures)
    least = TAKEN if above else SURE  # what stands over "Region" and years is no name of either
    for text in first.sketch.parts:
        item = best(context.names.items(text.strip()))
        if item is not None and item.confidence >= least and not item.alike:
            return item, text.strip()
        for piece in _pieces(text):
            item = best(context.names.items(piece))
            if item is not None and item.confidence >= SURE and not item.rest:
                return item, piece
    return None, ""


def take_corner(context: SheetContext, plan: Plan) -> None:
    """Let the corner of a table name its figures, and its first column the rows."""
    plan.item, plan.item_text = corner_item(context, plan)
    first = plan.columns[0]
    if plan.item is None:
        return
    first.heading.item, first.heading.items = None, []
    first.heading.others = [text for text in first.heading.others if text != plan.item_text]
    if first.part is Part.PERIOD:
        return
    names = [str(value) for value in first.sketch.sample]
    bare = not first.heading.others
    vendors = bare and names_are_vendors(context, names, vendor_known(context, plan))
    first.part, first.confidence = (Part.VENDOR if vendors else Part.SEGMENT), TAKEN
    first.reason = tr("'{item}' heads its column of names", item=plan.item_text)
    if vendors:
        plan.questions.append(whose_names(first.sketch, Part.VENDOR))


def _pieces(line: str) -> Iterator[str]:
    """Yield the sentences of a line, from the last one on, each also without "by site"."""
    for piece in reversed([part.strip() for part in _PIECES.split(line) if part.strip()]):
        if piece != line.strip() and len(piece.split()) > 1:
            yield piece
        for shorter in (_OF_WHAT.sub("", piece).strip(), _SAID_OF_TABLE.sub(" ", piece).strip()):
            if shorter and shorter != piece:
                yield shorter


def likely_items(context: SheetContext, region: Region) -> tuple[list[Candidate], str]:
    """Return what title or corner of a table may say that its figures are, and those words."""
    corner = region.headers[0] if region.headers else ""
    for line in (corner, *reversed(region.title.split(" | "))):
        for piece in (line.strip(), *_pieces(line)):
            found = [one for one in context.names.items(piece) if one.confidence >= ASKED]
            if found and not any(one.alike for one in found[:1]):
                return found[:_MOST_ASKED], piece
    return [], ""


def rows_name_measures(context: SheetContext, plan: Plan) -> bool:
    """Return whether most names of rows are rather measures' than those of parts of the work.

    Under "Customer satisfaction", "Satisfied with the service" and "Would recommend the supplier"
    are not two parts of which satisfaction was measured; teams called "Billing" are.
    """
    words = [c for c in plan.of(Part.UNUSED) if c.sketch.profile.words >= _FIGURES]
    if plan.of(Part.LABEL, Part.PERIOD, Part.VENDOR, Part.SEGMENT) or words[:1] != plan.columns[:1]:
        return False
    names = [str(value) for value in words[0].sketch.sample.unique()]
    known = [name for name in names if not is_segment(context, name) and len(name.split()) > 1]
    like = [one for one in known if (found := context.names.items(one)) and _may_be(found[0])]
    return len(names) > 1 and len(like) >= _FIGURES * len(names)


def _may_be(candidate: Candidate) -> bool:
    return candidate.confidence >= ASKED and not candidate.alike


def take_totals(context: SheetContext, plan: Plan) -> None:
    """Take columns called "... total" beside parts of what the title names for their sums."""
    if plan.item is None:
        return
    values = [column for column in plan.of(Part.VALUE) if column.heading.others]
    totals = [c for c in values if _is_total(context, " ".join(c.heading.others))]
    if len(values) - len(totals) < 2:
        return
    for column in totals:
        column.part, column.heading.total = Part.TOTAL, "total"
        column.confidence, column.reason = (
            0.9,
            tr("heading '{header}'", header=column.sketch.header),
        )


def leave_out_changes(plan: Plan) -> None:
    """Leave out "Change in response time" beside the figures of what title or corner names."""
    for column in plan.of(Part.VALUE):
        words = set(normalise(column.sketch.header).split())
        if plan.item is not None and not column.heading.period and not words.isdisjoint(COMPARISON):
            column.part, column.confidence = Part.UNUSED, 0.0
            column.reason = tr("neither period nor actual beside such")


def name_units(plan: Plan) -> None:
    """Take "PCT" over counts beside other parts of the work for one of them, no percent sign."""
    if plan.item is None:
        return
    others = [column for column in plan.of(Part.VALUE) if column.heading.others]
    for column in plan.of(Part.UNUSED):
        told, profile = column.heading, column.sketch.profile
        alone = told.unit_text == column.sketch.header.strip() and not (told.item or told.period)
        counts = profile.numbers == profile.whole == 1.0 and profile.high > _HIGHEST_PERCENT
        if alone and counts and len(others) > 1:
            told.others, told.unit_text = [column.sketch.header], ""
            column.part, column.confidence = Part.VALUE, others[0].confidence


def _is_total(context: SheetContext, text: str) -> bool:
    words = text.casefold().split()
    return bool(words) and not context.words.total.isdisjoint((words[0], words[-1]))


def name_rows(plan: Plan) -> None:
    """Take the only words beside the figures of what the title names for parts of the work."""
    if plan.item is None or plan.of(Part.LABEL, Part.PERIOD, Part.VENDOR, Part.SEGMENT):
        return
    words = [c for c in plan.of(Part.UNUSED) if c.sketch.profile.words >= _FIGURES]
    if len(words) == 1 and plan.columns[0] is words[0] and words[0].sketch.profile.distinct == 1.0:
        words[0].part, words[0].confidence = Part.SEGMENT, _FIGURES


def ask_about_title(
    context: SheetContext, region: Region, sketches: Sequence[ColumnSketch], cells: str
) -> bool:
    """Ask whether the figures of a table that was not read are what its title may name.

    Returns
    -------
    bool
        Whether there was anything to ask.
    """
    figures = [one for one in sketches if one.profile.measured >= _FIGURES]
    found, words = likely_items(context, region) if figures else ([], "")
    if not found:
        return False
    titles = {c.id: _title(context, c) for c in found}
    answers = [
        Answer(
            tuple(Word(About.MEANING, name, one.letters) for one in figures),
            title,
        )
        for name, title in titles.items()
    ]
    unused = Answer(tuple(Word(About.MEANING, "", o.letters) for o in figures), tr("Not used"))
    context.find(
        Severity.QUESTION,
        "title-unclear",
        tr(
            "'{words}' stands over table {cells}, and its figures may be {meanings}; they were "
            "not used. Say what they are, or that they are not used.",
            words=words,
            cells=cells,
            meanings=with_or(dict.fromkeys(titles.values())),
        ),
        cells,
        figures[0].letters,
        [*answers, unused],
        cells,
    )
    return True


def _title(context: SheetContext, candidate: Candidate) -> str:
    catalogue = context.report.catalogue
    known = catalogue.kpis.get(candidate.id)
    return known.short if known is not None else catalogue.fields[candidate.id].title
