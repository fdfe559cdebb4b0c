"""The JSON documents of the command line; their words are fixed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from desktop_app.cli.how_sure import how_sure_document
from desktop_app.cli.money import money_document
from desktop_app.cli.numbers import number
from desktop_app.domain.finding import Finding
from desktop_app.domain.money import Quote, Tax
from desktop_app.importing.report import ImportedReport
from desktop_app.presenting.claims import ClaimLine, claims_check
from desktop_app.presenting.levels import level_sentences, ranking_noise
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.verdict import verdict_of
from desktop_app.scoring.model import Ranking, Scenario, Sensitivity
from desktop_app.scoring.noise import Noise, level_groups

_NUMBERS = ("value", "part", "whole", "n", "low", "high")


def dumps(document: dict[str, Any]) -> str:
    """Return one JSON document; a missing number is null, never NaN."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1)


def inspection(reports: Sequence[ImportedReport]) -> dict[str, Any]:
    """Return the document of ``inspect``."""
    return {"files": [report.as_json() for report in reports]}


def measurements(frame: pd.DataFrame, findings: Iterable[Finding]) -> dict[str, Any]:
    """Return the document of ``kpis``; `frame` has the columns of `domain.measurement`."""
    return {
        "measurements": [_measurement(row) for row in frame.to_dict("records")],
        "findings": [finding.as_json() for finding in findings],
    }


def _measurement(row: dict[Any, Any]) -> dict[str, Any]:
    numbers = {name: number(row[name]) for name in _NUMBERS}
    return {
        "vendor": row["vendor"],
        "kpi": row["kpi"],
        "period": _text(row["period"]),
        "segment": _text(row["segment"]),
        "value": numbers["value"],
        "unit": row["unit"],
        "currency": row["currency"] or None,
        "part": numbers["part"],
        "whole": numbers["whole"],
        "n": numbers["n"],
        "low": numbers["low"],
        "high": numbers["high"],
        "basis": str(row["basis"]),
        "variant": row["variant"],
        "note": row["note"],
        "origin": {"file": row["file"], "sheet": row["sheet"], "cells": row["cells"]},
    }


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def comparison(result: Comparison, frame: pd.DataFrame) -> dict[str, Any]:
    """Return the document of ``compare``; `frame` are the measurements at the grain asked for."""
    return {
        **measurements(frame, result.findings),
        "scenario": scenario(result.scenario),
        "ranking": ranked_vendors(result.ranking),
        "sensitivity": None
        if result.sensitivity is None
        else {**sensitivity(result, result.sensitivity), **how_sure_document(result)},
        "notes": list(result.ranking.notes),
        "levels": _levels(ranking_noise(result), result.scenario),
        "claims": [_claim(line) for line in claims_check(result).lines],
        "money": money_document(result),
    }


def _levels(noise: Noise | None, scenario: Scenario) -> dict[str, Any] | None:
    """Return the places that vendors may have, noise considered, and who is level."""
    if noise is None:
        return None
    return {
        "bands": {
            vendor: {"first": first, "last": last}
            for vendor, (first, last) in zip(noise.vendors, noise.bands, strict=True)
        },
        "groups": [list(group) for group in level_groups(noise)],
        "known_weight": number(noise.known),
        "sentences": level_sentences(noise, scenario),
    }


def _claim(line: ClaimLine) -> dict[str, Any]:
    """Return a stated figure beside its evidence; the effect is that of the ranked figure."""
    claim, effect = line.claim, line.effect if line.ranked else None
    places = {
        side: dict(zip(("file", "sheet", "cells"), at, strict=True))
        for side, at in (("stated_at", claim.stated_at), ("evidence_at", claim.own_at))
    }
    return {
        "vendor": claim.vendor,
        "kpi": claim.kpi,
        "variant": claim.variant,
        "period": claim.period or None,
        "segment": claim.segment or None,
        "unit": claim.unit,
        "currency": claim.currency or None,
        "stated": number(claim.stated),
        "evidence": number(claim.own),
        "basis": claim.basis,
        "tolerance": number(claim.tolerance),
        "low": number(claim.low),
        "high": number(claim.high),
        "verdict": claim.verdict.value,
        "favour": claim.favour.value,
        "effect": None if effect is None else number(effect.gain),
        "rank_stated": None if effect is None else effect.as_stated.rank,
        "rank_computed": None if effect is None else effect.as_computed.rank,
        **places,
    }


def scenario(value: Scenario) -> dict[str, Any]:
    """Return a scenario as JSON."""
    return {
        "name": value.name,
        "profile": value.profile,
        "method": value.method.value,
        "normalisation": value.normalisation.value,
        "weights": dict(value.weights),
        "gates": [
            {"kpi": gate.kpi, "limit": gate.limit, "at_most": gate.at_most} for gate in value.gates
        ],
        "missing": value.missing.value,
        "variants": value.variants.value,
        "baseline": value.baseline or None,
        "base_currency": value.base_currency or None,
        "rates": [rate(quote) for quote in value.rates],
        "tax_basis": value.tax_basis.value,
        "tax": {vendor: tax(one) for vendor, one in value.tax.items()},
    }


def rate(quote: Quote) -> dict[str, Any]:
    """Return an exchange rate; the number is a text, so that no digit of it is lost."""
    return {
        "currency": quote.currency,
        "rate": str(quote.rate),
        "into": quote.into or None,
        "date": quote.day.isoformat(),
        "source": quote.source or None,
    }


def tax(value: Tax) -> dict[str, Any]:
    """Return how a vendor states its prices."""
    return {"prices": value.prices.value, "rate": None if value.rate is None else str(value.rate)}


def ranked_vendors(ranking: Ranking) -> list[dict[str, Any]]:
    """Return the ranking of ``compare``."""
    return [
        {
            "vendor": line.vendor,
            "rank": line.rank,
            "score": number(line.score),
            "gates": [
                {
                    "kpi": gate.kpi,
                    "limit": number(gate.limit),
                    "value": number(gate.value),
                    "outcome": gate.outcome,
                }
                for gate in line.gates
            ],
            "coverage": number(line.coverage),
            "contributions": {kpi: number(points) for kpi, points in line.contributions.items()},
        }
        for line in ranking.vendors
    ]


def plain_ranking(ranking: Ranking, notes: Sequence[str]) -> dict[str, Any]:
    """Return the document of ``rank``."""
    return {
        "ranking": [
            {"vendor": line.vendor, "rank": line.rank, "score": number(line.score)}
            for line in ranking.vendors
        ],
        "notes": [*notes, *ranking.notes],
    }


def sensitivity(result: Comparison, value: Sensitivity) -> dict[str, Any]:
    """Return how easily the first place changes."""
    verdict = verdict_of(result)
    return {
        "leaders": list(value.leaders),
        "verdict": verdict.word,
        "reason": verdict.reason,
        "intervals": [
            {
                "kpi": interval.kpi,
                "current": number(interval.current),
                "low": number(interval.low),
                "high": number(interval.high),
            }
            for interval in value.intervals
        ],
        "leave_one_out": {kpi: list(first) for kpi, first in value.leave_one_out.items()},
    }
