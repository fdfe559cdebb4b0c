"""What is said of one value of a chart: what it rests on, how sure it is, where it is from."""

from __future__ import annotations

import math

from desktop_app.domain.measurement import Basis
from desktop_app.domain.translating import tr
from desktop_app.kpi.origins import SEPARATOR
from desktop_app.presenting.formatting import basis_words, format_interval, n_text
from desktop_app.presenting.model import Figure


def origin_words(basis: str, files: str, sheets: str) -> str:
    """Return how a value came about and where from: ``computed from Alder.xlsx, Log``.

    Parameters
    ----------
    basis : str
        A `domain.measurement.Basis` value, or ``""``.
    files, sheets : str
        As in a table of measurements: those of several sources are joined.
    """
    named = list(dict.fromkeys(filter(None, files.split(SEPARATOR))))
    inside = list(dict.fromkeys(filter(None, sheets.split(SEPARATOR))))
    if len(named) > 1:
        place = tr("{count} files", count=len(named))
    elif named and len(inside) > 1:
        place = tr("{file}, {count} sheets", file=named[0], count=len(inside))
    else:
        place = ", ".join([*named, *(inside if named else ())])
    if not place:
        return basis_words(basis)
    return {
        Basis.STATED.value: tr("stated in {place}", place=place),
        Basis.COMPUTED.value: tr("computed from {place}", place=place),
        Basis.DERIVED.value: tr("derived from {place}", place=place),
    }.get(basis, place)


def figure_origin(figure: Figure) -> str:
    """Return where a figure is from, in words."""
    return origin_words(figure.basis, *figure.source)


def figure_lines(figure: Figure) -> list[str]:
    """Return what stands below a figure: n, interval, origin and mark, as far as known."""
    interval = format_interval(figure.low, figure.high, figure.unit, figure.currency)
    rests_on = "" if math.isnan(figure.n) else n_text(figure.n, figure.basis)
    return point_lines(rests_on, interval, figure_origin(figure), figure.mark)


def point_lines(rests_on: str, interval: str, origin: str, mark: str) -> list[str]:
    """Return them as lines, without those that are not known."""
    return [
        line
        for line in (
            rests_on,
            tr("95 % interval {interval}", interval=interval) if interval else "",
            origin,
            mark,
        )
        if line
    ]
