"""Every non-empty cell of a file has one use, by a count that the program has no part in."""

from pathlib import Path

import pytest

from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportedReport, Use
from tests.helpers.cell_counts import count_cells
from tests.helpers.origins import check_origins
from tests.helpers.shared import shared_file
from tests.helpers.workbooks import catalogue, check_accounting

DATA = Path(__file__).resolve().parents[1] / "data"
REAL = (
    "nhs_ae_monthly/Monthly-AE-August-2024.csv",
    "rail_key_statistics/table-2200_key_statistics_by_operator.ods",
    "rail_quarterly/Extracted Quarterly Op Data XL.xlsx",
    "telecom_ratings/MyCall_Data_November_2019.csv",
    "call_stats_by_rep/Call Center Data.csv",
    "call_report_workbook/Call Center.xlsx",
    "call_centres_multi_site/Call Centre.xlsx",
    "tickets_sla/Call Center.xlsx",
    "messy_header_xls/deaths.xls",
)
ODDITIES = sorted(
    str(path.relative_to(DATA / "oddities"))
    for ending in ("xlsx", "ods", "xls")
    for path in (DATA / "oddities").rglob(f"*.{ending}")
)


def check(report: ImportedReport, counted: dict[str, int]) -> None:
    check_accounting(report)
    found = {sheet.sheet: sheet.accounting.cells for sheet in report.sheets}
    if list(counted) == [""]:
        counted = dict.fromkeys(found, counted[""])
    assert {name: cells for name, cells in found.items() if cells} == {
        name: cells for name, cells in counted.items() if cells
    }
    for sheet in report.sheets:
        account = sheet.accounting
        assert sum(getattr(account, use.value) for use in Use) == counted[sheet.sheet]
    check_origins(report)


@pytest.mark.parametrize("name", REAL)
def test_real_files(name: str) -> None:
    path = shared_file(name)
    check(import_report(path, catalogue()), count_cells(path))


@pytest.mark.parametrize("name", ODDITIES)
def test_oddities(name: str) -> None:
    path = DATA / "oddities" / name
    report = import_report(path, catalogue())
    if not report.sheets:
        pytest.skip("refused, so that there is nothing to account for")
    check(report, count_cells(path))
