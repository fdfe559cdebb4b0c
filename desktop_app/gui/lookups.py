"""What pages ask of the comparison that takes a moment: worked out beside the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from desktop_app.domain.errors import VendorBenchError
from desktop_app.domain.progress import Progress
from desktop_app.domain.translating import tr
from desktop_app.gui.asking_again import AskingAgain
from desktop_app.workbench.jobs import Job, Services
from desktop_app.workbench.state import Workbench

if TYPE_CHECKING:
    import pandas as pd

    from desktop_app.kpi.audit import AuditSheet
    from desktop_app.kpi.claims import Claim
    from desktop_app.presenting.claims import ClaimsCheck
    from desktop_app.presenting.distribution import Boxes
    from desktop_app.presenting.how_sure import HowSure, Variation
    from desktop_app.presenting.levels import LevelView
    from desktop_app.presenting.model import Comparison, Verdict
    from desktop_app.presenting.multiples import KpiTrends
    from desktop_app.presenting.same_mix import MixView
    from desktop_app.presenting.scenarios import SideBySide
    from desktop_app.presenting.trends import Trends
    from desktop_app.scoring.line_intervals import LineIntervals
    from desktop_app.scoring.weight_lines import WeightLines
    from desktop_app.workbench.calendars import Places
    from desktop_app.workbench.evidence_doors import SampleWish

T = TypeVar("T")


class Lookups:
    """Questions to the open comparison; a newer one of the same kind takes the place of the last.

    Each calls `done` with the answer on the window's thread, or `failed` with a sentence, also
    when the user cancels it. Without a comparison nothing happens.

    Parameters
    ----------
    report_bug : function of an error
        Is told of every error; what is the program's own fault goes on to the user.
    """

    def __init__(
        self,
        workbench: Workbench,
        asking: AskingAgain,
        services: Services,
        report_bug: Callable[[Exception], None],
    ) -> None:
        self._workbench = workbench
        self._asking = asking
        self._services = services
        self._report_bug = report_bug

    def rows_behind(
        self, row: int, done: Callable[[pd.DataFrame], None], failed: Callable[[str], None]
    ) -> None:
        """Find the cells behind a measurement of the comparison."""

        def look(comparison: Comparison, progress: Progress) -> pd.DataFrame:
            progress.check()
            return self._services.figures.rows_behind(comparison, row)

        self._ask(tr("Looking up the cells"), "trail", look, done, failed)

    def trends(
        self,
        kpi: str,
        vendors: Sequence[str],
        done: Callable[[Trends], None],
        failed: Callable[[str], None],
        weekly: bool = False,
    ) -> None:
        """Work out one KPI of some vendors over time, by month or by week."""

        def look(comparison: Comparison, progress: Progress) -> Trends:
            return self._services.figures.trends(comparison, kpi, vendors, progress, weekly)

        self._ask(tr("Following the months"), "trends", look, done, failed)

    def kpis_apart(
        self,
        kpis: Sequence[str],
        vendors: Sequence[str],
        done: Callable[[KpiTrends], None],
        failed: Callable[[str], None],
        weekly: bool = False,
    ) -> None:
        """Work out several KPIs of some vendors over time, as small charts."""

        def look(comparison: Comparison, progress: Progress) -> KpiTrends:
            return self._services.figures.kpis_apart(comparison, kpis, vendors, progress, weekly)

        self._ask(tr("Following the months"), "trends", look, done, failed)

    def same_mix(
        self, dimension: str, done: Callable[[MixView], None], failed: Callable[[str], None]
    ) -> None:
        """Bring all vendors to one mix of a dimension."""

        def look(comparison: Comparison, progress: Progress) -> MixView:
            return self._services.figures.same_mix(comparison, dimension, progress)

        self._ask(tr("Measuring by part"), "mix", look, done, failed)

    def distribution(
        self, kpi: str, done: Callable[[Boxes], None], failed: Callable[[str], None]
    ) -> None:
        """Look how the records behind one KPI's figures lie."""

        def look(comparison: Comparison, progress: Progress) -> Boxes:
            return self._services.figures.distribution(comparison, kpi, progress)

        self._ask(tr("Looking into the records"), "distribution", look, done, failed)

    def claims(self, done: Callable[[ClaimsCheck], None], failed: Callable[[str], None]) -> None:
        """Hold what vendors state against their own evidence."""

        def look(comparison: Comparison, progress: Progress) -> ClaimsCheck:
            return self._services.evidence.claims(comparison, progress)

        self._ask(tr("Checking claims"), "claims", look, done, failed)

    def claim_cells(
        self,
        claim: Claim,
        stated: bool,
        done: Callable[[pd.DataFrame], None],
        failed: Callable[[str], None],
    ) -> None:
        """Find the cells behind a claim: those that state it, or those of the evidence."""

        def look(comparison: Comparison, progress: Progress) -> pd.DataFrame:
            progress.check()
            return self._services.evidence.claim_cells(comparison, claim, stated)

        self._ask(tr("Looking up the cells"), "claim cells", look, done, failed)

    def levels(self, done: Callable[[LevelView], None], failed: Callable[[str], None]) -> None:
        """Work out which vendors are no further apart than chance could make them."""

        def look(comparison: Comparison, progress: Progress) -> LevelView:
            return self._services.evidence.levels(comparison, progress)

        self._ask(tr("Weighing the noise"), "levels", look, done, failed)

    def draw_sample(
        self, wish: SampleWish, done: Callable[[AuditSheet], None], failed: Callable[[str], None]
    ) -> None:
        """Draw records at random for an audit."""

        def look(comparison: Comparison, progress: Progress) -> AuditSheet:
            return self._services.evidence.draw_sample(comparison, wish, progress)

        self._ask(tr("Drawing a sample"), "sample", look, done, failed)

    def read_ticks(
        self,
        sheet: AuditSheet,
        path: Path,
        done: Callable[[AuditSheet], None],
        failed: Callable[[str], None],
    ) -> None:
        """Read the ticks of a sample from the workbook that they were made in."""

        def look(_comparison: Comparison, progress: Progress) -> AuditSheet:
            progress.check()
            return self._services.evidence.read_ticks(sheet, path)

        self._ask(tr("Reading {path}", path=path.name), "sample", look, done, failed)

    def how_sure(
        self,
        variation: Variation,
        done: Callable[[HowSure], None],
        failed: Callable[[str], None],
    ) -> None:
        """Work out how easily the ranking changes."""

        def look(comparison: Comparison, progress: Progress) -> HowSure:
            return self._services.decide.how_sure(comparison, variation, progress)

        self._ask(tr("Varying weights and figures"), "how sure", look, done, failed)

    def line_intervals(
        self,
        lines: WeightLines,
        done: Callable[[LineIntervals | None], None],
        failed: Callable[[str], None],
    ) -> None:
        """Work out how far the scores over one weight may be off."""

        def look(comparison: Comparison, progress: Progress) -> LineIntervals | None:
            return self._services.decide.line_intervals(comparison, lines, progress)

        self._ask(tr("Varying weights and figures"), "lines", look, done, failed)

    def verdict(self, done: Callable[[Verdict], None], failed: Callable[[str], None]) -> None:
        """Work out in words how sure the first place is."""

        def look(comparison: Comparison, progress: Progress) -> Verdict:
            return self._services.decide.verdict(comparison, progress)

        self._ask(tr("Weighing how sure it is"), "verdict", look, done, failed)

    def side_by_side(
        self, done: Callable[[SideBySide], None], failed: Callable[[str], None]
    ) -> None:
        """Rank by every scenario."""

        def look(comparison: Comparison, progress: Progress) -> SideBySide:
            return self._services.decide.side_by_side(comparison, progress)

        self._ask(tr("Ranking by every scenario"), "scenarios", look, done, failed)

    def places(self, done: Callable[[Places], None], failed: Callable[[str], None]) -> None:
        """Look up the countries, regions and zones that a work calendar can name."""

        def look(_comparison: Comparison, progress: Progress) -> Places:
            progress.check()
            return self._services.known_places()

        self._ask(tr("Looking up public holidays"), "places", look, done, failed)

    def _ask(
        self,
        title: str,
        slot: str,
        look: Callable[[Comparison, Progress], T],
        done: Callable[[T], None],
        failed: Callable[[str], None],
    ) -> None:
        comparison = self._workbench.comparison
        if comparison is None:
            return

        def work(progress: Progress) -> T:
            return look(comparison, progress)

        def explain(error: Exception) -> None:
            self._report_bug(error)
            failed(error_sentence(error))

        def again() -> None:
            self._ask(title, slot, look, done, failed)

        self._asking.start(Job(title, work, done, slot, explain), again, failed)


def error_sentence(error: Exception) -> str:
    """Return what may be shown of an error; details of a bug are in the log, not on screen."""
    if isinstance(error, VendorBenchError):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.strerror or tr('The system refused it')}: {error.filename or ''}".rstrip(
            ": "
        )
    return tr("A fault in the program stopped this; the log file has the details.")
