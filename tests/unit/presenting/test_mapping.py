"""The Mapping step below the window: places of findings, meanings, questions, changed figures."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.progress import NoProgress
from desktop_app.importing.mappings.document import UNUSED, SaidBy
from desktop_app.importing.report import ImportedReport, ImportOptions, Layout
from desktop_app.kpi.table import empty
from desktop_app.presenting.figure_changes import (
    What,
    changes_between,
    changes_sentence,
    changes_table,
    figures_of,
)
from desktop_app.presenting.mapping_questions import Asker, say_item, units_for
from desktop_app.presenting.mapping_words import corrected_count, history_line, item_decision
from desktop_app.presenting.meanings import choices, find_choices, meaning_title
from desktop_app.presenting.sheet_meaning import SheetMeaning, areas_of
from desktop_app.project.build import read_again
from tests.helpers.in_process import import_here, real_catalogue, write_report
from tests.helpers.workbooks import Rows, write_workbook


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> ImportedReport:
    path = write_report(Path(tmp_path_factory.mktemp("mapping"), "Alder.xlsx"))
    return import_here([path], real_catalogue(), ImportOptions(), NoProgress())[0]


@pytest.fixture(scope="module")
def meaning(report: ImportedReport) -> SheetMeaning:
    return SheetMeaning(report, report.sheets[0], real_catalogue())


def test_findings_name_cells_ranges_lists_columns_and_rows(report: ImportedReport) -> None:
    sheet = report.sheets[0]  # its table is A3:E7
    assert areas_of("B4") == [(3, 1, 3, 1)]
    assert areas_of("A3:B5,D9") == [(2, 0, 4, 1), (8, 3, 8, 3)]
    assert areas_of("C", sheet) == [(2, 2, 6, 2)]
    assert areas_of("5", sheet) == [(4, 0, 4, 4)]
    assert areas_of("nonsense!") == []
    assert areas_of("") == []


def test_every_cell_of_a_column_belongs_to_its_decision(meaning: SheetMeaning) -> None:
    for row in range(2, 7):
        spot = meaning.spot(row, 1)
        assert spot.item is not None
        assert spot.item.meaning == "fcr"
    assert meaning.spot(0, 0).table is None
    assert sum(count for _, _, count in meaning.counts()) == meaning.sheet.accounting.cells


def test_uses_of_cells_add_up_to_the_accounting(report: ImportedReport) -> None:
    meaning = SheetMeaning(report, report.sheets[0], None)
    used = sum(meaning.uses(column, 0, 6).count("used") for column in range(5))
    assert used == report.sheets[0].accounting.used


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("first contact", "First contact resolution"),
        ("FCR", "First contact resolution"),
        ("average handle", "Average handle time"),
        ("not used", "Not used"),
    ],
)
def test_typing_finds_a_meaning_by_any_of_its_names(typed: str, first: str) -> None:
    found = find_choices(choices(real_catalogue()), typed)
    assert found[0].title == first


def test_nothing_typed_offers_all_and_nonsense_nothing() -> None:
    every = choices(real_catalogue())
    assert find_choices(every, "  ") == list(every)
    assert find_choices(every, "qqzzxx") == []
    assert len({choice.id for choice in every}) == len(every)


def test_units_are_those_of_the_meaning() -> None:
    catalogue = real_catalogue()
    assert units_for("aht", catalogue) == ("seconds", "minutes", "hours", "days")
    assert units_for("fcr", catalogue) == ("percent", "share")
    assert units_for("", catalogue) == ()


def test_a_column_that_is_unclear_is_asked_with_what_its_table_can_hold(
    report: ImportedReport,
) -> None:
    (question,) = Asker(real_catalogue()).questions(report)
    assert question.open
    assert question.areas == ((2, 2, 6, 2),)
    assert [answer.text for answer in question.answers][-1] == "Not used"
    assert report.mapping is not None
    corrected = question.answers[0].correct(report.mapping)
    item = corrected.tables[0].item("C")
    assert item is not None
    assert item.said_by is SaidBy.USER
    assert corrected_count(corrected) == 2, "the layout that the user sees is said as well"


def test_a_column_that_the_user_said_is_not_used_is_not_asked_about_again(
    report: ImportedReport,
) -> None:
    catalogue = real_catalogue()
    assert report.mapping is not None
    mapping = say_item(report.mapping, report.mapping.tables[0], "C", meaning=UNUSED)
    again = read_again(report, mapping, catalogue, NoProgress(), None, "", import_here)
    assert "column-unclear" in {finding.code for finding in report.findings}
    assert "column-unclear" not in {finding.code for finding in again.findings}


@pytest.mark.parametrize(("answer", "column", "mean"), [("Keep", "C", 4.0), ("Use", "D", 2.0)])
def test_either_of_two_columns_that_fight_for_a_field_can_be_chosen(
    tmp_path: Path, answer: str, column: str, mean: float
) -> None:
    marks = [5, 4, 3, 5, 4, 3, 5, 4, 3, 5, 4, 3]
    rows: Rows = [
        ["Ticket ID", "Created", "CSAT score", "CSAT rating"],
        *([f"T-{n}", dt.datetime(2026, 1, 1 + n), one, one - 2] for n, one in enumerate(marks)),
    ]
    path = write_workbook(tmp_path / "Alder.xlsx", {"Tickets": rows})
    catalogue = real_catalogue()
    report = import_here([path], catalogue, ImportOptions(), NoProgress())[0]
    asked = next(one for one in Asker(catalogue).questions(report) if one.code == "column-conflict")
    chosen = next(one for one in asked.answers if one.text.startswith(answer))
    assert report.mapping is not None
    again = read_again(
        report, chosen.correct(report.mapping), catalogue, NoProgress(), None, "", import_here
    )
    assert again.mapping is not None
    item = again.mapping.tables[0].item(column)
    assert item is not None
    assert item.meaning == "csat_score"
    assert again.records[0].frame["csat_score"].mean() == pytest.approx(mean)
    assert not [one for one in Asker(catalogue).questions(again) if one.code == "column-conflict"]


def test_a_correction_says_which_figures_go_come_and_change(report: ImportedReport) -> None:
    catalogue = real_catalogue()
    assert report.mapping is not None
    table = report.mapping.tables[0]
    mapping = say_item(report.mapping, table, "B", meaning="csat")
    again = read_again(report, mapping, catalogue, NoProgress(), None, "", import_here)
    changes = changes_between(figures_of(report, catalogue), figures_of(again, catalogue))
    whole = {change.kpi: change for change in changes if not change.period}
    assert whole["fcr"].what is What.VANISHED
    assert whole["csat"].what is What.APPEARED
    # Mean of 70, 71, 72 and 73 %, as no volumes are known.
    assert whole["csat"].after == pytest.approx(0.715)
    assert changes_sentence(changes) == "Figures: 1 new, 1 gone; 8 by month."
    titles = [row.cells[0].text for row in changes_table(changes, catalogue).rows]
    months = ["2026-01", "2026-02", "2026-03", "2026-04"]
    assert titles == ["Customer satisfaction", *months, "First contact resolution", *months]
    assert changes_between(figures_of(again, catalogue), figures_of(again, catalogue)) == []
    assert history_line(again).startswith("2 decisions by you.")


def test_a_changed_value_is_told_with_both_numbers() -> None:
    columns = empty().columns
    row = dict.fromkeys(columns) | {
        "vendor": "Alder", "kpi": "aht", "variant": "", "basis": "stated",
        "unit": "duration", "currency": "", "value": 310.0,
    }  # fmt: skip
    before = pd.DataFrame([row], columns=columns)
    after = before.assign(value=310.0 * 60)
    (change,) = changes_between(before, after)
    assert (change.what, change.before, change.after) == (What.CHANGED, 310.0, 18600.0)
    (line,) = changes_table([change], real_catalogue()).rows
    assert [cell.text for cell in line.cells[1:]] == ["5 min 10 s", "5 h 10 min"]
    assert changes_sentence([]) == "No figure changes."


def test_decisions_in_words(report: ImportedReport) -> None:
    table = report.sheets[0].tables[0]
    item = next(item for item in table.columns if item.place == "B")
    told = item_decision(item, None, table, real_catalogue())
    assert (told.title, told.place) == ("First contact resolution", "Column B of table A3:E7")
    assert told.sure == "98 % sure"
    assert meaning_title("", None) == "Not used"
    assert history_line(report) == "Read by recognition alone; no earlier mapping fits."
    assert table.layout is Layout.TRANSPOSED


def test_findings_of_a_cell_are_in_its_tooltip(report: ImportedReport) -> None:
    asked = Finding(Severity.QUESTION, "date-order", "Say which is right.", "", "Monthly", "B5")
    report = ImportedReport("a", "a", sheets=report.sheets, stated=report.stated, findings=[asked])
    told = SheetMeaning(report, report.sheets[0], real_catalogue()).explain(4, 1, "71%", "0.71")
    assert told.splitlines()[-2:] == ["Read as: 71.0 %", "Say which is right."]
