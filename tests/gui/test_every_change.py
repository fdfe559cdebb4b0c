"""Every change that the window offers: undone it was never made, brought back it is as it was.

Which changes there are is read from the source (`tests.helpers.changes`), so one that is new fails
this test until it is done here too. What counts is what would be saved.
"""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import operator
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from types import FrameType

import pytest
from PySide6.QtWidgets import QInputDialog

import desktop_app
from desktop_app.bootstrap import make_window
from desktop_app.domain.contract import Contract, Offer, Stakes, Term, Tier
from desktop_app.domain.evaluator import Evaluator, Mark
from desktop_app.domain.money import Quote, Tax, TaxBasis
from desktop_app.domain.work_calendar import WorkCalendar
from desktop_app.gui import dialogs
from desktop_app.gui.decide import decision_button, method_choice, requirements_tab, view
from desktop_app.gui.decide import scenarios_change as scenarios
from desktop_app.gui.decide.money import menu
from desktop_app.gui.decide.weights import change as weights
from desktop_app.gui.decide.weights.dialog import Weighed
from desktop_app.gui.decide.weights.marks_dialog import Marked
from desktop_app.gui.kpis.own_change import set_own_kpis
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.preferences_store import PreferencesStore
from desktop_app.gui.steps import Step
from desktop_app.importing.mappings.correcting import set_report_vendor
from desktop_app.kpi.table import empty
from desktop_app.presenting.definitions import definition_choices
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.value_choice import AnchorsFrom
from desktop_app.project import schema
from desktop_app.project.build import state_of
from desktop_app.project.rows import write_rows
from desktop_app.scoring.model import Gate, Method, MissingRule, Normalisation, Preference
from desktop_app.scoring.scenario_text import write_scenario
from desktop_app.workbench.criteria import with_criteria
from desktop_app.workbench.jobs import Services
from desktop_app.workbench.kpi_drafts import Draft, definition_of
from tests.helpers.changes import places
from tests.helpers.in_process import InProcess
from tests.helpers.runners import AtOnce
from tests.helpers.services import few_draws

MINUTES = {"Acme": [4, 12, 15, 3, 8, 20, 2, 11], "Birch": [5, 6, 14, 2, 9, 3, 1, 10]}
USD = Quote("USD", Decimal("0.9204"), dt.date(2026, 1, 31), "EUR", "ECB")
CONTRACT = Contract(
    months=12,
    start="2027-01",
    volume=Decimal(10000),
    offers={"Acme": Offer(transition=Decimal(6000))},
)
STAKES = Stakes((Term("fcr", (Tier(0.80, below=True, share=Decimal("0.05")),)),))


class Office:
    """A window with two vendors' logs, and an answer for every dialog that is asked."""

    def __init__(self, window: MainWindow, patch: pytest.MonkeyPatch, folder: Path) -> None:
        self.window, self.patch, self.folder = window, patch, folder
        self.workbench, self.desk, self.session = window.workbench, window.desk, window.session

    def page(self, step: Step, tab: str = ""):
        self.window.go(step)
        page = self.window.page(step)
        if tab:
            page.tabs.setCurrentWidget(getattr(page, tab))
            return getattr(page, tab)
        return page

    def entered(self, module, dialog: str, **results: object) -> None:
        """Let the next dialog of a kind be accepted with these results."""
        self.patch.setattr(module, "answer_of", lambda _dialog: True)
        for name, result in results.items():
            kind = getattr(module, dialog)
            self.patch.setattr(kind, name, lambda _self, result=result: result)

    def choose(self, box, data: object) -> None:
        place = next(i for i in range(box.count()) if box.itemData(i) == data)
        box.setCurrentIndex(place)
        box.activated.emit(place)

    def named(self, name: str) -> None:
        self.patch.setattr(QInputDialog, "getText", lambda *a, **k: (name, True))


def _log(path: Path, minutes: list[int]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["Ticket ID", "Created", "Channel", "Handle time (min)", "FCR (Y/N)", "CSAT"])
        for place, took in enumerate(minutes * 4):
            day = f"2026-{place % 3 + 1:02}-{place % 28 + 1:02}"
            solved, mark = "Y" if took < 10 else "N", 5 - took % 4
            rows.writerow([f"T-{place:04}", day, "Chat", took, solved, mark])
    return path


def _money(office: Office, act: str, dialog: str, result: object) -> None:
    office.entered(menu, dialog, entered=result)
    getattr(office.page(Step.DECIDE).findChild(menu.MoneyButton), act)()


def _requirement(office: Office) -> None:
    gate = Gate("fcr", 0.5)
    office.entered(requirements_tab, "GateDialog", entered=gate)
    office.page(Step.DECIDE, "requirements")._add()


def _define(office: Office) -> None:
    catalogue = office.workbench.catalogue
    draft = Draft(title="Slow tickets", part="handle_time > 600", whole="1")
    set_own_kpis(office.session, [*catalogue.own_kpis, definition_of(draft, catalogue)])


def _mark_criteria(office: Office) -> None:
    catalogue, ids = with_criteria(office.workbench.catalogue, ["Team fit"])
    own = Evaluator("Bo", marks={ids["Team fit"]: {"Acme": Mark(4.0, "knows us")}})
    weights.take_marks(office.desk, Marked(catalogue, (own,), {ids["Team fit"]: 0.2}))


def _weigh(office: Office) -> None:
    scenario = office.workbench.scenario
    shares = {kpi: place + 1.0 for place, kpi in enumerate(scenario.weights)}
    weights.weigh(office.desk, Weighed(shares, scenario.evaluators, scenario.pooling))


def _move(office: Office) -> None:
    sliders = office.page(Step.DECIDE, "sliders")
    kpi = next(iter(sliders.sliders))
    sliders._moved(kpi, 0.6)
    sliders._settle()


def _limit(office: Office) -> None:
    sliders = office.page(Step.DECIDE, "sliders")
    sliders.limit({next(iter(sliders.sliders)): (0.1, 0.5)})


def _bend(office: Office) -> None:
    values = office.page(Step.DECIDE, "values")
    values.choose("fcr")
    values._target_typed(0.66)


def _scenario_file(office: Office, name: str) -> Path:
    path = office.folder / "theirs.toml"
    theirs = replace(office.workbench.scenario, name=name, baseline="Birch")
    path.write_text(write_scenario(theirs), "utf-8")
    return path


def _open_scenario(office: Office) -> None:
    path = _scenario_file(office, "Theirs")
    office.patch.setattr(dialogs.ChooseScenario, "ask", staticmethod(lambda *_: path))
    scenarios.open_file(office.window, office.desk)


def _decide(office: Office) -> None:
    office.entered(decision_button, "DecisionDialog", chosen=("Acme",))
    office.page(Step.DECIDE).decision.ask()


def _audit(office: Office):
    page = office.page(Step.KPIS)
    page.turn._buttons["audit"].click()
    return page.audit


def _note(office: Office) -> None:
    view = _audit(office)
    view.table.select(2, "number")
    view.note.setText("asked again")
    view._noted()


def _read_ticks(office: Office) -> None:
    view, lookups = _audit(office), office.session.lookups
    ticked = view._sheet().ticked(3, view._sheet().items[0].mark, "from Excel")
    office.patch.setattr(lookups, "read_ticks", lambda _sheet, _path, done, _no: done(ticked))
    office.patch.setattr("desktop_app.gui.kpis.audit_view.ask_workbook", lambda *_: office.folder)
    view._ask_workbook()


def _definitions(office: Office) -> None:
    choice = definition_choices(office.workbench.comparison)[0]
    chosen = {choice.kpi: choice.variants[-1][0]}
    office.entered(view, "DefinitionsDialog", definitions=chosen, parameters={})
    office.page(Step.DECIDE).change_definitions()


def _hours(office: Office) -> None:
    hours = {"Acme": WorkCalendar("Mon-Fri 09:00-17:00")}
    office.entered(view, "HoursDialog", calendars=hours)
    office.page(Step.DECIDE).change_hours()


def _window(office: Office) -> None:
    office.entered(view, "WindowDialog", label_chosen="2026-01-01/2026-02-28")
    office.page(Step.DECIDE, "rules")
    office.choose(office.page(Step.DECIDE)._window_box, view._ASK)


def _correct(office: Office) -> None:
    page = office.page(Step.MAPPING)
    page._correct("its vendor is Alder", lambda mapping: set_report_vendor(mapping, "Alder"))
    page.apply()


def _requirements(act: str) -> Callable[[Office], None]:
    return lambda office: getattr(office.page(Step.DECIDE, "requirements"), act)()


def _method(act: str, *given: object) -> Callable[[Office], None]:
    def change(office: Office) -> None:
        method = office.page(Step.DECIDE, "methods").choice
        if given[1:]:
            office.choose(getattr(method, str(given[0])), given[1])
        else:
            getattr(method, act)(*given)

    return change


def _preferences(office: Office) -> None:
    office.entered(method_choice, "PreferencesDialog", entered={"fcr": Preference("u", q=0.05)})
    office.page(Step.DECIDE, "methods").choice.choose_preferences()


def _remove_row(office: Office) -> None:
    listed = office.page(Step.SOURCES)._list
    listed.table.select(office.workbench.reports[-1].path)
    listed._remove_current()


def _rename(name: str) -> Callable[[Office], None]:
    return lambda office: office.session.rename_vendor(office.workbench.reports[0].path, name)


def _read_more(office: Office) -> None:
    office.window.open_paths([_log(office.folder / "Cedar.csv", [7, 9, 2, 3, 16, 5, 6, 4])])


def _rule(office: Office) -> None:
    office.choose(office.page(Step.COMPARE, "missing").box, MissingRule.WORST.value)


CASES: dict[tuple[str, str], list[Callable[[Office], None]]] = {
    ("gui/decide/scenarios_change.py", "start_from_profile"): [
        lambda office: scenarios.start_from_profile(office.desk, "cost_optimisation")
    ],
    ("gui/decide/scenarios_change.py", "duplicate"): [
        lambda office: scenarios.duplicate(office.desk, "Mine")
    ],
    ("gui/decide/scenarios_change.py", "rename"): [
        lambda office: scenarios.rename(office.desk, "Ours")
    ],
    ("gui/decide/scenarios_change.py", "choose"): [lambda office: scenarios.choose(office.desk, 0)],
    ("gui/decide/scenarios_change.py", "remove"): [lambda office: scenarios.remove(office.desk)],
    ("gui/decide/scenarios_change.py", "open_file"): [_open_scenario],
    ("gui/reading.py", "_rank_by"): [
        lambda office: office.window.open_paths([_scenario_file(office, "Yours")])
    ],
    ("gui/reading.py", "_read_done"): [
        _read_more,
    ],
    ("gui/session.py", "rename_vendor"): [_rename("Acme Ltd"), _rename("Birch")],
    ("gui/mapping/corrections.py", "apply"): [_correct],
    ("gui/session.py", "choose_profile"): [
        lambda office: office.session.choose_profile("brand_growth")
    ],
    ("gui/decide/weights_tab.py", "_settle"): [
        _move,
        lambda office: office.page(Step.DECIDE, "sliders").equalise(),
    ],
    ("gui/decide/weights_tab.py", "limit"): [_limit],
    ("gui/decide/weights/change.py", "weigh"): [_weigh],
    ("gui/decide/weights/change.py", "take_marks"): [_mark_criteria],
    ("gui/kpis/own_change.py", "set_own_kpis"): [
        _define,
        lambda office: set_own_kpis(office.session, office.workbench.catalogue.own_kpis[:-1]),
    ],
    ("gui/decide/values_tab.py", "_settle"): [_bend],
    ("gui/decide/values_tab.py", "_take"): [
        lambda office: office.page(Step.DECIDE, "values")._take(AnchorsFrom.CATALOGUE)
    ],
    ("gui/decide/values_tab.py", "all_from"): [
        lambda office: office.page(Step.DECIDE, "values").all_from(AnchorsFrom.FIELD)
    ],
    ("gui/decide/requirements_tab.py", "_ask"): [_requirement],
    ("gui/decide/requirements_tab.py", "waive_or_not"): [_requirements("waive_or_not")],
    ("gui/decide/requirements_tab.py", "remove_gate"): [_requirements("remove_gate")],
    ("gui/decide/method_choice.py", "_method_chosen"): [_method("", "method", Method.TOPSIS.value)],
    ("gui/decide/method_choice.py", "_scale_chosen"): [
        _method("", "scale", Normalisation.MINMAX.value)
    ],
    ("gui/decide/method_choice.py", "_strategy_chosen"): [_method("_strategy_chosen", 0.25)],
    ("gui/decide/method_choice.py", "choose_preferences"): [_preferences],
    ("gui/compare/missing_tab.py", "_choose"): [_rule],
    ("gui/decide/view.py", "_choose_window"): [_window],
    ("gui/decide/view.py", "_ask_hours"): [_hours],
    ("gui/decide/view.py", "change_definitions"): [_definitions],
    ("gui/decide/money/menu.py", "change_rates"): [
        lambda office: _money(office, "change_rates", "RatesDialog", ("EUR", (USD,)))
    ],
    ("gui/decide/money/menu.py", "change_tax"): [
        lambda office: _money(
            office,
            "change_tax",
            "TaxDialog",
            (TaxBasis.EXCLUDED, {"Acme": Tax(TaxBasis.INCLUDED, Decimal("0.19"))}),
        )
    ],
    ("gui/decide/money/menu.py", "change_contract"): [
        lambda office: _money(office, "change_contract", "ContractDialog", CONTRACT)
    ],
    ("gui/decide/money/menu.py", "change_stakes"): [
        lambda office: _money(office, "change_stakes", "StakesDialog", STAKES)
    ],
    ("gui/kpis/audit_view.py", "_drawn"): [lambda office: _audit(office)._draw()],
    ("gui/kpis/audit_view.py", "_mark"): [lambda office: _audit(office).tick("wrong"), _note],
    ("gui/kpis/audit_view.py", "_read"): [_read_ticks],
    ("gui/decide/decision_button.py", "ask"): [_decide],
    ("gui/decide/scenarios_change.py", "reset"): [lambda office: scenarios.reset(office.desk)],
    ("gui/session.py", "remove_report"): [_remove_row],
    ("gui/sources/report_list.py", "_remove_current"): [_remove_row],
}
"""In an order in which each finds what it changes."""


class OnceEach(InProcess):
    """Measures the very same reports by the same catalogue and scenario only once."""

    def __init__(self) -> None:
        super().__init__()
        self._measured: list[tuple[list[object], Comparison]] = []

    def as_services(self) -> Services:
        made = super().as_services()
        return replace(
            made,
            compare=partial(self._compare, made.compare),
            decide=replace(made.decide, how_sure=few_draws),
        )

    def _read(self, request, catalogue, progress):
        paths = tuple(path for path in request.paths if path.suffix != ".toml")
        return super()._read(replace(request, paths=paths), catalogue, progress)

    def _compare(self, measure, reports, catalogue, scenario, progress) -> Comparison:
        given = [*reports, catalogue, scenario]
        for known, comparison in self._measured:
            if len(known) == len(given) and all(map(operator.is_, known, given)):
                return comparison
        comparison = measure(reports, catalogue, scenario, progress)
        self._measured.append((given, comparison))
        return comparison


@pytest.fixture
def office(qtbot, qapp, settings, faults, tmp_path, monkeypatch) -> Office:
    services = OnceEach().as_services()
    window = make_window(qapp, PreferencesStore(settings), faults, services, AtOnce())
    qtbot.addWidget(window, before_close_func=lambda w: w.workbench.history.clear())
    window.resize(1366, 768)
    window.show()
    window.open_paths([_log(tmp_path / f"{n}.csv", m) for n, m in MINUTES.items()])
    window.workbench.history.clear()
    return Office(window, monkeypatch, tmp_path)


def _saved(office: Office) -> dict[str, list[tuple[object, ...]]]:
    """Return what would be saved: every row of the project, but for when and by whom."""
    workbench = office.workbench
    assert workbench.up_to_date
    state = state_of(workbench.comparison, before=workbench.project)
    figures = [(state.overall.to_csv(),), (state.by_period.to_csv(),)]
    state = replace(state, overall=empty(), by_period=empty())
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        schema.create(database)
        write_rows(database, state, "")
        rows = {
            table: database.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
            for table in schema.SCHEMAS[schema.FORMAT]
            if table not in ("meta", "history")
        }
    return {**rows, "measurements": figures}


def _watched(office: Office) -> set[tuple[str, str]]:
    """Return a set that fills with the functions that put something into the history."""
    package, push = Path(desktop_app.__file__).parent, office.workbench.history.push
    seen: set[tuple[str, str]] = set()

    def watch(command: object) -> None:
        for frame in _frames(sys._getframe(1)):
            file = Path(frame.f_code.co_filename)
            if file.is_relative_to(package):
                seen.add((file.relative_to(package).as_posix(), frame.f_code.co_name))
        push(command)

    office.patch.setattr(office.workbench.history, "push", watch)
    return seen


def _frames(frame: FrameType | None) -> Iterator[FrameType]:
    while frame is not None:
        yield frame
        frame = frame.f_back


def _undone(office: Office) -> Iterator[str]:
    """Take back one change after the other; yield the name of the one before each time."""
    while office.workbench.history.undo_label:
        office.window.menus.undo.trigger()
        yield office.workbench.history.undo_label


def test_every_change_is_undone_and_done_again_to_the_last_byte(office):
    assert set(CASES) == places()
    history, menus, seen = office.workbench.history, office.window.menus, _watched(office)
    states, names = [_saved(office)], [""]
    for place, acts in CASES.items():
        for number, act in enumerate(acts):
            seen.clear()
            act(office)
            case = f"{place}, {number}"
            assert place in seen, case
            assert history.undo_label, case
            names.append(history.undo_label)
            assert menus.undo.text() == f"&Undo {names[-1]}"
            office.window.go(Step.SOURCES)  # what is in sight is worked out anew each time
            states.append(_saved(office))
            assert states[-1] != states[-2], case
            menus.undo.trigger()
            assert _saved(office) == states[-2], case
            assert menus.redo.text() == f"&Redo {names[-1]}"
            menus.redo.trigger()
            assert _saved(office) == states[-1], case
    assert [history.undo_label, *_undone(office)] == [*reversed(names)]
    assert _saved(office) == states[0]
