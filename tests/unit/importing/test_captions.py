"""Lines alone above tables that are alike: parts of the work."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.workbooks import Rows, import_rows

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
def test_what_may_be_no_name_leaves_tables_without_segment(tmp_path: Path, first: str) -> None:
    report = import_rows(tmp_path, _stacked(first, "Bloqueos y fraude"), "r.xlsx")
    assert report.stated["segment"].isna().all()
