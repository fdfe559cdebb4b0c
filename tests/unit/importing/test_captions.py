"""Lines alone above tables that are alike: parts of the work."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.workbooks import Rows, codes, import_rows

HEAD = ["Mes", "Llamadas entrantes", "ASA (seg)"]


def _stacked(first: str, second: str) -> Rows:
    return [
        ["ANDINEXO BPO S.A.S. – Tablero de indicadores"],
        ["Cliente: Banco Litoral   |   Corte: mayo 2026"],
        [],
        [first],
        HEAD,
        ["feb-26", 41940, 24],
        ["mar-26", 44836, 27],
        [],
        [second],
        HEAD,
        ["feb-26", 48791, 21],
        ["mar-26", 45901, 19],
    ]


def test_lines_above_tables_that_are_alike_are_segments(tmp_path: Path) -> None:
    report = import_rows(tmp_path, _stacked("Línea de servicio", "Bloqueos y fraude"), "r.xlsx")
    assert set(report.stated["segment"]) == {"Línea de servicio", "Bloqueos y fraude"}
    assert len(report.vendors) == 1


@pytest.mark.parametrize("first", ["Corte: mayo 2026", "Figures are provisional.", "Febrero 2026"])
def test_what_may_be_no_name_leaves_a_table_without_segment(tmp_path: Path, first: str) -> None:
    report = import_rows(tmp_path, _stacked(first, "Bloqueos y fraude"), "r.xlsx")
    segments = report.stated["segment"]
    assert segments.isna().sum() == len(segments) / 2
    assert set(segments.dropna()) == {"Bloqueos y fraude"}
    assert "part-from-title" in codes(report)


def test_projects_named_above_tables_that_are_alike_are_segments(tmp_path: Path) -> None:
    report = import_rows(tmp_path, _stacked("Proyecto: Norte (2D)", "Proyecto: Sur"), "r.xlsx")
    assert set(report.stated["segment"]) == {"Norte (2D)", "Sur"}


def test_sheets_of_sites_stay_apart_below_titles_that_name_a_channel(tmp_path: Path) -> None:
    def site(name: str, calls: int, title: str) -> Rows:
        return [[title.format(name)], [], HEAD, ["feb-26", calls, 24], ["mar-26", calls + 9, 27]]

    sheets = [("Augsburg", 3224), ("Breslau", 4601)]
    for title, ending in (
        ("Helpline Süd – IT-Helpdesk, Standort {}", ""),
        ("Helpline Süd – Chat, Standort {}", " / Chat"),
    ):
        book = {name: site(name, calls, title) for name, calls in sheets}
        report = import_rows(tmp_path, book, "Helpline Süd Standorte.xlsx")
        assert set(report.stated["segment"]) == {f"Augsburg{ending}", f"Breslau{ending}"}
        assert set(report.stated["vendor"]) == {"Helpline Süd"}
        assert not [f for f in report.findings if f.code == "stated-twice"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Proyecto: 4711", "Proyecto: 4712"),
        ("Estado: borrador", "Estado: final"),
    ],
)
def test_lines_that_say_something_else_are_no_segments(
    tmp_path: Path, first: str, second: str
) -> None:
    report = import_rows(tmp_path, _stacked(first, second), "r.xlsx")
    assert report.stated["segment"].isna().all()


@pytest.mark.parametrize("names", [("v1", "v2"), ("Entwurf", "Endfassung"), ("Sheet1", "Sheet2")])
def test_versions_of_one_sheet_are_no_parts_of_the_work(
    tmp_path: Path, names: tuple[str, str]
) -> None:
    book: dict[str, Rows] = {
        name: [["Helpline Süd – Chat"], [], HEAD, ["feb-26", calls, 24], ["mar-26", calls + 9, 27]]
        for name, calls in zip(names, (3224, 4601), strict=True)
    }
    report = import_rows(tmp_path, book, "Helpline Süd.xlsx")
    assert set(report.stated["segment"]) == {"Chat"}


def test_no_caption_is_the_vendor_of_all(tmp_path: Path) -> None:
    rows: Rows = [
        ["Operational data"],
        [],
        ["Education Call Center"],
        [],
        [None, "Jan 2025", "Feb 2025"],
        ["Calls answered", 2463, 2786],
        [],
        ["National Call Center"],
        [],
        [None, "Jan 2025", "Feb 2025"],
        ["Calls answered", 6233, 6058],
    ]
    report = import_rows(tmp_path, rows, "Department of Affairs.csv.xlsx")
    assert set(report.stated["segment"]) == {"Education Call Center", "National Call Center"}
    assert set(report.stated["vendor"]).isdisjoint(report.stated["segment"])
    assert "vendor-from-file" in codes(report)
