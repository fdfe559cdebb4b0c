"""Doors to what the evidence is worth: the claims check and the cells behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop_app.domain.progress import Progress

if TYPE_CHECKING:
    import pandas as pd

    from desktop_app.kpi.claims import Claim
    from desktop_app.presenting.claims import ClaimsCheck
    from desktop_app.presenting.model import Comparison


def claims(comparison: Comparison, progress: Progress) -> ClaimsCheck:
    """Return every stated figure beside the vendor's own evidence, with its effect on the rank."""
    from desktop_app.presenting.claims import claims_check

    progress.check()
    return claims_check(comparison)


def claim_cells(comparison: Comparison, claim: Claim, stated: bool) -> pd.DataFrame:
    """Return the cells behind a claim: those that state it, or those of the evidence."""
    from desktop_app.kpi import trail

    evidence = comparison.evidence
    # Only figures over all periods are limited to the months compared.
    evidence = replace(evidence, window=None) if claim.period else evidence
    return trail.rows_behind(claim.measurement(stated), evidence, comparison.catalogue)


@dataclass(frozen=True, slots=True)
class EvidenceDoors:
    """The doors as one object, so that a test can put another function behind each."""

    claims: Callable[[Comparison, Progress], ClaimsCheck] = claims
    claim_cells: Callable[[Comparison, Claim, bool], pd.DataFrame] = claim_cells
