"""The ranking methods as tables: intermediate numbers, parameters, and where they disagree."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import reduce

from desktop_app.catalogue.model import KpiDefinition
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import later, local, tr
from desktop_app.presenting.formatting import MISSING, format_value
from desktop_app.presenting.how_sure import HowSure, setting_of
from desktop_app.presenting.how_sure_tables import method_title, titles_of
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.tables import Align, Cell, Column, Table, Tint, make_table, text_cell
from desktop_app.scoring.disagreement import Disagreement, Pair
from desktop_app.scoring.methods.promethee import PARAMETERS
from desktop_app.scoring.model import Method, Preference
from desktop_app.scoring.workings import BEST, WEIGHT, WORST, Working, row_title, workings

KIND_TITLES = {
    "usual": later("Usual: any difference counts in full"),
    "u": later("U-shape: counts in full beyond q"),
    "v": later("V-shape: counts in proportion up to p"),
    "level": later("Level: half beyond q, in full beyond p"),
    "linear": later("Linear: nothing up to q, rising to p"),
    "gaussian": later("Gaussian: rising, scale s"),
}
"""PROMETHEE's preference functions in words, to be shown by `tr`."""
_KIND_NAMES = {
    "usual": later("usual"),
    "u": later("U-shape"),
    "v": later("V-shape"),
    "level": later("level (two steps)"),
    "linear": later("linear"),
    "gaussian": later("gaussian"),
}

_WHICH = (BEST, WORST, WEIGHT)


def method_workings(comparison: Comparison, method: Method) -> tuple[Working, ...]:
    """Return a method's intermediate numbers under the comparison's rules."""
    return workings(comparison.matrix, replace(setting_of(comparison), method=method))


def working_table(working: Working) -> Table:
    """Return one table of intermediate numbers; weights, best and worst are told from vendors."""
    columns: list[Column[int]] = [
        Column("row", "", lambda i: _row_cell(working.rows[i]), working.explained, width=26)
    ]
    for place, title in enumerate(working.columns):
        columns.append(
            Column(
                str(place),
                title,
                _number_cell_of(working.values[:, place].tolist()),
                align=Align.RIGHT,
                width=14,
                descending=True,
                mark=title if title in working.rows else "",
            )
        )
    return make_table(columns, range(len(working.rows)), lambda i: working.rows[i])


def disagreement_table(how: HowSure) -> Table:
    """Return each pair of vendors that a method orders otherwise, and the KPI that makes it so."""
    titles = titles_of(how.comparison)
    ranks = {
        ranking.method: {line.vendor: line.rank for line in ranking.vendors}
        for ranking in how.methods.rankings
    }
    ours = ranks[how.methods.chosen]

    def places(item: tuple[Disagreement, Pair | None]) -> Cell:
        one, pair = item
        if pair is None:
            return Cell("", None)
        theirs = ranks[one.method]
        return text_cell(
            tr(
                "{first} and {second}, not {our_first} and {our_second}",
                first=theirs[pair[0]],
                second=theirs[pair[1]],
                our_first=ours[pair[0]],
                our_second=ours[pair[1]],
            )
        )

    columns: list[Column[tuple[Disagreement, Pair | None]]] = [
        Column("method", tr("Method"), lambda d: text_cell(method_title(d[0].method), strong=True),
               width=18),
        Column("pairs", tr("Ordered otherwise"), lambda d: _pair_cell(d[1]), width=40),
        Column("ranks", tr("Their ranks"), places, tr("By this method, and not by the one chosen"),
               width=22),
        Column("cause", tr("Because of"), lambda d: _cause_cell(*d, titles),
               tr("Left out, both methods order the two alike"), least=20),
    ]  # fmt: skip
    items: list[tuple[Disagreement, Pair | None]] = []
    for one in how.methods.disagreements:
        items += [(one, pair) for pair in one.pairs] or [(one, None)]
    return make_table(columns, items, lambda d: (d[0].method.value, d[1]))


def preference_words(preference: Preference, definition: KpiDefinition) -> str:
    """Return a preference function with its thresholds: ``linear, q 10 s, p 1 min``."""
    names = PARAMETERS[preference.kind]
    numbers = [
        f"{name} {format_value(getattr(preference, name), definition.unit.value)}" for name in names
    ]
    return ", ".join([tr(_KIND_NAMES[preference.kind]), *numbers])


def parameter_sentences(comparison: Comparison, method: Method) -> list[str]:
    """Return the parameters that a method is ranked with; none for a weighted sum and TOPSIS."""
    if method is Method.VIKOR:
        strategy = comparison.scenario.strategy
        return [
            tr(
                "v = {strategy:g}: the weight of the group against the largest regret",
                strategy=strategy,
            )
        ]
    if method is not Method.PROMETHEE:
        return []
    kpis = comparison.catalogue.kpis
    return [
        f"{criterion.title}: {preference_words(criterion.preference, kpis[criterion.id])}"
        for criterion in comparison.matrix.criteria
        if criterion.weight > 0
    ]


def _row_cell(name: str) -> Cell:
    return text_cell(
        row_title(name), strong=name not in _WHICH, tint=Tint.MUTED if name in _WHICH else Tint.NONE
    )


def _number_cell_of(values: Sequence[float]) -> Callable[[int], Cell]:
    def cell(row: int) -> Cell:
        value = values[row]
        return (
            Cell(MISSING, None, Tint.MUTED)
            if math.isnan(value)
            else Cell(local("{value:.4f}", value=value), value)
        )

    return cell


def _pair_cell(pair: Pair | None) -> Cell:
    if pair is None:
        return Cell(tr("the same order"), "", Tint.MUTED)
    return text_cell(tr("{first} ahead of {second}", first=pair[0], second=pair[1]), tint=Tint.LOOK)


def _cause_cell(one: Disagreement, pair: Pair | None, titles: dict[str, str]) -> Cell:
    """Return the KPI (or two) without which the methods agree on a pair."""
    if pair is None:
        return Cell("", None)
    settled = one.settled.get(pair, ())
    if not settled:
        tip = tr("Neither one KPI nor two of them left out bring the methods together here")
        return Cell(tr("no one or two KPIs"), None, Tint.MUTED, tip)
    words = [reduce(_together, (titles[kpi] for kpi in group)) for group in settled]
    if len(settled[0]) > 1:
        tip = tr("No single KPI does it. Either of these:") + "\n" + "\n".join(words)
        return text_cell(words[0], tooltip=tip)
    named = listed(words, 4)
    text = tr("any one of {kpis}", kpis=named) if len(words) > 1 else named
    return text_cell(text, tooltip="\n".join(words))


def _together(first: str, second: str) -> str:
    return tr("{first} together with {second}", first=first, second=second)
