"""The text of each column's heading, with merged and grouped cells spread over their width."""

from __future__ import annotations

from desktop_app.importing.headings import is_of_machines
from desktop_app.importing.pieces import Piece
from desktop_app.importing.surface import Surface


def heading_texts(
    surface: Surface, piece: Piece
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return one joined text per column, and the same by heading row (see `Region`)."""
    parts = _of_people([_row_parts(surface, piece, index) for index in range(len(piece.headings))])
    headers = tuple(
        " ".join(part for part in column if part) for column in zip(*parts, strict=True)
    )
    if not parts:
        headers = ("",) * (piece.rect.right - piece.rect.left + 1)
    return headers, tuple(parts)


def _of_people(parts: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return heading rows with the questions alone, where a survey tool's records stand below."""
    if len(parts) < 2 or not is_of_machines([text for text in parts[-1] if text]):
        return parts
    blank = ("",) * len(parts[-1])
    return [*([blank] * (len(parts) - 2)), parts[-2], blank]


def _row_parts(surface: Surface, piece: Piece, index: int) -> tuple[str, ...]:
    row, rect = piece.headings[index], piece.rect
    owner = surface.owner[row]
    texts = [surface.text(row, column) for column in range(rect.left, rect.right + 1)]
    merged = [int(owner[column]) for column in range(rect.left, rect.right + 1)]
    for offset, source in enumerate(merged):
        if source >= 0 and not texts[offset]:
            texts[offset] = surface.text(row, source)
    wide = any(source >= 0 and merged.count(source) > 1 for source in set(merged))
    if not wide and index < len(piece.headings) - 1:
        _spread(surface, piece, index, texts)
    return tuple(texts)


def _spread(surface: Surface, piece: Piece, index: int, texts: list[str]) -> None:
    """Carry a group's name over the blanks that follow it, where columns below are named."""
    below = [
        any(surface.occupied[row, column] for row in piece.headings[index + 1 :])
        for column in range(piece.rect.left, piece.rect.right + 1)
    ]
    carried = ""
    for offset, text in enumerate(texts):
        if text:
            carried = text if below[offset] else ""
        elif below[offset]:
            texts[offset] = carried
