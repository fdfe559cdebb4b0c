"""What a project keeps beside reports and scenario: the audit sample and the decisions taken."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from desktop_app.kpi.audit import (
    AuditCell,
    AuditItem,
    AuditPlan,
    AuditSheet,
    Mark,
    Strata,
    Stratum,
)
from desktop_app.presenting.decision import DecisionRecord


@dataclass(frozen=True, slots=True)
class Papers:
    """The audit sample with its ticks, None while none is drawn, and decisions, oldest first."""

    audit: AuditSheet | None = None
    decisions: tuple[DecisionRecord, ...] = ()


def audit_as_json(sheet: AuditSheet) -> dict[str, Any]:
    """Return a sample as plain values."""
    return asdict(sheet)


def audit_from_json(facts: dict[str, Any]) -> AuditSheet:
    """Return the sample of plain values; an error of Python's own for anything else."""
    plan = facts["plan"]
    return AuditSheet(
        AuditPlan(int(plan["seed"]), int(plan["size"]), Strata(plan["strata"])),
        tuple(Stratum(**one) for one in facts["strata"]),
        {str(vendor): int(count) for vendor, count in facts["records"].items()},
        tuple(_item(one) for one in facts["items"]),
    )


def _item(facts: dict[str, Any]) -> AuditItem:
    cells = tuple(AuditCell(**cell) for cell in facts["cells"])
    return AuditItem(**{**facts, "cells": cells, "mark": Mark(facts["mark"])})
