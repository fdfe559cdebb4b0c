"""One vendor that several sheets and files spell in several ways."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from rapidfuzz import fuzz

from desktop_app.catalogue.text import normalise
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.records import VENDOR, RecordTable
from desktop_app.domain.translating import tr
from desktop_app.importing.mappings.document import SaidBy
from desktop_app.importing.report import ImportedReport
from desktop_app.importing.vendor_words import vendor_words
from desktop_app.text_columns import objects_of

_CLOSE = 90.0
"""Likeness (0..100) from which two names are asked about; "Meridian" and "Meridien" have 87.5."""
_SHORTEST = 5
_SHOWN = 5


def join_spellings(
    reports: Sequence[ImportedReport],
) -> tuple[list[ImportedReport], list[Finding]]:
    """Return the reports with one name for each vendor, and what to say of it.

    "Acme", "ACME Ltd." and "Acme Limited" are one vendor: they differ in capitals, marks and
    legal form only. A name that the user gave is kept, and the others become it. Names that are
    close ("Acme North", "Acmee") in different reports stay apart and are asked about.
    """
    given = _given(reports)
    names = _names(reports)
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(vendor_key(name), []).append(name)
    renames: dict[str, str] = {}
    for spellings in groups.values():
        said = [name for name in spellings if name in given]
        if len(said) < 2:
            taken = said[0] if said else _best(spellings)
            renames |= {name: taken for name in spellings if name != taken}
    findings = [_joined(reports, renames)] if renames else []
    kept = [key for key, spellings in groups.items() if not given & set(spellings)]
    findings += _asked(reports, names, groups, kept, renames)
    return [_renamed(report, renames) for report in reports], findings


def _names(reports: Iterable[ImportedReport]) -> list[str]:
    return list(dict.fromkeys(name for report in reports for name in _own_names(report)))


def _own_names(report: ImportedReport) -> list[str]:
    """Return the names of a report's vendors that have figures or records."""
    named = [str(name) for name in dict.fromkeys(objects_of(report.stated["vendor"]).tolist())]
    for table in report.records:
        vendors = table.frame[VENDOR].cat
        used = np.bincount(vendors.codes.to_numpy() + 1, minlength=len(vendors.categories) + 1)
        named += map(str, vendors.categories[used[1:] > 0])
    return list(dict.fromkeys(named))


def _given(reports: Iterable[ImportedReport]) -> set[str]:
    """Return the names that the user gave."""
    mappings = [report.mapping for report in reports]
    return {m.vendor for m in mappings if m is not None and m.vendor_said_by is SaidBy.USER}


def vendor_key(name: str) -> str:
    """Return what is the same in all spellings of a vendor's name; never empty for a name."""
    words = normalise(name.replace(".", "")).split()
    legal = vendor_words().legal_forms
    while len(words) > 1 and words[-1] in legal:
        words.pop()
    return " ".join(words) or name


def _best(spellings: Sequence[str]) -> str:
    """Return the spelling to show: not shouted nor whispered, short, the first of such."""
    return min(spellings, key=lambda name: (name.isupper() or name.islower(), len(name)))


def _joined(reports: Sequence[ImportedReport], renames: Mapping[str, str]) -> Finding:
    pairs = [tr("'{name}' as '{taken}'", name=name, taken=taken) for name, taken in renames.items()]
    shown = ", ".join(pairs[:_SHOWN]) + (", ..." if len(pairs) > _SHOWN else "")
    files = [r.file for r in reports if not set(renames).isdisjoint(_own_names(r))]
    return Finding(
        Severity.INFO,
        "vendor-spellings",
        tr(
            "Vendors spelled in several ways count as one: {names}. Name the vendors of "
            "these reports differently if they are not one.",
            names=shown,
        ),
        files[0] if files else "",
    )


def _asked(
    reports: Sequence[ImportedReport],
    names: Sequence[str],
    groups: Mapping[str, list[str]],
    kept: Sequence[str],
    renames: Mapping[str, str],
) -> list[Finding]:
    """Return a question for each pair of close names that no report tells apart itself."""
    together = [{vendor_key(name) for name in _own_names(report)} for report in reports]
    found = []
    for place, one in enumerate(kept):
        for other in kept[place + 1 :]:
            apart = any({one, other} <= keys for keys in together)
            if apart or not _are_close(one, other):
                continue
            first, second = (renames.get(groups[k][0], groups[k][0]) for k in (one, other))
            found.append(
                Finding(
                    Severity.QUESTION,
                    "vendor-similar",
                    tr(
                        "'{first}' and '{second}' may be one vendor, and count as two. "
                        "Give their reports the same vendor's name if they are one.",
                        first=first,
                        second=second,
                    ),
                )
            )
    return found


def _are_close(one: str, other: str) -> bool:
    """Return whether a name begins with all words of the other, or differs in a letter or two."""
    short, long = sorted((one.split(), other.split()), key=len)
    if len(short) < len(long) and long[: len(short)] == short and len(" ".join(short)) > 2:
        return True
    long_enough = min(len(one), len(other)) >= _SHORTEST
    return long_enough and fuzz.ratio(one, other) >= _CLOSE


def _renamed(report: ImportedReport, renames: Mapping[str, str]) -> ImportedReport:
    """Return the report with its vendors renamed; the same where none of them is."""
    names = _own_names(report)
    if set(renames).isdisjoint(names):
        return report
    vendors = tuple(dict.fromkeys(renames.get(name, name) for name in report.vendors or names))
    stated = report.stated.assign(
        vendor=report.stated["vendor"].map(lambda name: renames.get(name, name))
    )
    return replace(
        report,
        stated=stated,
        records=[_renamed_table(table, renames) for table in report.records],
        vendors=vendors,
        vendor=vendors[0] if len(vendors) == 1 else "",
    )


def _renamed_table(table: RecordTable, renames: Mapping[str, str]) -> RecordTable:
    vendors: pd.Series[Any] = table.frame[VENDOR]
    if set(renames).isdisjoint(map(str, vendors.cat.categories)):
        return table
    old = [str(name) for name in vendors.cat.categories]
    new = pd.Index(list(dict.fromkeys(renames.get(name, name) for name in old)), dtype="str")
    places = new.get_indexer(pd.Index([renames.get(name, name) for name in old], dtype="str"))
    codes = vendors.cat.codes.to_numpy()
    renamed = pd.Categorical.from_codes(places[codes], categories=new)
    return replace(table, frame=table.frame.assign(**{VENDOR: renamed}))
