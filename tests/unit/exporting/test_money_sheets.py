"""Total cost and money at stake in the exported workbook, opened again with another library."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.exporting.workbook import export_workbook
from desktop_app.presenting.comparison import compare
from desktop_app.presenting.model import Comparison
from tests.helpers.priced import CONTRACT, STAKES, priced_reports, priced_scenario


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    scenario = priced_scenario(contract=CONTRACT, stakes=STAKES)
    return compare(priced_reports(), load_catalogue(), scenario)


@pytest.fixture(scope="module")
def folder(comparison: Comparison, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("books")
    export_workbook(comparison, made / "out.xlsx")
    return made


def sheet(folder: Path, name: str, values: bool = True) -> Worksheet:
    found: Worksheet = openpyxl.load_workbook(folder / "out.xlsx", data_only=values)[name]
    return found


def rows_of(sheet: Worksheet, *starts: Any) -> list[list[Any]]:
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    return [row for row in rows if tuple(row[: len(starts)]) == starts]


def texts_of(sheet: Worksheet) -> str:
    cells = (cell for row in sheet.iter_rows(values_only=True) for cell in row)
    return "\n".join(str(cell) for cell in cells if cell is not None)


def test_totals_break_even_and_return_are_those_of_the_application(folder: Path) -> None:
    (acme,) = rows_of(sheet(folder, "Total cost"), "Acme")
    _, price, service, transition, *_ = acme
    assert (price, service, transition) == (3.5, pytest.approx(420000), 6000)
    total, low, high, even, gain, back = acme[10:16]
    assert (total, low, high) == (pytest.approx(426000),) * 3
    assert (even, gain, back) == (pytest.approx(3.35), 0, pytest.approx(600 / 426 - 1))


def test_totals_are_live_formulas(folder: Path) -> None:
    (acme,) = rows_of(sheet(folder, "Total cost", values=False), "Acme")
    (birch,) = rows_of(sheet(folder, "Total cost", values=False), "Birch")
    (volume,) = rows_of(sheet(folder, "Total cost"), "Volume, contacts over all months")
    assert volume[1] == 120000
    assert acme[2] == "=B8*$B$4"
    assert birch[10] == "=C9+D9+G9-J9"
    assert str(acme[13]).startswith("=IF((IF(K8=MIN($K$8:$K$10),SMALL")
    assert acme[15] == "=($K$10+O8-K8)/K8"


def test_break_even_and_rates_stand_below(folder: Path) -> None:
    text = texts_of(sheet(folder, "Total cost"))
    assert "Birch is cheapest up to 3.55 EUR a contact (now 3.40 EUR), then Acme." in text
    assert "1 USD = 0.90 EUR of 2026-04-01 (ECB)." in text


def test_every_month_at_stake_with_its_cells(folder: Path) -> None:
    found = sheet(folder, "Money at stake")
    (birch,) = rows_of(found, "Birch", "EUR")
    assert birch[2:9] == [0, 0, "not assessed", -180, 0, -180, -360]
    (line,) = rows_of(found, "Acme", "2026-05")
    assert line[3:6] == [0.69, "%", "below 70.0 %: credit of 10 %, cut to 8 %"]
    assert line[6:13] == [
        -0.08,
        "not decided: the months after it are not all there yet",
        3500,
        -280,
        "Acme.xlsx",
        "KPIs",
        "F4",
    ]
    (missing,) = rows_of(found, "Birch", "2026-03")
    assert missing[5] == "not assessed"
    assert missing[9] is None


def test_the_methodology_names_rates_tax_contract_and_stakes(folder: Path) -> None:
    text = texts_of(sheet(folder, "Methodology"))
    assert "1 USD = 0.80 EUR of 2026-01-01 (ECB)." in text
    assert "not said for any vendor" in text
    assert "Over 12 months from 2027-01" in text
    assert "below 80.0 %: credit of 5 %" in text


def test_without_contract_and_stakes_the_sheets_say_so(tmp_path: Path) -> None:
    plain = compare(priced_reports(), load_catalogue(), priced_scenario())
    export_workbook(plain, tmp_path / "out.xlsx")
    assert "No contract is entered" in texts_of(sheet(tmp_path, "Total cost"))
    assert "No service credits" in texts_of(sheet(tmp_path, "Money at stake"))
