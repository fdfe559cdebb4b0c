"""Anchors as the values of a TOML table: in files of KPIs and in scenarios."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.catalogue.model import Anchors
from desktop_app.domain.toml_text import toml_string


def anchor_table(anchors: Anchors, number: Callable[[float], str] = repr) -> dict[str, str]:
    """Return the points that are set and their source, each as TOML writes it.

    Parameters
    ----------
    number : callable
        Writes a point; may refuse one that a file can't hold.
    """
    points = {
        "worst": anchors.worst,
        "target": anchors.target,
        "best": anchors.best,
        "target_high": anchors.target_high,
        "worst_high": anchors.worst_high,
    }
    written = {name: number(value) for name, value in points.items() if value is not None}
    if anchors.points:
        corners = ", ".join(f"[{number(x)}, {number(y)}]" for x, y in anchors.points)
        written["points"] = f"[{corners}]"
    return {**written, "source": toml_string(anchors.source)}
