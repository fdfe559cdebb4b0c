"""The words and signs of which expressions are made; `expressions` describes the language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop_app.domain.errors import ExpressionError
from desktop_app.domain.translating import tr

_MAX_LENGTH = 2_000
_MAX_TOKENS = 400

_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<text>'[^'\n]*')"
    r"|(?P<sign>==|!=|<=|>=|[-+*/()<>,]))",
    re.ASCII,
)
_RESERVED = frozenset({"and", "or", "not"})


@dataclass(frozen=True, slots=True)
class Token:
    """A number, name, text in quotes, sign or word of an expression, or its end, and its place."""

    kind: str
    text: str
    position: int


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of an expression, the last of kind ``end``.

    Raises
    ------
    ExpressionError
        At the first sign that is none of the language, or if there are too many.
    """
    if len(text) > _MAX_LENGTH:
        raise ExpressionError(
            tr("The formula is longer than {max_length} characters.", max_length=_MAX_LENGTH),
            _MAX_LENGTH,
        )
    tokens: list[Token] = []
    position, end = 0, len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            start = position + len(text[position:]) - len(text[position:].lstrip())
            raise ExpressionError(tr("'{text}' can't be read here.", text=text[start]), start)
        kind, found = match.lastgroup, match[match.lastgroup]
        if found in _RESERVED:
            kind = "word"
        tokens.append(Token(kind, found, match.start(match.lastgroup)))
        if len(tokens) > _MAX_TOKENS:
            raise ExpressionError(
                tr("The formula has more than {max_tokens} parts.", max_tokens=_MAX_TOKENS),
                position,
            )
        position = match.end()
    tokens.append(Token("end", "", end))
    return tokens
