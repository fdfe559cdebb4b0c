"""Doors to what the evidence is worth: the claims check, the audit sample."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.progress import Progress
from desktop_app.domain.translating import tr

if TYPE_CHECKING:
    import pandas as pd

    from desktop_app.kpi.audit import AuditSheet
    from desktop_app.kpi.claims import Claim
    from desktop_app.presenting.claims import ClaimsCheck
    from desktop_app.presenting.decision import DecisionRecord
    from desktop_app.presenting.levels import LevelView
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
class SampleWish:
    """What sample is wanted: `size` records, or, where `margin` is above 0, that precision.

    `strata` is a value of `kpi.audit.Strata`; `margin` and `expected` are shares 0..1.
    """

    seed: int
    size: int
    strata: str
    margin: float = 0.0
    expected: float = 0.05


def draw_sample(comparison: Comparison, wish: SampleWish, progress: Progress) -> AuditSheet:
    """Return a random sample of the records that figures are made from."""
    from desktop_app.kpi.audit import AuditPlan, Strata
    from desktop_app.presenting import audit

    progress.check()
    strata = Strata(wish.strata)
    if wish.margin > 0:
        return audit.draw_to_precision(comparison, wish.seed, strata, wish.margin, wish.expected)
    return audit.draw_sample(comparison, AuditPlan(wish.seed, wish.size, strata))


def read_ticks(sheet: AuditSheet, path: Path) -> AuditSheet:
    """Return the sample with the marks and notes that were made in an exported workbook.

    Raises
    ------
    UnreadableFileError
        If the file can't be read, is of another sample, or has a word that is no mark.
    """
    from desktop_app.domain.errors import UnreadableFileError
    from desktop_app.importing.audit_ticks import SHEET
    from desktop_app.importing.audit_ticks import read_ticks as read
    from desktop_app.kpi.audit import Mark
    from desktop_app.presenting.audit import mark_of

    ticks = read(path)
    if ticks.sample != sheet.id:
        raise UnreadableFileError(
            tr(
                "{file} holds the sample {sample}; the open one is {open}.",
                file=path.name,
                sample=ticks.sample,
                open=sheet.id,
            ),
            "other-audit-sample",
            tr("Open the project that it was exported from, or export the sample again."),
        )
    ticked = sheet
    for number, (word, note, cell) in ticks.marks.items():
        mark = mark_of(word)
        if mark is None:
            raise UnreadableFileError(
                tr(
                    "{path}, sheet '{sheet}', {cell}: found '{word}', expected {verified}, "
                    "{wrong} or {not_found}.",
                    path=path.name,
                    sheet=SHEET,
                    cell=cell,
                    word=word,
                    verified=Mark.VERIFIED.value,
                    wrong=Mark.WRONG.value,
                    not_found=Mark.NOT_FOUND.value,
                ),
                "no-mark",
            )
        ticked = ticked.ticked(number, mark, note)
    return ticked


def decide(comparison: Comparison, chosen: Sequence[str], who: str, why: str) -> DecisionRecord:
    """Return the record of a decision taken now, sealed."""
    from desktop_app.presenting.decision import record_decision

    when = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    return record_decision(comparison, chosen, who, why, when)


def user_name() -> str:
    """Return the user's name on this computer, ``""`` where the system has none."""
    from desktop_app.project.build import user_name as name

    return name()


def levels(comparison: Comparison, progress: Progress) -> LevelView:
    """Return which vendors are no further apart than chance could make them."""
    from desktop_app.presenting.levels import level_view
    from desktop_app.presenting.verdict import verdict_of

    progress.check()
    verdict_of(comparison, progress)
    return level_view(comparison)


@dataclass(frozen=True, slots=True)
class EvidenceDoors:
    """The doors as one object, so that a test can put another function behind each."""

    claims: Callable[[Comparison, Progress], ClaimsCheck] = claims
    claim_cells: Callable[[Comparison, Claim, bool], pd.DataFrame] = claim_cells
    levels: Callable[[Comparison, Progress], LevelView] = levels
    draw_sample: Callable[[Comparison, SampleWish, Progress], AuditSheet] = draw_sample
    read_ticks: Callable[[AuditSheet, Path], AuditSheet] = read_ticks
