"""The printed report on pages: as PDF, on a printer, and in its preview."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from desktop_app.domain.errors import ExportError
from desktop_app.domain.progress import Progress
from desktop_app.domain.translating import tr
from desktop_app.paths import APP_NAME
from desktop_app.presenting.printed import STYLE

_DOTS_PER_INCH = 96
"""The unit of the document's own sizes: a figure in it is as large on paper as in HTML."""
_FOOT = 28
_FOOT_TEXT = 11
_MARGIN_MM = 12
_BELOW_ROW = 4.0
"""What a row of a table has below its words, with its line."""


def page_layout() -> QPageLayout:
    """Return the pages: A4 across, as tables of many vendors are wide."""
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    return QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Landscape,
        margins,
        QPageLayout.Unit.Millimeter,
    )


def write_pdf(html: str, pictures: Mapping[str, QImage], target: Path, progress: Progress) -> Path:
    """Write the report as PDF; may run on any thread.

    Parameters
    ----------
    html : str
    pictures : mapping of str to QImage
        By the address that stands in `html`.
    target : Path
        Replaced only when all of it was written.
    progress : Progress

    Raises
    ------
    ExportError
        If it can't be written there.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        writer = QPdfWriter(str(part))
        writer.setPageLayout(page_layout())
        writer.setTitle(tr("Vendor comparison"))
        writer.setCreator(APP_NAME)
        paint_report(html, pictures, writer, progress)
        del writer
        part.replace(target)
    except OSError as error:
        raise ExportError(
            tr(
                "The report could not be written to {path}: {reason}.",
                path=target,
                reason=error.strerror or error,
            ),
            tr("Close the file where it is open, or choose another name."),
        ) from error
    finally:
        with suppress(NotADirectoryError):  # then it was never made
            part.unlink(missing_ok=True)
    return target


def paint_report(
    html: str,
    pictures: Mapping[str, QImage],
    device: QPagedPaintDevice,
    progress: Progress,
) -> int:
    """Paint the report on the pages of a device, each with its number; return how many.

    Raises
    ------
    ExportError
        If the device can't be painted on: a file that can't be written, a printer that is gone.
    """
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(QFont("Segoe UI", 9))
    document.setDefaultStyleSheet(STYLE)
    for address, image in pictures.items():
        document.addResource(
            int(QTextDocument.ResourceType.ImageResource.value), QUrl(address), image
        )
    document.setHtml(html)
    painter = QPainter()
    if not painter.begin(device):
        raise ExportError(
            tr("The report could not be written."), tr("Choose a folder that can be written.")
        )
    try:
        scale = device.logicalDpiX() / _DOTS_PER_INCH
        page = QSizeF(device.width() / scale, device.height() / scale - _FOOT)
        document.setPageSize(page)
        keep_headings(document)
        count = document.pageCount()
        for number in range(count):
            progress.report(
                (number + 1) / count, tr("page {number} of {count}", number=number + 1, count=count)
            )
            if number:
                device.newPage()
            painter.save()
            painter.scale(scale, scale)
            _paint_page(document, painter, page, number, count)
            painter.restore()
    finally:
        painter.end()
    return count


def keep_headings(document: QTextDocument) -> None:
    """Begin a page with each heading that would else stand alone at the end of the one before."""
    height, layout = document.pageSize().height(), document.documentLayout()
    block = document.begin()
    while block.isValid():
        following = block.next()
        if block.blockFormat().headingLevel() and following.isValid():
            pages = [
                int(layout.blockBoundingRect(one).top() // height) for one in (block, following)
            ]
            if pages[0] != pages[1]:
                form = block.blockFormat()
                form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                QTextCursor(block).setBlockFormat(form)
        block = following


def filled_to(document: QTextDocument, number: int) -> float:
    """Return how far down a page anything is written.

    The ground of the last row of a page else runs on to its end, where the next row had no room.
    """
    height, layout = document.pageSize().height(), document.documentLayout()
    top, end, block = number * height, 0.0, document.begin()
    while block.isValid():
        place = layout.blockBoundingRect(block)
        lines = block.layout()
        for at in range(lines.lineCount()):
            bottom = place.top() + lines.lineAt(at).rect().bottom() - top
            if 0 < bottom <= height + 1:
                end = max(end, bottom)
        if place.top() > top + height:
            break
        block = block.next()
    return min(end + _BELOW_ROW, height)


def _paint_page(
    document: QTextDocument, painter: QPainter, page: QSizeF, number: int, count: int
) -> None:
    painter.save()
    painter.translate(0, -number * page.height())
    shown = filled_to(document, number)
    document.drawContents(painter, QRectF(0, number * page.height(), page.width(), shown))
    painter.restore()
    font = QFont(document.defaultFont())
    font.setPixelSize(_FOOT_TEXT)  # in points it would grow with the fineness of the device
    painter.setFont(font)
    painter.setPen(Qt.GlobalColor.darkGray)
    foot = QRectF(0, page.height() + _FOOT / 2, page.width(), _FOOT / 2)
    painter.drawText(
        foot, int(Qt.AlignmentFlag.AlignLeft), tr("{program} comparison", program=APP_NAME)
    )
    painter.drawText(
        foot,
        int(Qt.AlignmentFlag.AlignRight),
        tr("Page {number} of {count}", number=number + 1, count=count),
    )
