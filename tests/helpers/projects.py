"""A small project that has something in every part."""

from __future__ import annotations

import datetime as dt
import hashlib
import math
from dataclasses import replace
from decimal import Decimal

import pandas as pd

from desktop_app.catalogue.model import Anchors
from desktop_app.domain.measurement import MEASUREMENT_COLUMNS
from desktop_app.domain.money import Quote
from desktop_app.importing.mappings.document import (
    ItemMapping,
    ReportMapping,
    SaidBy,
    TableMapping,
)
from desktop_app.importing.report import FieldChoice
from desktop_app.kpi.audit import (
    AuditCell,
    AuditItem,
    AuditPlan,
    AuditSheet,
    Mark,
    Strata,
    Stratum,
)
from desktop_app.kpi.table import empty
from desktop_app.presenting.decision import DecisionRecord, RankedThen, seal_of
from desktop_app.presenting.papers import Papers
from desktop_app.project.model import HistoryEntry, ProjectState, StoredReport
from desktop_app.scoring.model import Gate, MissingRule, Scenario
from desktop_app.scoring.shelf import Shelf

_REPORT = b"Month,FCR\r\n2026-01,70%\r\n"


def measurements(*rows: dict[str, object]) -> pd.DataFrame:
    """A measurements table; texts that are not given are empty, floats NaN, labels None."""
    types = empty().dtypes
    defaults = dict.fromkeys(MEASUREMENT_COLUMNS, "")
    table = [
        {
            **defaults,
            **dict.fromkeys(types.index[types == "float64"], math.nan),
            "period": None,
            "segment": None,
            **row,
        }
        for row in rows
    ]
    columns = {
        name: pd.Series([row[name] for row in table], dtype="object").astype(types[name])
        for name in MEASUREMENT_COLUMNS
    }
    return pd.DataFrame(columns)


def _mapping() -> ReportMapping:
    month = ItemMapping("A", "Month", "period")
    share = ItemMapping("B", "FCR", "fcr", unit="percent", said_by=SaidBy.USER, typical=0.7)
    table = TableMapping("März", "A1:B2", "transposed", columns=(month, share))
    sha256 = hashlib.sha256(_REPORT).hexdigest()
    return ReportMapping("März.csv", "Ärzte & Söhne", (table,), sha256=sha256)


def small_project() -> ProjectState:
    fcr = {"vendor": "Ärzte & Söhne", "kpi": "fcr", "unit": "share", "basis": "computed"}
    overall = measurements(
        {**fcr, "value": 0.1 + 0.2, "part": 3.0, "whole": 10.0, "n": 10.0, "cells": "B2:B11"},
        {**fcr, "vendor": "Beta", "value": 1 / 3, "n": math.nan, "note": "2 of 3 months"},
    )
    by_period = measurements(
        {**fcr, "period": "2026-01", "value": 5e-324},
        {**fcr, "period": "2026-01", "segment": "voice", "value": 1.7976931348623157e308},
    )
    scenario = Scenario(
        name="Unser Szenario",
        profile="balanced",
        weights={"fcr": 0.1, "csat": 0.2},
        missing=MissingRule.WORST,
        anchors={"aht": Anchors(600, 240, 180, source="user")},
        gates=(Gate("compliance_rate", 0.95),),
        baseline="Beta",
        rates=(Quote("USD", Decimal("0.92"), dt.date(2026, 1, 31)),),
    )
    return ProjectState(
        reports=(
            StoredReport("März.csv", "Ärzte & Söhne", _REPORT, 1767225600),
            StoredReport("beta.xlsx", "", bytes(range(256)) * 20),
        ),
        scenario=scenario,
        choices=(FieldChoice("vendor", "Provider Code", "Log", "beta.xlsx"),),
        mappings=(_mapping(),),
        overall=overall,
        by_period=by_period,
        user_kpis='[kpis.smiles]\ntitle = "Smiles"\n',
        notes="Second round.\nAsk Beta about May.",
        history=(
            HistoryEntry("2026-02-01T09:00:00+00:00", "kim", "compared 2 reports"),
            HistoryEntry("2026-02-02T10:30:00+00:00", "", "rename vendor to Beta"),
        ),
        papers=Papers(_audit(), (_decision(),)),
        shelf=Shelf((replace(scenario, name="Nur Preis", gates=()),), (_cautious(scenario),)),
    )


def _cautious(scenario: Scenario) -> Scenario:
    return replace(scenario, name="Vorsichtig", missing=MissingRule.GATE, window="2026-Q1")


def _audit() -> AuditSheet:
    cells = (AuditCell("handle_time", "C7", "300 s"), AuditCell("notes", "", "ää\n"))
    item = AuditItem(1, "Beta", "2026-01", "beta.xlsx", "sha", "Log", 7, cells)
    return AuditSheet(
        AuditPlan(2026, 2, Strata.VENDOR),
        (Stratum("Beta", "", 500, 2),),
        {"Beta": 500},
        (item, replace(item, number=2, row=9, mark=Mark.WRONG, note="another time in the system")),
    )


def _decision() -> DecisionRecord:
    record = DecisionRecord(
        chosen=("Beta",),
        who="Kim",
        when="2026-02-03T08:00:00+00:00",
        why="Knows our systems; Ärzte & Söhne can't start before May.",
        waived=("compliance_rate",),
        departures=("Beta ranks 2, 3.1 behind Ärzte & Söhne, who is first.",),
        inputs=(("beta.xlsx", "sha"),),
        scenario="a" * 64,
        ranking="b" * 64,
        then=(RankedThen("Ärzte & Söhne", 1, 80.1, ()), RankedThen("Beta", None, None, ("fcr",))),
    )
    return replace(record, seal=seal_of(record))
