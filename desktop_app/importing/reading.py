"""From the meaning of a column or row to its typed values, and how well the values fit it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from desktop_app.catalogue.model import (
    UNIT_WORDS,
    Catalogue,
    FieldKind,
    FieldRole,
    KpiDefinition,
    Statistic,
    Words,
)
from desktop_app.catalogue.text import normalise
from desktop_app.domain.finding import Severity
from desktop_app.domain.unit import Unit
from desktop_app.importing.cells import CellError
from desktop_app.importing.context import SheetContext
from desktop_app.importing.customs import with_customs
from desktop_app.importing.decisions import Candidate, Target
from desktop_app.importing.kinds.amounts import AmountUnit, amount_unit
from desktop_app.importing.kinds.parts import Bools
from desktop_app.importing.typed import ReadingHints, TypedColumn
from desktop_app.importing.values import read_arrays, read_column

_SCALE = re.compile(r"(?:\b[01]\s*(?:-|–|to)\s*|/\s*|out of\s*|of\s+)(5|7|10|100)\b", re.IGNORECASE)
_MARKS = " \t\u00a0\u202f*†‡"
_MARK_OF_SCALE = re.compile(
    r"^\d+(?:[.,]\d+)?\s*(?:(?:/|out of|of|von|sur|de)\s*(?:5|7|10)|stars?|★)$|^[★⭐]+☆*$", re.I
)
