"""The currency of a log's amounts, where a column of its own names it row by row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from desktop_app.catalogue.model import FieldKind
from desktop_app.catalogue.text import normalise
from desktop_app.catalogue.words import Words
from desktop_app.domain.finding import Severity
from desktop_app.domain.records import RecordTable
from desktop_app.domain.translating import tr
from desktop_app.importing.accounting import CellUses
from desktop_app.importing.context import SheetContext
from desktop_app.importing.layouts.record_rows import RecordRows
from desktop_app.importing.record_words import CURRENCY
from desktop_app.importing.report import Use
from desktop_app.importing.sketch import ColumnSketch

_CODE = re.compile(r"[A-Za-z]{3}")
_KNOWN = 0.9


def find_currencies(context: SheetContext, sketches: Sequence[ColumnSketch]) -> ColumnSketch | None:
    """Return the column that names the currency of each row, None where there is no such one."""
    for sketch in sketches:
        if CURRENCY.isdisjoint(normalise(sketch.header).split()) or not sketch.profile.filled:
            continue
        told = [bool(_currency(context.words, value)) for value in sketch.sample]
        if np.mean(told) >= _KNOWN:
            return sketch
    return None


def apply_currencies(
    context: SheetContext,
    sketch: ColumnSketch,
    rows: RecordRows,
    columns: dict[str, pd.Series[Any]],
    table: RecordTable,
    uses: CellUses,
) -> bool:
    """Give the amounts of a log the currency that a column names; return whether it has amounts.

    Amounts in another currency than most are left out, and asked about: no sum of a log can be in
    two.
    """
    fields = context.report.catalogue.fields
    money = [name for name in columns if name in fields and fields[name].kind is FieldKind.MONEY]
    if not money:
        return False
    cells = sketch.cells if rows.all_data else sketch.cells.loc[rows.kept]
    named = np.array([_currency(context.words, value) for value in cells], dtype=object)
    counts = pd.Series(named[named != ""]).value_counts()
    main = str(counts.index[0])
    others = (named != main) & (named != "")
    for name in money:
        table.currencies[name] = table.currencies.get(name) or main
        if others.any():
            columns[name] = columns[name].mask(pd.Series(others, index=columns[name].index))
    uses.mark(Use.USED, rows.data, sketch.column)
    if others.any():
        rest = ", ".join(
            tr("{code} ({count} rows)", code=code, count=count)
            for code, count in counts.iloc[1:].items()
        )
        context.find(
            Severity.QUESTION,
            "money-mixed",
            tr(
                "By {column} amounts are in {main} ({count} rows) and in {others}; only those "
                "in {main} were used. Split the rows by currency into a file each, or "
                "convert them.",
                column=sketch.named,
                main=main,
                count=counts.iloc[0],
                others=rest,
            ),
            sketch.letters,
            sketch.letters,
        )
    return True


def _currency(words: Words, value: object) -> str:
    """Return the code of the currency that a cell names, ``""`` for none."""
    text = str(value).strip()
    if _CODE.fullmatch(text) and text.upper() in set(words.currencies.values()):
        return text.upper()
    return words.currencies.get(normalise(text), words.currencies.get(text.casefold(), ""))
