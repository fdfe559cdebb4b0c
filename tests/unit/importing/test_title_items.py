"""Tables whose title, or the cell over their rows, alone says what their figures are."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.finding import About, Severity
from tests.helpers.workbooks import Rows, import_rows


@pytest.mark.parametrize(
    ("title", "item"),
    [
        ("Support by phone in 2025. Total calls answered", "answered_count"),
        ("Calls answered by site 2025", "answered_count"),
        ("Jahresbericht 2025 - Angenommene Anrufe nach Standort", "answered_count"),
    ],
)
def test_a_part_of_a_title_may_name_the_measure(tmp_path: Path, title: str, item: str) -> None:
    rows: Rows = [
        [title],
        ["Month", "North", "South", "TOTAL"],
        ["January", 3267, 284, 3551],
        ["February", 2528, 338, 2866],
    ]
    stated = import_rows(tmp_path, rows, "Ardea.xlsx").stated
    assert set(stated["item"]) == {item}
    assert set(stated["segment"]) == {"North", "South"}
    assert sorted(stated["cell"]) == ["B3", "B4", "C3", "C4"]
    assert sorted(set(stated["period"])) == ["2025-01", "2025-02"]


def test_a_team_may_be_called_like_a_unit(tmp_path: Path) -> None:
    rows: Rows = [
        ["Support by phone in 2025. Total calls answered"],
        ["Month", "IAC", "OID", "PCT"],
        ["January", 3267, 284, 336],
        ["February", 2528, 338, 405],
    ]
    stated = import_rows(tmp_path, rows, "Ardea.xlsx").stated
    assert len(stated) == 6
    assert {"D3", "D4"} <= set(stated["cell"])


@pytest.mark.parametrize(
    ("rows", "meaning"),
    [
        (
            [
                ["Telephone & email contact with the service desk - per month"],
                ["Month", "Email", "X3333"],
                ["August 2025", 1097, 3651],
                ["September 2025", 1878, 4836],
            ],
            "volume",
        ),
        (
            [
                ["Turnaround time year to date", "2004-05", "2005-06"],
                ["Charged 20 working days", 62, 65],
                ["Charged 70 working days", 87, 90],
            ],
            "tat",
        ),
    ],
)
def test_what_a_title_probably_names_is_asked(tmp_path: Path, rows: Rows, meaning: str) -> None:
    report = import_rows(tmp_path, rows, "Ardea.xlsx")
    assert report.stated.empty
    asked = [f for f in report.findings if f.code == "title-unclear"]
    assert [finding.severity for finding in asked] == [Severity.QUESTION]
    words = [word for answer in asked[0].answers for word in answer.words]
    assert {word.place for word in words} == {"B", "C"}
    assert {meaning, ""} <= {word.value for word in words if word.about is About.MEANING}


def test_a_fiscal_year_to_date_is_a_year_not_over(tmp_path: Path) -> None:
    rows: Rows = [
        [None, "2023/24", "2024/25", "2025/26 (to date)"],
        ["Number of calls", 711464, 758733, 586385],
        ["Average time to be answered", "18 seconds", "58 seconds", "1 minute 30 seconds"],
    ]
    report = import_rows(tmp_path, rows, "Ardea.xlsx")
    values = dict(zip(report.stated["cell"], report.stated["value"], strict=True))
    assert values == {"B2": 711464, "C2": 758733, "D2": 586385, "B3": 18, "C3": 58, "D3": 90}
    warned = [f for f in report.findings if f.code == "month-not-over"]
    assert [f.severity for f in warned] == [Severity.WARNING]
    assert "year" in warned[0].message


def test_a_month_counts_below_the_year_of_a_law(tmp_path: Path) -> None:
    rows: Rows = [
        ["Resolución 3066 de 2011"],
        ["INDICADOR MES DE Octubre 2013"],
        ["INDICADOR", "CANTIDAD"],
        ["Llamadas recibidas", 13194],
        ["Llamadas atendidas", 12589],
    ]
    assert set(import_rows(tmp_path, rows, "Ardea.xlsx").stated["period"]) == {"2013-10"}


def test_statements_under_a_title_are_no_parts_of_what_it_names(tmp_path: Path) -> None:
    rows: Rows = [
        ["Customer satisfaction: three large suppliers"],
        [None, "Argent Gas", "Borealis Power", "Cetus Energy"],
        ["Satisfied with supplier service", "67%", "69%", "76%"],
        ["Satisfied with ease of contacting supplier", "72%", "71%", "76%"],
        ["Would recommend supplier", "32%", "33%", "39%"],
    ]
    report = import_rows(tmp_path, rows, "suppliers.xlsx")
    assert report.stated.empty
    assert "title-unclear" in {f.code for f in report.findings if f.severity is Severity.QUESTION}


@pytest.mark.parametrize(
    "sentence",
    [
        "La mesure de la ponctualité des années 2002 à 2003 est la suivante :",
        "The following table shows punctuality from 2002 to 2003",
    ],
)
def test_a_sentence_may_name_the_measure(tmp_path: Path, sentence: str) -> None:
    rows: Rows = [[sentence], [None, "2002 (%)", "2003 (%)"], ["North line", 89.62, 89.41]]
    stated = import_rows(tmp_path, rows, "Ardea.xlsx").stated
    assert stated["item"].tolist() == ["on_time", "on_time"]
    assert stated["value"].tolist() == pytest.approx([0.8962, 0.8941])


def test_the_line_next_above_the_figures_names_them(tmp_path: Path) -> None:
    rows: Rows = [
        ["Time to respond"],
        ["Average ticket response time"],
        ["Month", "North", "South"],
        ["Sept. 2023", "0.32 hrs", "0.67 hrs"],
        ["Oct. 2023", "0.39 hrs", "0.75 hrs"],
        [],
        ["Average ticket response time"],
        ["Month", "North", "South"],
        ["Sept. 2022", "0.68 hrs", "1.25 hrs"],
        ["Oct. 2022", "1.23 hrs", "1.46 hrs"],
    ]
    stated = import_rows(tmp_path, rows, "Ardea.xlsx").stated
    assert set(stated["item"]) == {"response_time"}
    assert set(stated["variant"]) == {"mean_calendar"}
    assert len(stated) == 8
