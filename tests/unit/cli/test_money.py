"""Rates and contracts on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop_app.cli.main import run
from desktop_app.scoring.scenario_text import write_scenario
from tests.helpers.in_process import import_here
from tests.helpers.priced import CONTRACT, STAKES, priced_scenario, write_reports


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr("desktop_app.cli.reading.import_reports", import_here)
    return [*map(str, write_reports(tmp_path)), "--vendor", "In-house.xlsx=In-house"]


def rates(folder: Path, text: str) -> str:
    path = folder / "rates.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def no_charts(*_args: object) -> list[Path]:
    return []


def compared(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert run(["compare", *arguments, "--json"], no_charts) == 0
    document: dict[str, object] = json.loads(capsys.readouterr().out)
    return document


def test_contract_and_stakes_of_a_scenario_file(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scenario = tmp_path / "ours.toml"
    text = write_scenario(priced_scenario(contract=CONTRACT, stakes=STAKES))
    scenario.write_text(text, encoding="utf-8")
    money = compared(capsys, *files, "--profile", str(scenario))["money"]
    assert isinstance(money, dict)
    totals = {one["vendor"]: float(one["total"]["value"]) for one in money["contract"]["vendors"]}
    assert totals == {
        "Acme": pytest.approx(426000),
        "Birch": pytest.approx(408000),
        "In-house": pytest.approx(600000),
    }
    stakes = {one["vendor"]: one["total"] for one in money["stakes"]["vendors"]}
    assert float(stakes["Birch"]) == -360
    assert stakes["In-house"] is None
    assert run(["compare", *files, "--profile", str(scenario)], no_charts) == 0
    said = capsys.readouterr().out
    assert "Birch is cheapest up to 3.55 EUR a contact" in said
    assert "Birch: -360.00 EUR" in said


def test_rates_come_from_a_file(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = rates(tmp_path, "currency,rate,date\nUSD,0.8,2026-01-01\nUSD,0.9,2026-04-01\n")
    options = ["--base-currency", "eur", "--rates", file, "--one-of", "other"]
    document = compared(capsys, *files, *options)
    assert document["scenario"]["rates"][0] == {  # type: ignore[index]
        "currency": "USD",
        "rate": "0.8",
        "into": "EUR",
        "date": "2026-01-01",
        "source": None,
    }
    codes = [finding["code"] for finding in document["findings"]]  # type: ignore[attr-defined]
    assert "rate-missing" not in codes


def test_a_direction_that_nobody_says_is_asked(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = rates(tmp_path, "currency,rate,date\nUSD,0.8,2026-01-01\n")
    assert run(["compare", *files, "--base-currency", "EUR", "--rates", file], no_charts) == 2
    assert "is 1 USD = 0.8 EUR (--one-of other), or 1 EUR = 0.8 USD" in capsys.readouterr().err


def test_rates_that_cannot_be_read_name_file_and_cell(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = rates(tmp_path, "currency,into,rate,date\nUSD,EUR,0.8,soon\n")
    assert run(["compare", *files, "--rates", file], no_charts) == 1
    assert "rates.csv, cell D2: found 'soon'" in capsys.readouterr().err
