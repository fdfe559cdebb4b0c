"""Doors to the user's own KPIs: what one would show, and their files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.errors import CatalogueError
from desktop_app.domain.progress import Progress
from desktop_app.domain.translating import tr

if TYPE_CHECKING:
    from desktop_app.catalogue.model import Catalogue, KpiDefinition
    from desktop_app.presenting.model import Comparison
    from desktop_app.presenting.own_kpis import KpiPreview


def preview(
    comparison: Comparison, catalogue: Catalogue, kpi: str, progress: Progress
) -> KpiPreview:
    """Return every vendor's figure of a KPI of a catalogue that is still being written."""
    from desktop_app.presenting.own_kpis import preview_kpi

    return preview_kpi(comparison, catalogue, kpi, progress)


def import_kpis(source: Path) -> tuple[KpiDefinition, ...]:
    """Return the KPIs of a TOML file.

    Raises
    ------
    CatalogueError
        If it can't be read, naming the entry.
    """
    from desktop_app.catalogue.own import read_own_kpis_file

    return read_own_kpis_file(source)


def export_kpis(kpis: Sequence[KpiDefinition], target: Path) -> Path:
    """Write KPIs into a TOML file that another project or ``--catalogue`` takes.

    Raises
    ------
    CatalogueError
        If it can't be written there.
    """
    from desktop_app.catalogue.kpi_text import write_kpis

    try:
        target.write_text(write_kpis(kpis), encoding="utf-8", newline="\n")
    except OSError as error:
        raise CatalogueError(
            tr(
                "{path} can't be written: {reason}.",
                path=target.name,
                reason=error.strerror or error,
            ),
            tr("Choose another folder, or close the file in other programs."),
        ) from error
    return target


@dataclass(frozen=True, slots=True)
class OwnDoors:
    """The doors as one object, so that a test can put another function behind each."""

    preview: Callable[[Comparison, Catalogue, str, Progress], KpiPreview] = preview
    import_kpis: Callable[[Path], tuple[KpiDefinition, ...]] = import_kpis
    export_kpis: Callable[[Sequence[KpiDefinition], Path], Path] = export_kpis
