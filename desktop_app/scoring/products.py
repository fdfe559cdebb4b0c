"""Matrix products of many rows by few columns, as Monte Carlo has them."""

from __future__ import annotations

import numpy as np

from desktop_app.scoring.model import Floats

_SMALL = 2**18
"""Multiplications up to which OpenBLAS, which numpy brings along, keeps a product to one thread.
Above, its threads wait for each other by spinning; with this few columns, and other work on the
processor, that takes several times as long as the product itself."""


def product(rows: Floats, columns: Floats) -> Floats:
    """Return ``rows @ columns`` by blocks of rows so small that threads do not get in the way.

    Parameters
    ----------
    rows : array of float, shape (m, k)
    columns : array of float, shape (k, n), or (..., k, n) beside rows (..., m, k)
        A stack of small products is taken as it is.
    """
    if columns.ndim > 2 or rows.ndim > 2:
        return np.asarray(rows @ columns)
    count, inner = rows.shape
    result = np.empty((count, columns.shape[1]))
    block = _SMALL // max(inner * columns.shape[1], 1)
    if not 1 < block < count or rows.strides[0] == 0:
        return np.matmul(rows, columns, out=result)
    whole = count - count % block
    shape = (whole // block, block, -1)
    np.matmul(rows[:whole].reshape(shape), columns, out=result[:whole].reshape(shape))
    np.matmul(rows[whole:], columns, out=result[whole:])
    return result
