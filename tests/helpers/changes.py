"""Where the window changes what is open, found in the source itself.

A place is the file and the function that names the change for the menu: one that calls a change
of the workbench, or a helper of its file that is given the name and passes it on.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import desktop_app
from desktop_app.workbench.state import Workbench

_PACKAGE = Path(desktop_app.__file__).parent
_STATE = _PACKAGE / "workbench" / "state.py"


def _changes() -> dict[str, bool]:
    """Return the methods of `Workbench` that put something into the history.

    With each, whether it is given the name of the change, first of all.
    """
    (bench,) = (
        node
        for node in ast.parse(_STATE.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and node.name == Workbench.__name__
    )
    methods = {node.name: node for node in bench.body if isinstance(node, ast.FunctionDef)}
    found = {"push"}
    while True:
        more = {m.name for m in methods.values() if found & {name for name, _ in _calls(m)}}
        if more <= found:
            break
        found |= more
    return {name: methods[name].args.args[1].arg == "label" for name in found - {"push"}}


def places() -> set[tuple[str, str]]:
    """Return file and function of every place that changes what is open."""
    changes = _changes()
    named = {name for name, given in changes.items() if given}
    found = set()
    for file in sorted(_PACKAGE.rglob("*.py")):
        source = file.read_text(encoding="utf-8")
        if file == _STATE or not any(f".{name}(" in source for name in changes):
            continue
        functions = [
            (node, tuple(_calls(node)))
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.FunctionDef)
        ]
        relays = set(named)
        while True:
            more = {f.name for f, calls in functions if _passes_on(f, calls, relays)}
            if more <= relays:
                break
            relays |= more
        name = file.relative_to(_PACKAGE).as_posix()
        for function, calls in functions:
            called = {called for called, _ in calls}
            if called & (relays | changes.keys()) and function.name not in relays - named:
                found.add((name, function.name))
    return found


def _passes_on(
    function: ast.FunctionDef, calls: tuple[tuple[str, ast.Call], ...], relays: set[str]
) -> bool:
    """Say whether a function hands a name that it is given on to a change."""
    given = {argument.arg for argument in function.args.args}
    return any(
        called in relays and call.args and isinstance(call.args[0], ast.Name)
        and call.args[0].id in given
        for called, call in calls
    )  # fmt: skip


def _calls(function: ast.FunctionDef) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, node
