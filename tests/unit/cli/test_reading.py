"""The options of reading: they must name files and fields that are there."""

import argparse
from pathlib import Path

import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.cli import reading
from desktop_app.importing.report import FieldChoice, ImportedReport, ImportOptions

FILES = [Path("a/June report.xlsx"), Path("b/June report.xlsx"), Path("c/log=x.csv")]


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[ImportOptions]:
    options: list[ImportOptions] = []

    def fake(
        paths: object, catalogue: object, given: ImportOptions, progress: object
    ) -> list[ImportedReport]:
        options.append(given)
        return []

    monkeypatch.setattr(reading, "import_reports", fake)
    return options


def read(**options: object) -> None:
    given: dict[str, object] = {"files": FILES, "vendor": [], "map": [], "mapping": []}
    given |= {"password": "", "fiscal_year_start": "", **options}
    reading.read_reports(argparse.Namespace(**given), load_catalogue())


def test_a_vendor_is_given_by_path_or_name(seen: list[ImportOptions]) -> None:
    read(vendor=["a/June report.xlsx=Acme", "log=x.csv=Beta = Co"])
    assert seen[0].vendors == {"a/June report.xlsx": "Acme", "c/log=x.csv": "Beta = Co"}


@pytest.mark.parametrize("text", ["Acme", "nowhere.xlsx=Acme", "log=x.csv=", "log=x.csv= "])
def test_a_vendor_of_no_file_is_wrong_usage(seen: list[ImportOptions], text: str) -> None:
    with pytest.raises(reading.UsageError, match="FILE=NAME"):
        read(vendor=[text])


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("vendor=Provider Code", FieldChoice("vendor", "Provider Code")),
        ("vendor=Data!B", FieldChoice("vendor", "B", "Data")),
        ("vendor=log=x.csv:Data!B", FieldChoice("vendor", "B", "Data", "c/log=x.csv")),
        ("handle_time=Talk: total", FieldChoice("handle_time", "Talk: total")),
    ],
)
def test_a_column_is_named_with_file_and_sheet_where_needed(
    seen: list[ImportOptions], text: str, choice: FieldChoice
) -> None:
    read(map=[text])
    assert seen[0].choices == (choice,)


@pytest.mark.parametrize("text", ["vendor", "vendor=", "no_such_field=B"])
def test_a_map_of_no_field_is_wrong_usage(seen: list[ImportOptions], text: str) -> None:
    with pytest.raises(reading.UsageError, match="--map"):
        read(map=[text])


def test_files_of_the_same_name_are_shown_with_their_folder(seen: list[ImportOptions]) -> None:
    read()
    labels = [seen[0].label(path) for path in FILES]
    assert labels == ["a/June report.xlsx", "b/June report.xlsx", "log=x.csv"]


@pytest.mark.parametrize(("text", "month"), [("", 0), ("4", 4), ("April", 4), ("juillet", 7)])
def test_the_fiscal_year_starts_in_a_month(
    seen: list[ImportOptions], text: str, month: int
) -> None:
    read(fiscal_year_start=text)
    assert seen[0].fiscal_year_start == month


@pytest.mark.parametrize("text", ["0", "13", "soon", "-4", "4.5"])
def test_a_fiscal_year_that_starts_in_no_month_is_wrong_usage(
    seen: list[ImportOptions], text: str
) -> None:
    with pytest.raises(reading.UsageError, match="--fiscal-year-start"):
        read(fiscal_year_start=text)
    assert not seen


def test_a_folder_is_its_reports_each_once_and_named_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("june/b.xlsx", "june/A.csv", "june/deep/c.ods", "june/.hidden.xlsx", "june/x.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    given = [Path("june/b.xlsx"), Path("june"), tmp_path / "june", Path("empty"), Path("lost.csv")]
    names = ["june/b.xlsx", "june/A.csv", "june/deep/c.ods", "empty", "lost.csv"]
    assert reading.report_paths(given) == [Path(name) for name in names]
