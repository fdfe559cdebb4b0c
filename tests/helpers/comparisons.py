"""A small comparison made by hand, with every value known: three vendors, five KPIs, three months.

Alder is the best and complete; Birch misses two months of first contact resolution, states a
better figure than its records give, and has no cost; Cedar is cheap, in another currency, and
fails the compliance gate.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from desktop_app.catalogue.model import (
    Anchors,
    Catalogue,
    FieldDefinition,
    FieldKind,
    FieldRole,
    Formula,
    KpiDefinition,
    Profile,
    Source,
    Variant,
)
from desktop_app.catalogue.words import Words
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.measurement import MEASUREMENT_COLUMNS
from desktop_app.domain.records import Evidence, RecordTable
from desktop_app.domain.unit import Direction, Unit
from desktop_app.importing.report import (
    Accounting,
    ColumnReport,
    ImportedReport,
    Layout,
    SheetReport,
    TableReport,
    no_stated_values,
)
from desktop_app.presenting.model import Comparison, Figure
from desktop_app.scoring.model import (
    Criterion,
    DecisionMatrix,
    Gate,
    GateResult,
    Method,
    RankedVendor,
    Ranking,
    Scenario,
    Sensitivity,
    WeightInterval,
)

VENDORS = ("Alder", "Birch", "Cedar")
NAN = math.nan


def kpi(
    kpi_id: str,
    title: str,
    category: str,
    unit: Unit,
    direction: Direction,
    anchors: Anchors | None,
    part: str = "part",
) -> KpiDefinition:
    """Return a KPI with one variant and one formula."""
    return KpiDefinition(
        id=kpi_id,
        title=title,
        short=kpi_id.upper(),
        section="B",
        category=category,
        unit=unit,
        direction=direction,
        description=f"What {title.lower()} means.",
        variants=(Variant("standard", "as agreed", unit),),
        formulas=(Formula("standard", Source.RECORDS, part, "whole"),),
        aliases=(title.lower(),),
        anchors=anchors,
        traps="Same clock for all.",
    )


def catalogue() -> Catalogue:
    """Return the catalogue of the five KPIs, with two profiles."""
    kpis = [
        kpi("fcr", "First contact resolution", "quality", Unit.SHARE, Direction.HIGHER,
            Anchors(0.55, 0.75, 0.85)),
        kpi("compliance_rate", "Compliance rate", "quality", Unit.SHARE, Direction.HIGHER,
            Anchors(0.95, 0.99, 1.0)),
        kpi("aht", "Average handle time", "efficiency", Unit.DURATION, Direction.LOWER,
            Anchors(600.0, 360.0, 240.0)),
        kpi("cost_per_contact", "Cost per contact", "cost", Unit.MONEY, Direction.LOWER,
            Anchors(8.0, 5.0, 3.0)),
        kpi("volume", "Contacts", "context", Unit.COUNT, Direction.NONE, None),
    ]  # fmt: skip
    kpis[-1] = replace(kpis[-1], weight=False)
    agent = FieldDefinition("agent", "Agent", FieldRole.DIMENSION, FieldKind.TEXT, "Who.", ())
    balanced = Profile(
        "balanced", "Balanced scorecard", "A bit of everything.",
        {"fcr": 2.0, "compliance_rate": 1.0, "aht": 1.0, "cost_per_contact": 1.0},
        gates=("compliance_rate",),
    )  # fmt: skip
    cheap = Profile(
        "cost", "Cost optimisation", "Price first.", {"cost_per_contact": 3.0, "aht": 1.0},
        blind_to="Quality.",
    )  # fmt: skip
    return Catalogue(
        {item.id: item for item in kpis}, {"agent": agent},
        {"balanced": balanced, "cost": cheap}, Words(), "balanced",
    )  # fmt: skip


_FIGURES: dict[tuple[str, str], tuple[float, str, float]] = {
    ("Alder", "fcr"): (0.82, "", 92.5),
    ("Birch", "fcr"): (0.71, "1 of 3 months", 60.0),
    ("Cedar", "fcr"): (0.52, "", 0.0),
    ("Alder", "compliance_rate"): (0.995, "", 87.5),
    ("Birch", "compliance_rate"): (0.991, "", 77.5),
    ("Cedar", "compliance_rate"): (0.94, "", 0.0),
    ("Alder", "aht"): (372.0, "", 71.25),
    ("Birch", "aht"): (318.0, "", 83.75),
    ("Cedar", "aht"): (231.0, "", 100.0),
    ("Alder", "cost_per_contact"): (5.4, "", 65.0),
    ("Cedar", "cost_per_contact"): (210.0, "in INR, no rate to EUR", NAN),
    ("Alder", "volume"): (12000.0, "", NAN),
    ("Birch", "volume"): (8000.0, "", NAN),
    ("Cedar", "volume"): (9500.0, "", NAN),
}


def figures() -> dict[tuple[str, str], Figure]:
    """Return the figure of each vendor and KPI; Birch has no cost."""
    kpis = catalogue().kpis
    return {
        (vendor, kpi_id): Figure(
            vendor=vendor,
            kpi=kpi_id,
            value=value,
            unit=kpis[kpi_id].unit.value,
            currency=_currency(vendor, kpi_id),
            n=1000.0,
            low=value * 0.97,
            high=value * 1.03,
            basis="computed",
            variant="standard",
            comparable="no rate" not in mark,
            same_unit="no rate" not in mark,
            mark=mark,
            row=row,
            source=(f"{vendor}.xlsx", "Log"),
            stated=0.92 if (vendor, kpi_id) == ("Birch", "fcr") else NAN,
            score=score,
        )
        for row, ((vendor, kpi_id), (value, mark, score)) in enumerate(_FIGURES.items())
    }


def _currency(vendor: str, kpi_id: str) -> str:
    if kpi_id != "cost_per_contact":
        return ""
    return "INR" if vendor == "Cedar" else "EUR"


def _measurement(**values: Any) -> dict[str, Any]:
    base: dict[str, Any] = dict.fromkeys(MEASUREMENT_COLUMNS, NAN)
    words = ("currency", "note", "file", "sheet", "cells", "unit", "variant", "basis")
    base |= dict.fromkeys(words, "")
    base |= {"period": None, "segment": None, "basis": "computed", "variant": "standard"}
    return base | values


def overall() -> pd.DataFrame:
    """Return the measurements behind `figures`, in their order."""
    return pd.DataFrame(
        [
            _measurement(
                vendor=figure.vendor, kpi=figure.kpi, value=figure.value, unit=figure.unit,
                currency=figure.currency, part=figure.value * 1000, whole=1000.0, n=figure.n,
                low=figure.low, high=figure.high, note=figure.mark,
                file=f"{figure.vendor}.xlsx", sheet="Log", cells="A2:D1001",
            )
            for figure in figures().values()
        ]
    )[list(MEASUREMENT_COLUMNS)]  # fmt: skip


def by_period() -> pd.DataFrame:
    """Return first contact resolution and handle time by month; Birch has only February."""
    series = {
        ("Alder", "fcr", Unit.SHARE): {"2026-01": 0.80, "2026-02": 0.82, "2026-03": 0.84},
        ("Birch", "fcr", Unit.SHARE): {"2026-02": 0.71},
        ("Cedar", "fcr", Unit.SHARE): {"2026-01": 0.55, "2026-03": 0.50},
        ("Alder", "aht", Unit.DURATION): {"2026-01": 380.0, "2026-02": 372.0, "2026-03": 364.0},
        ("Cedar", "aht", Unit.DURATION): {"2026-01": 231.0, "2026-02": 231.0, "2026-03": 231.0},
    }
    return pd.DataFrame(
        [
            _measurement(
                vendor=vendor, kpi=kpi_id, unit=unit.value, period=period, value=value, n=300.0,
                low=value * 0.95, high=value * 1.05, file=f"{vendor}.xlsx", sheet="Log",
            )
            for (vendor, kpi_id, unit), values in series.items()
            for period, value in values.items()
        ]
    )[list(MEASUREMENT_COLUMNS)]  # fmt: skip


def report(vendor: str, failed: bool = False) -> ImportedReport:
    """Return a vendor's report: one log of four records, or a file that could not be read."""
    file = f"{vendor}.xlsx"
    if failed:
        message = f"{file} is not a workbook: it starts like a picture. Ask for the file again."
        finding = Finding(Severity.ERROR, "file-corrupt", message, file)
        return ImportedReport(file, f"/reports/{file}", sha256="broken", findings=[finding])
    frame = pd.DataFrame(
        {
            "vendor": pd.Categorical([vendor] * 4),
            "_row": np.arange(2, 6),
            "resolved_first_contact": [1.0, 0.0, 1.0, np.nan],
        }
    )
    columns = [
        ColumnReport("A", "Agent", "agent", 0.95, "spelling 'Agent'"),
        ColumnReport("B", "Solved at once?", "fcr", 0.7, "close to 'solved first time' (88)", ""),
        ColumnReport("C", "Remarks", "", 0.0, "nothing known is like it"),
    ]
    table = TableReport("A1:C5", Layout.LOG, 0.9, columns, rows=4)
    return ImportedReport(
        file=file,
        path=f"/reports/{file}",
        sha256=f"{vendor}-sha",
        size=2048,
        vendor=vendor,
        vendors=(vendor,),
        sheets=[SheetReport("Log", False, [table], Accounting(14, 7, 3, 0, 1, 3))],
        records=[RecordTable(file, f"{vendor}-sha", "Log", "A1:C5", frame, {})],
        stated=no_stated_values(),
        findings=[
            Finding(Severity.INFO, "cells-set-aside", "Remarks: no figure.", file, "Log", "C2:C4"),
            Finding(Severity.WARNING, "low-sample", "Only four records.", file, "Log", "A2:C5"),
        ],
        reader="openpyxl",
    )  # fmt: skip


def scenario() -> Scenario:
    """Return the balanced scenario, with compliance as its gate."""
    profile = catalogue().profiles["balanced"]
    return Scenario(
        profile.title, profile.id, dict(profile.weights), gates=(Gate("compliance_rate", 0.95),)
    )


def ranking() -> Ranking:
    """Return Alder before Birch; Cedar is ruled out by the gate."""
    passed = GateResult("compliance_rate", 0.95, 0.995, "passed")
    failed = GateResult("compliance_rate", 0.95, 0.94, "failed")
    return Ranking(
        Method.WEIGHTED,
        (
            RankedVendor(
                "Alder", 1, 81.75, 1.0,
                {"fcr": 37.0, "compliance_rate": 17.5, "aht": 14.25, "cost_per_contact": 13.0},
                (passed,),
            ),
            RankedVendor(
                "Birch", 2, 70.3, 0.8,
                {"fcr": 30.0, "compliance_rate": 19.4, "aht": 20.9},
                (passed,),
            ),
            RankedVendor("Cedar", None, NAN, 0.8, {}, (failed,)),
        ),
        notes=("Birch has no cost per contact; its other weights were scaled up.",),
    )  # fmt: skip


def comparison() -> Comparison:
    """Return all of it as one comparison."""
    cat = catalogue()
    reports = [report(vendor) for vendor in VENDORS]
    weights = scenario().weights
    criteria = tuple(
        Criterion(k, cat.kpis[k].title, cat.kpis[k].direction, w / 5, cat.kpis[k].anchors)
        for k, w in weights.items()
    )
    by_key = figures()
    values = np.array(
        [
            [
                by_key[v, k].value if (v, k) in by_key and by_key[v, k].comparable else np.nan
                for k in weights
            ]
            for v in VENDORS
        ]
    )
    return Comparison(
        catalogue=cat,
        scenario=scenario(),
        reports=reports,
        evidence=Evidence([table for r in reports for table in r.records], no_stated_values()),
        vendors=VENDORS,
        kpis=tuple(cat.kpis),
        overall=overall(),
        by_period=by_period(),
        figures=by_key,
        matrix=DecisionMatrix(VENDORS, criteria, values),
        ranking=ranking(),
        sensitivity=Sensitivity(
            ("Alder",),
            (WeightInterval("fcr", 0.4, 0.1, 1.0), WeightInterval("aht", 0.2, 0.0, 0.55)),
            {"fcr": ("Birch",), "aht": ("Alder",)},
            "narrow",
            "Alder leads by 11 points, but not without first contact resolution.",
        ),
        findings=[finding for r in reports for finding in r.findings],
    )


def rows_behind() -> pd.DataFrame:
    """Return cells as the way back to them gives them."""
    return pd.DataFrame(
        {
            "file": ["Alder.xlsx", "Alder.xlsx"],
            "sheet": ["Log", "Log"],
            "row": [2, 3],
            "resolved_first_contact": [1.0, 0.0],
        }
    )
