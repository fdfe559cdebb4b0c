"""Amounts of money that nothing in a report gives a currency to."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.catalogue.model import Catalogue, FieldKind
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Unit
from desktop_app.importing.report import ImportedReport

_MOST_CELLS = 8


def say_unnamed_currencies(report: ImportedReport, catalogue: Catalogue) -> Iterator[Finding]:
    """Yield a warning for each sheet on which amounts stand without a currency.

    Such amounts are never converted; beside another vendor's they would be compared as numbers.
    """
    for sheet, found in _amounts(report, catalogue).items():
        places = [place for own in found.values() for place in own]
        yield Finding(
            Severity.WARNING,
            "currency-unknown",
            tr(
                "Nothing says in which currency the amounts of {names} are. They were read as "
                "plain numbers and are never converted: name the currency in their heading or in "
                "the title, so that they can be compared with other vendors'.",
                names=listed(found, 4),
            ),
            report.file,
            sheet,
            ",".join(dict.fromkeys(places[:_MOST_CELLS])),
        )


def _amounts(report: ImportedReport, catalogue: Catalogue) -> dict[str, dict[str, list[str]]]:
    """Return the titles of amounts without a currency, with some of their cells, by sheet."""
    found: dict[str, dict[str, list[str]]] = {}
    stated = report.stated
    titles = {str(name): _title(catalogue, str(name)) for name in stated["item"].unique()}
    bare = stated[stated["item"].map(titles).astype(bool) & (stated["currency"] == "")]
    for sheet, item, place in zip(bare["sheet"], bare["item"], bare["cell"], strict=True):
        own = found.setdefault(str(sheet), {}).setdefault(titles[str(item)], [])
        if len(own) < _MOST_CELLS:
            own.append(str(place))
    for table in report.records:
        for name, letters in table.columns.items():
            title = _title(catalogue, name)
            if title and not table.currencies.get(name) and table.frame[name].notna().any():
                found.setdefault(table.sheet, {}).setdefault(title, list(letters))
    return found


def _title(catalogue: Catalogue, name: str) -> str:
    """Return the title of a KPI or field that is an amount of money, ``""`` for others."""
    kpi, known = catalogue.kpis.get(name), catalogue.fields.get(name)
    if kpi is not None:
        return kpi.title if kpi.unit is Unit.MONEY else ""
    return known.title if known is not None and known.kind is FieldKind.MONEY else ""
