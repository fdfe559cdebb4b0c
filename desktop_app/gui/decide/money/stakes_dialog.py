"""Service credits and bonuses: tiers on KPIs, caps, and how a credit is earned back."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from desktop_app.catalogue.model import KpiDefinition
from desktop_app.domain.contract import Stakes, Term, Tier
from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.translating import later, tr
from desktop_app.gui.common.widgets import figure_line, label
from desktop_app.gui.decide.money.entry_table import EntryColumn, EntryTable, Line
from desktop_app.gui.decide.money.form_dialog import FormDialog
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.entries import shown_percent, typed_percent
from desktop_app.presenting.limits import shown_limit, typed_limit

_SIDES = {
    "below": later("is below: credit of"),
    "above": later("is above: credit of"),
    "at_least": later("is at least: bonus of"),
    "at_most": later("is at most: bonus of"),
}
_BELOW, _BONUS = ("below", "at_most"), ("at_least", "at_most")
_MOST_BACK = 24


class StakesDialog(FormDialog[Stakes | None]):
    """One line a tier.

    Parameters
    ----------
    kpis : mapping of KPI id to definition
        What tiers can be on.
    """

    def __init__(
        self, parent: QWidget | None, kpis: Mapping[str, KpiDefinition], stakes: Stakes | None
    ) -> None:
        super().__init__(parent, tr("Service credits and bonuses"))
        self.setMinimumSize(SPACE * 112, SPACE * 64)
        self._kpis = kpis
        known = stakes or Stakes()
        titles = {"": "", **{kpi: one.title for kpi, one in kpis.items()}}
        sides = {key: tr(words) for key, words in _SIDES.items()}
        self.table = EntryTable(
            tr("Tiers"),
            (
                EntryColumn(later("When a month's"), later("The KPI"), 32, titles),
                EntryColumn("", later("On which side of the limit"), 26, sides),
                EntryColumn(later("Limit"), later("Such as 80 %, 24 h, 4.2"), 12),
                EntryColumn(
                    later("Of the fee, %"), later("Share of the monthly fee, such as 5"), 14
                ),
                EntryColumn(
                    later("Earned back after"),
                    later("Months in a row without a credit; empty: never"),
                    16,
                ),
            ),
        )
        self.table.put([self._line(term, tier) for term in known.terms for tier in term.tiers])
        if not known.terms:
            self.table.add_line()
        self.cap = figure_line(shown_percent(known.cap))
        self.bonus_cap = figure_line(shown_percent(known.bonus_cap))
        caps = QFormLayout()
        for name, line in (
            (tr("A month's credits at most, % of the fee"), self.cap),
            (tr("A month's bonuses at most, % of the fee"), self.bonus_cap),
        ):
            line.setAccessibleName(name)
            line.setMaximumWidth(SPACE * 16)
            line.textEdited.connect(lambda _text: self.note_change())
            title = label(name)
            title.setBuddy(line)
            caps.addRow(title, line)
        self.arrange(
            tr(
                "Run over every vendor's measured months: what each would have paid back "
                "or earned. Of several tiers of a KPI the gravest that holds counts. A "
                "month without a figure is not assessed."
            ),
            self.table,
            caps,
            stretch=0,
        )
        self.table.changed.connect(self.note_change)

    def read(self) -> Stakes | None:
        tiers: dict[str, list[Tier]] = {}
        back: dict[str, int] = {}
        for number, (kpi, side, limit, share, months) in self.table.lines():
            what = tr("Line {number}", number=number)
            if kpi not in self._kpis:
                raise ScenarioError(tr("{what}: no KPI is chosen.", what=what))
            if not limit or not share:
                raise ScenarioError(tr("{what}: limit and share of the fee are needed.", what=what))
            tiers.setdefault(kpi, []).append(
                Tier(
                    typed_limit(limit, self._kpis[kpi], what),
                    side in _BELOW,
                    typed_percent(share, what),
                    side in _BONUS,
                )
            )
            needed = _earn_back(months, what)
            if needed and back.setdefault(kpi, needed) != needed:
                raise ScenarioError(
                    tr(
                        "{what}: {kpi} is earned back after {months} months in another line.",
                        what=what,
                        kpi=self._kpis[kpi].title,
                        months=back[kpi],
                    ),
                    tr("Say it once for each KPI."),
                )
        if not tiers:
            return None
        terms = tuple(Term(kpi, tuple(own), back.get(kpi, 0)) for kpi, own in tiers.items())
        return Stakes(terms, _cap(self.cap), _cap(self.bonus_cap))

    def _line(self, term: Term, tier: Tier) -> Line:
        sides = ("at_most", "at_least") if tier.bonus else ("below", "above")
        return (
            term.kpi,
            sides[0 if tier.below else 1],
            shown_limit(tier.limit, self._kpis[term.kpi]),
            shown_percent(tier.share),
            str(term.earn_back or ""),
        )


def _cap(line: QLineEdit) -> Decimal | None:
    text = line.text().strip()
    return typed_percent(text, line.accessibleName()) if text else None


def _earn_back(text: str, what: str) -> int:
    if not text:
        return 0
    if not text.isdecimal() or int(text) > _MOST_BACK:
        raise ScenarioError(
            tr("{what}: '{text}' is no number of months.", what=what, text=text),
            tr("Write it like 3."),
        )
    return int(text)
