"""Texts in the code are written so that they can be translated."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from tests.helpers.texts import ROOT

MODULES = sorted((ROOT / "desktop_app").rglob("*.py"))


def calls(path: Path) -> Iterator[ast.Call]:
    """Yield the calls of tr, later and local in a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("tr", "later", "local")
        ):
            yield node


@pytest.mark.parametrize("package", sorted({path.relative_to(ROOT).parts[1] for path in MODULES}))
def test_texts_are_literals_whose_placeholders_are_given(package: str) -> None:
    wrong = []
    for path in MODULES:
        if path.relative_to(ROOT).parts[1] != package:
            continue
        for call in calls(path):
            text = call.args[0]
            place = f"{path.relative_to(ROOT)}:{call.lineno}"
            if isinstance(text, ast.JoinedStr | ast.BinOp):
                wrong.append(f"{place}: the text is put together")
            if not (isinstance(text, ast.Constant) and isinstance(text.value, str)):
                continue
            given = {word.arg for word in call.keywords}
            if None in given or not given:
                continue
            named = {name for _, name, _, _ in Formatter().parse(text.value) if name is not None}
            if named != given:
                wrong.append(f"{place}: has {sorted(named)}, is given {sorted(map(str, given))}")
    assert not wrong, "\n".join(wrong)
