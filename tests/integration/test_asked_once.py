"""One question for one label, however many blocks or sheets have it; its answer holds for all."""

from pathlib import Path
from typing import Any

from desktop_app.domain.finding import Finding
from desktop_app.importing.report import ImportedReport, ImportOptions
from desktop_app.presenting.mapping_questions import Asker
from tests.helpers.workbooks import catalogue, import_rows

LABEL = "% within SLA time"


def block(month: str, share: float) -> list[list[Any]]:
    return [
        [f"Results {month} 2025"],
        ["KPI", "Actual", "Status"],
        ["AHT (sec)", 310, "Met"],
        [LABEL, share, "Met"],
        [],
        [],
    ]


def asked(report: ImportedReport) -> list[Finding]:
    return [f for f in report.findings if f.code == "row-unclear"]


SHEETS = {
    "One": [*block("January", 0.91), *block("February", 0.92), *block("March", 0.93)],
    "Two": block("April", 0.94),
}


def test_it_names_the_other_places(tmp_path: Path) -> None:
    report = import_rows(tmp_path, SHEETS, "Acme BPO Ltd.xlsx")
    (question,) = asked(report)
    assert len(question.also) == 3
    assert "row 10, row 16, row 4 on 'Two'" in question.message


def test_its_answer_holds_for_all_of_them(tmp_path: Path) -> None:
    report = import_rows(tmp_path, SHEETS, "Acme BPO Ltd.xlsx")
    assert report.mapping is not None
    questions = Asker(catalogue()).questions(report)
    (question,) = (one for one in questions if one.code == "row-unclear")
    for place, values in ((0, [0.91, 0.92, 0.93, 0.94]), (-1, [])):
        mapping = question.answers[place].correct(report.mapping)
        again = import_rows(
            tmp_path, SHEETS, "Acme BPO Ltd.xlsx", options=ImportOptions(mappings=(mapping,))
        )
        assert not asked(again)
        stated = again.stated[again.stated["item"] != "aht"]
        assert stated["value"].tolist() == values


def test_other_names_are_asked_about_apart(tmp_path: Path) -> None:
    rows = block("January", 0.91)
    rows.insert(4, ["% within SLA hours", 0.9, "Met"])
    report = import_rows(tmp_path, rows, "Acme BPO Ltd.xlsx")
    assert len(asked(report)) == len({one.name for one in asked(report)})
    assert not any(one.also for one in asked(report))
