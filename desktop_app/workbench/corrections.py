"""What a correction of a report's mapping would do to its figures, worked out beside the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.domain.progress import Progress
from desktop_app.domain.translating import tr

if TYPE_CHECKING:
    import pandas as pd

    from desktop_app.catalogue.model import Catalogue
    from desktop_app.importing.mappings.document import ReportMapping
    from desktop_app.importing.report import ImportedReport
    from desktop_app.presenting.figure_changes import FigureChange

Reread = Callable[[Progress], "ImportedReport"]


@dataclass(frozen=True, slots=True)
class Preview:
    """A report read again by a corrected mapping, and how its figures differ.

    Parameters
    ----------
    before, after : ImportedReport
    mapping : ReportMapping
        The corrected one.
    name : str
        What the correction is called in the menu.
    changes : tuple of FigureChange
    """

    before: ImportedReport
    after: ImportedReport
    mapping: ReportMapping
    name: str
    changes: tuple[FigureChange, ...]


class Previewer:
    """Works out previews; the figures of the report before are measured once."""

    def __init__(self) -> None:
        self._measured: tuple[ImportedReport, pd.DataFrame] | None = None

    def preview(
        self,
        report: ImportedReport,
        mapping: ReportMapping,
        name: str,
        catalogue: Catalogue,
        reread: Reread,
        progress: Progress,
    ) -> Preview:
        """Return what a corrected mapping does.

        Parameters
        ----------
        reread : function of a Progress
            Reads the report by the mapping.

        Raises
        ------
        MappingError
            If the report can't be read again.
        Cancelled
            If `progress` says to stop.
        """
        from desktop_app.presenting.figure_changes import changes_between, figures_of

        after = reread(progress)
        progress.check()
        progress.report(0.9, tr("Measuring"))
        measured = self._measured
        if measured is None or measured[0] is not report:
            measured = self._measured = (report, figures_of(report, catalogue, progress))
        changes = changes_between(measured[1], figures_of(after, catalogue, progress))
        return Preview(report, after, mapping, name, tuple(changes))
