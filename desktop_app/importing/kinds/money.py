"""Amounts of money and their one currency."""

from __future__ import annotations

from collections import Counter
from functools import partial

import numpy as np

from desktop_app.domain.translating import tr
from desktop_app.importing.kinds.formats import is_plain, literals
from desktop_app.importing.kinds.marked import TextNumbers, joined, read_texts, units_factor
from desktop_app.importing.kinds.marks import SHARED_SYMBOLS, Mark
from desktop_app.importing.kinds.parts import Context, Reading, merged, or_nan
from desktop_app.importing.kinds.spelled import Grouping
from desktop_app.importing.kinds.spelling import key, word_form
from desktop_app.importing.kinds.units import MAGNITUDE_WORDS, MAGNITUDES, unit_in_words


def read_money(context: Context) -> Reading:
    """Return amounts in the column's currency; cells in another currency are bad, and asked."""
    parts, hints = context.parts, context.hints
    size = hints.unit if hints.unit in MAGNITUDES else ""
    factor = MAGNITUDES.get(size, 1.0)
    symbol_currency, symbol = _format_currency(context)
    rupees = "INR" in {hints.currency, symbol_currency}
    factor_of = partial(_factor, rupees=rupees)
    texts = read_texts(context, MAGNITUDE_WORDS, factor_of, factor, grouping=Grouping.LIKELY)
    sized = np.array([bool(mark.units) for mark in texts.marks] or [False])
    plain = ~sized[texts.mark_of] if texts.marks else np.zeros(0, dtype=bool)
    texts.values = np.where(plain, texts.values * factor, texts.values)
    rules = [
        _size_told(size, hints.unit_line) if size else tr("amounts as written"),
        *texts.rules,
    ]
    questions = list(texts.questions)
    cells = parts.number if is_plain(hints.number_format) else None
    named = {currency for currency, _ in _named(texts, context).values() if currency}
    currency, other = _choose(texts, context, symbol_currency)
    if other.any():
        texts.values = np.where(other, np.nan, texts.values)
        questions.append(_mixed(currency, sorted(named)))
    if currency == "USD" and not hints.currency and _only_dollar_signs(texts, symbol):
        rules.append(tr("dollar sign taken as US dollar"))
    per = sorted({mark.per for mark in texts.marks if mark.per})[:3]
    rules += [tr("'per {text}' beside amounts left out", text=text) for text in per]
    cells = None if cells is None else cells * factor
    values = or_nan(merged(cells, parts.spread(texts.values)), parts.size)
    return Reading(values, joined(rules), size, currency=currency, questions=questions)


def _size_told(size: str, line: str) -> str:
    """Return the rule of amounts in thousands or more, and whether a title or a heading says so."""
    if line:
        return tr("in {size}, from the title '{line}'", size=unit_in_words(size), line=line)
    return tr("in {size}, from the heading", size=unit_in_words(size))


def _factor(mark: Mark, rupees: bool) -> float | None:
    if mark.over or mark.odd:
        return None
    if "crores" in mark.units and not (rupees or mark.currency == "INR"):
        return None  # "1,234.50 CR" is a credit, outside of India
    return units_factor(mark, MAGNITUDES)


def _named(texts: TextNumbers, context: Context) -> dict[int, tuple[str, str]]:
    """Return currency and sign of every distinct mark, shared signs settled by the hints."""
    return {
        i: (_resolved(mark.currency, mark.symbol, context.hints.currency), mark.symbol)
        for i, mark in enumerate(texts.marks)
    }


def _resolved(currency: str, symbol: str, hinted: str) -> str:
    """Return the hinted currency where the sign is one of several currencies' sign."""
    return hinted if hinted and hinted in SHARED_SYMBOLS.get(symbol, ()) else currency


def _format_currency(context: Context) -> tuple[str, str]:
    """Return the currency that the number format names, and its sign."""
    for text in literals(context.hints.number_format):
        name = key(text).strip(". ")
        currency = context.words.currencies.get(word_form(name), "")
        if currency:
            return _resolved(currency, name, context.hints.currency), name
    return "", ""


def _choose(
    texts: TextNumbers, context: Context, symbol_currency: str
) -> tuple[str, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    """Return the column's currency, and which texts are in another one."""
    named = _named(texts, context)
    counts = context.parts.counts()
    rows: Counter[str] = Counter()
    of_text = np.array([named[int(i)][0] for i in texts.mark_of], dtype=object)
    known = np.isfinite(texts.values)
    for text_currency, count in zip(of_text[known], counts[known], strict=True):
        if text_currency:
            rows[text_currency] += int(count)
    cells = context.parts.number
    if symbol_currency and cells is not None:
        rows[symbol_currency] += int(np.isfinite(cells).sum())
    if not rows:
        return context.hints.currency, np.zeros(len(texts.values), dtype=bool)
    currency = rows.most_common(1)[0][0]
    return currency, known & (of_text != "") & (of_text != currency)


def _mixed(currency: str, named: list[str]) -> tuple[str, str]:
    others = ", ".join(name for name in named if name != currency)
    return (
        "money-mixed",
        tr(
            "Amounts are in {currency} and in {others}; only those in {currency} were "
            "used. Split the column by currency, or convert it.",
            currency=currency,
            others=others,
        ),
    )


def _only_dollar_signs(texts: TextNumbers, symbol: str) -> bool:
    signs = {mark.symbol for mark in texts.marks if mark.currency == "USD"} | {symbol}
    return signs - {""} == {"$"}
