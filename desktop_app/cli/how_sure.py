"""How sure a ranking is, as part of the document of ``compare``."""

from __future__ import annotations

from typing import Any

from desktop_app.cli.numbers import number
from desktop_app.presenting.how_sure import HowSure, Variation, how_sure
from desktop_app.presenting.model import Comparison
from desktop_app.scoring.acceptability import Acceptability

DRAWS = 20_000


def how_sure_document(comparison: Comparison) -> dict[str, Any]:
    """Return what stands beside leaders, verdict and intervals under ``sensitivity``."""
    how = how_sure(comparison, Variation(draws=DRAWS))
    return {
        "acceptability": _acceptability(how.places),
        "smallest_change": [
            {
                "vendor": one.vendor,
                "moved": number(one.moved),
                "searched": one.tried,
                "weights": None
                if one.weights is None
                else dict(zip(how.places.kpis, map(number, one.weights.tolist()), strict=True)),
            }
            for one in how.overtakings
        ],
        "break_even": [
            {
                "vendor": one.vendor,
                "kpi": one.kpi,
                "now": number(one.now),
                "needed": number(one.needed),
            }
            for one in how.break_evens
        ],
        "leave_one_vendor_out": {
            one.vendor: {"first": list(one.leaders), "turned": one.turned and list(one.turned)}
            for one in how.without
        },
        "methods": _methods(how),
    }


def _acceptability(places: Acceptability) -> dict[str, Any]:
    """Return the share of draws by vendor and place; no central weights are null, not 0."""
    return {
        "weights": places.space.value,
        "figures_varied": places.figures_drawn,
        "draws": places.draws,
        "seed": places.seed,
        "vendors": [
            {
                "vendor": vendor,
                "places": [number(share) for share in shares],
                "central_weights": None
                if central[0] != central[0]
                else dict(zip(places.kpis, map(number, central), strict=True)),
            }
            for vendor, shares, central in zip(
                places.vendors, places.shares.tolist(), places.central.tolist(), strict=True
            )
        ],
        "notes": list(places.notes),
    }


def _methods(how: HowSure) -> list[dict[str, Any]]:
    """Return ranks and scores by method, and where a method disagrees with the chosen one."""
    apart = {one.method: one for one in how.methods.disagreements}
    return [
        {
            "method": ranking.method.value,
            "ranking": [
                {"vendor": line.vendor, "rank": line.rank, "score": number(line.score)}
                for line in ranking.vendors
            ],
            "ordered_otherwise": [list(p) for p in apart[ranking.method].pairs]
            if ranking.method in apart
            else [],
            "because_of": [kpi for kpi, _ in apart[ranking.method].causes]
            if ranking.method in apart
            else [],
        }
        for ranking in how.methods.rankings
    ]
