"""Captions of tables that were taken for the vendor's name."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.catalogue.text import normalise
from desktop_app.importing.context import FileContext, SheetContext
from desktop_app.importing.vendor_naming import BARE
from desktop_app.importing.vendors import last_resort, vendor_from_name

_SEVERAL = 2


def rename_captions(file: FileContext, contexts: Sequence[SheetContext]) -> None:
    """Take the file's name where a vendor was named after one of several tables' captions.

    "Education Call Center" above one table and "National Call Center" above its like are two
    parts of somebody's work, and neither is whose work it is.
    """
    captions = {normalise(one) for own in contexts for one in own.table_segments.values()}
    if len(captions) < _SEVERAL:
        return
    for context in contexts:
        if context.vendor_source in ("title", BARE) and normalise(context.vendor) in captions:
            guess = vendor_from_name(file.file, file.words) or last_resort(file.file, file.words)
            context.vendor, context.vendor_source, context.vendor_guess = guess.name, "file", guess
