from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.kpi.audit import AuditPlan, draw
from desktop_app.presenting.papers import Papers
from desktop_app.scoring.scenario_limits import limited_to
from desktop_app.scoring.shelf import Shelf, duplicated, renamed
from desktop_app.workbench.state import Topic, Workbench
from tests.helpers import comparisons


@pytest.fixture
def workbench():
    bench = Workbench()
    bench.catalogue = comparisons.catalogue()
    bench.use_scenario(comparisons.scenario())
    return bench


def _compared(workbench):
    """Accept a comparison for the present plan, as the background job would."""
    plan = workbench.plan()
    made = replace(comparisons.comparison(), scenario=plan.scenario, reports=list(plan.reports))
    assert workbench.accept(plan.generation, made)
    return made


def test_adding_reports_is_one_change_that_can_be_undone(workbench):
    workbench.add_reports([comparisons.report("Alder"), comparisons.report("Birch")])
    assert [report.vendor for report in workbench.reports] == ["Alder", "Birch"]
    assert workbench.history.undo_label == "add 2 reports"
    workbench.history.undo()
    assert workbench.reports == ()


def test_papers_are_kept_with_the_comparison_and_undone(workbench):
    workbench.add_reports([comparisons.report("Alder")])
    _compared(workbench)
    told = []
    workbench.subscribe(told.append)
    papers = Papers(draw(workbench.comparison.evidence, workbench.catalogue, AuditPlan(1, 5)))
    workbench.set_papers("draw an audit sample", papers)
    assert workbench.comparison.papers is papers
    assert workbench.plan() is None
    assert Topic.PAPERS in told
    _ = workbench.accept(workbench._generation, comparisons.comparison())
    assert workbench.comparison.papers is papers
    workbench.history.undo()
    assert workbench.papers is None
    assert workbench.comparison.papers == Papers()


def test_scenarios_are_kept_beside_and_every_change_of_them_is_undone(workbench):
    workbench.add_reports([comparisons.report("Alder")])
    made = _compared(workbench)
    first = workbench.scenario
    workbench.set_scenarios("duplicate the scenario", duplicated(first, Shelf(), "Cheap"))
    assert workbench.scenario.name == "Cheap"
    assert workbench.plan().base is not None  # measured before, only ranked again
    _compared(workbench)
    assert workbench.comparison.shelf == Shelf((first,))
    workbench.set_scenarios("rename", renamed(workbench.scenario, workbench.shelf, 0, "Base"))
    assert workbench.plan() is None  # nothing is ranked anew for the name of another one
    assert [one.name for one in workbench.comparison.shelf.before] == ["Base"]
    workbench.set_scenario("rank by Base", replace(workbench.scenario, name="base"))
    assert workbench.scenario.name == "base (2)"
    for _ in range(3):
        workbench.history.undo()
    assert workbench.scenario is first
    assert workbench.with_papers(made).shelf == Shelf()
    workbench.history.redo()
    assert workbench.scenario.name == "Cheap"


def test_a_kpi_that_goes_leaves_the_scenarios_kept_beside_too(workbench):
    other = replace(comparisons.scenario(), name="Other")
    workbench.set_scenarios("keep", (workbench.scenario, Shelf((), (other,))))
    kpis = {name: kpi for name, kpi in workbench.catalogue.kpis.items() if name != "fcr"}
    smaller = replace(workbench.catalogue, kpis=kpis)
    workbench.set_catalogue("remove", smaller, limited_to(workbench.scenario, smaller))
    assert "fcr" in other.weights
    assert "fcr" not in workbench.shelf.after[0].weights
    workbench.history.undo()
    assert workbench.shelf.after == (other,)


def test_a_file_read_again_replaces_itself(workbench):
    workbench.add_reports([comparisons.report("Alder")])
    newer = comparisons.report("Alder")
    added = workbench.add_reports([newer])
    assert added.again == ("Alder.xlsx",)
    assert workbench.reports == (newer,)


def test_a_file_of_the_same_content_is_passed_over(workbench):
    first = comparisons.report("Alder")
    twin = replace(first, file="Copy of Alder.xlsx", path="/elsewhere/Copy of Alder.xlsx")
    workbench.add_reports([first])
    added = workbench.add_reports([twin])
    assert added.duplicates == (("Copy of Alder.xlsx", "Alder.xlsx"),)
    assert workbench.reports == (first,)
    assert workbench.history.undo_label == "add Alder.xlsx"


def test_files_without_a_fingerprint_are_never_twins(workbench):
    broken = [replace(comparisons.report(name, failed=True), sha256="") for name in ("A", "B")]
    assert workbench.add_reports(broken).new == ("A.xlsx", "B.xlsx")


def test_removing_and_undoing_brings_the_report_back_in_its_place(workbench):
    workbench.add_reports([comparisons.report(name) for name in ("Alder", "Birch", "Cedar")])
    before = workbench.reports
    workbench.remove_report("/reports/Birch.xlsx")
    assert [report.vendor for report in workbench.reports] == ["Alder", "Cedar"]
    workbench.history.undo()
    assert workbench.reports == before


def test_without_anything_usable_there_is_nothing_to_compute(workbench):
    assert workbench.plan() is None
    workbench.add_reports([comparisons.report("Alder", failed=True)])
    assert workbench.plan() is None


def test_new_reports_need_everything_a_new_scenario_only_a_ranking(workbench):
    workbench.add_reports([comparisons.report("Alder")])
    assert workbench.plan().base is None
    shown = _compared(workbench)
    assert workbench.plan() is None
    workbench.set_scenario("rank otherwise", replace(comparisons.scenario(), name="other"))
    assert workbench.plan().base is shown
    workbench.add_reports([comparisons.report("Birch")])
    assert workbench.plan().base is None


def test_undoing_a_scenario_needs_a_ranking_again(workbench):
    workbench.add_reports([comparisons.report("Alder")])
    _compared(workbench)
    first = workbench.scenario
    workbench.set_scenario("rank otherwise", replace(first, name="other"))
    _compared(workbench)
    workbench.history.undo()
    assert workbench.plan().scenario is first


def test_an_answer_that_comes_too_late_is_dropped(workbench):
    workbench.add_reports([comparisons.report("Alder")])
    late = workbench.plan()
    workbench.add_reports([comparisons.report("Birch")])
    assert not workbench.accept(late.generation, comparisons.comparison())
    assert workbench.comparison is None


def test_the_comparison_goes_with_the_last_usable_report(workbench):
    workbench.add_reports([comparisons.report("Alder")])
    _compared(workbench)
    workbench.remove_report("/reports/Alder.xlsx")
    assert workbench.comparison is None
    workbench.history.undo()
    assert workbench.plan() is not None


def test_vendors_keep_their_marks_when_others_come_and_go(workbench):
    workbench.add_reports([comparisons.report("Alder")])
    _compared(workbench)
    before = dict(workbench.marks)
    plan_reports = [comparisons.report(name) for name in ("Aaron", "Alder")]
    workbench.add_reports(plan_reports)
    plan = workbench.plan()
    more = replace(comparisons.comparison(), vendors=("Aaron", *comparisons.VENDORS))
    workbench.accept(plan.generation, more)
    assert {vendor: workbench.marks[vendor] for vendor in before} == before
    assert workbench.marks["Aaron"] not in before.values()


def test_listeners_hear_what_changed_and_can_stop_listening(workbench):
    heard: list[Topic] = []
    stop = workbench.subscribe(heard.append)
    workbench.add_reports([comparisons.report("Alder")])
    assert heard == [Topic.REPORTS, Topic.HISTORY]
    stop()
    workbench.history.undo()
    assert len(heard) == 2


def test_starting_anew_forgets_history_and_counts_as_saved(workbench):
    workbench.add_reports([comparisons.report("Alder")])
    assert workbench.unsaved
    made = comparisons.comparison()
    workbench.start(made.reports, made.scenario, made)
    assert not workbench.unsaved
    assert workbench.plan() is None
    assert workbench.history.undo_label == ""
