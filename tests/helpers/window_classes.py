"""All classes that the window is made of, found by its modules."""

from __future__ import annotations

import importlib
import pkgutil

from desktop_app import gui


def of_the_window(base: type) -> set[type]:
    """Return all classes of the window that are one of `base`."""
    for module in pkgutil.walk_packages(gui.__path__, f"{gui.__name__}."):
        importlib.import_module(module.name)
    found, left = set(), [base]
    while left:
        kind = left.pop()
        left += kind.__subclasses__()
        if kind.__module__.startswith(gui.__name__):
            found.add(kind)
    return found
