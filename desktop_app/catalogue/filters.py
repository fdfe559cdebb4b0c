"""A condition around an expression: ``only(condition, value)``, put on and taken off again."""

from __future__ import annotations

_ONLY = "only("


def with_filter(condition: str, text: str) -> str:
    """Return an expression that is missing where the condition is not true; ``""`` stays."""
    condition, text = condition.strip(), text.strip()
    return f"{_ONLY}{condition}, {text})" if condition and text else text


def without_filter(text: str) -> tuple[str, str]:
    """Return condition and expression of what `with_filter` gave; ``""`` without a condition."""
    if not (text.startswith(_ONLY) and text.endswith(")")):
        return "", text
    inner = text.removeprefix(_ONLY)
    comma, depth, quoted = -1, 1, False
    for place, sign in enumerate(inner):
        if sign == "'":
            quoted = not quoted
        elif not quoted:
            depth += (sign == "(") - (sign == ")")
            if sign == "," and depth == 1 and comma < 0:
                comma = place
            if depth == 0 and place < len(inner) - 1:
                return "", text  # the bracket closes before the end: only(a, b) + c
    return inner[:comma].strip(), inner[comma + 1 : -1].strip()
