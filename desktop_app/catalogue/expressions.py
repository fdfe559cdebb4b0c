"""The small language of formulas: numbers, fields, arithmetic, comparisons and a few functions.

Grammar, from loosest to tightest; comparisons do not chain::

    or:      and ("or" and)*
    and:     not ("and" not)*
    not:     "not" not | compare
    compare: sum (("==" | "!=" | "<" | "<=" | ">" | ">=") sum)?
    sum:     product (("+" | "-") product)*
    product: sign (("*" | "/") sign)*
    sign:    ("+" | "-") sign | NUMBER | NAME | NAME "(" or ("," or)* ")" | "(" or ")"

There is nothing else: no attributes, indexing, assignments or texts, apart from those in quotes
that `is_status` and `is_one_of` compare with. A name followed by a bracket must be one of
`FUNCTIONS`.

Every value is an array of float; true is 1, false is 0, missing is NaN. Arithmetic and
comparisons with a missing operand are missing; so are a division by 0 and any infinite result.
``and``, ``or`` and ``not`` are three-valued: ``0 and missing`` is 0, ``1 or missing`` is 1, else
a missing operand makes the result missing. Timestamps are seconds since 1970; texts and ids are
given as arbitrary numbers, so that only `known` and `missing` make sense of them.

Functions
---------
known(x), missing(x)
    1 or 0, never missing.
when(c, a, b)
    a where c is true, b where it is false, missing where c is missing.
only(c, a)
    a where c is true, else missing: takes a row out of the count.
coalesce(a, b, ...)
    The first that is known.
sum_of(a, b, ...)
    Sum in which a missing part counts as 0, unless all are missing: then missing.
min(a, b, ...), max(a, b, ...)
    Missing if any is missing.
abs(x), clip(x, low, high), between(x, low, high)
    `between` includes both ends.
interpolate(x, x1, y1, x2, y2, ...)
    Piecewise linear through constant points with rising x, flat outside them.
seconds_between(a, b)
    b - a for two timestamps, in seconds. Where b's column holds dates without a time of day and
    a's does not, both count as dates: whole days.
discounted_years(n, r)
    What 1 a year, paid at the end of each of n years, is worth now at a yearly rate r: the years
    themselves where the rate is 0.
distinct(x)
    How many different ids there are, as the whole of a ratio over records and nowhere else.
most_of_person(x)
    The largest known value of a field on all rows of the same person. Only over records.
working_seconds(a, b)
    The part of b - a in which the vendor works, by its calendar, for two timestamp fields. Only
    over records, and only where the vendor has a calendar.
deadline(t)
    A timestamp at midnight is a date without a time: due until the end of that day. Any other
    stays as it is.
is_status(s, 'open'), 'closed', 'cancelled'
    Whether a status, given as `STATUS_CODES`, is that one.
is_one_of(field, 'Chat', 'E-mail', ...)
    Whether the text of a field is one of these, whatever its case and punctuation. Only over
    records.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

import numpy as np

from desktop_app.catalogue.arithmetic import FUNCTIONS, Floats
from desktop_app.catalogue.formula_names import (
    DISTINCT,
    IS_ONE_OF,
    MOST_OF_PERSON,
    PARTLY_KNOWN,
    WORKING,
    choice_name,
    distinct_name,
    partly_known_name,
    person_name,
    working_name,
)
from desktop_app.catalogue.nodes import Binary, Call, Name, Node, Not, Number
from desktop_app.catalogue.text import normalise
from desktop_app.catalogue.tokens import Token, tokens_of
from desktop_app.domain.errors import ExpressionError
from desktop_app.domain.translating import tr

STATUS_CODES: Mapping[str, float] = {"open": 0.0, "closed": 1.0, "cancelled": 2.0}
"""How a field of kind status is given to an expression."""

_OF_ROWS = MappingProxyType(
    {
        MOST_OF_PERSON: person_name,
        DISTINCT: distinct_name,
        PARTLY_KNOWN: partly_known_name,
    }
)
"""Functions whose calls are names: what they give depends on other rows."""
_MAX_DEPTH = 40
_AT_ONCE = 1 << 15
"""Rows that an expression is worked out for at once."""
_COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")


@dataclass(frozen=True, slots=True)
class Expression:
    """A formula that has been read; make one with `parse`.

    Parameters
    ----------
    text : str
        As written.
    fields : frozenset of str
        Every name that `evaluate` needs.
    places : mapping of name to int
        Where in the text each of them stands first, from 0.
    by_rows : bool
        Whether each row's value depends on that row alone.
    """

    text: str
    fields: frozenset[str]
    places: Mapping[str, int]
    _root: Node
    by_rows: bool = True

    def evaluate(self, columns: Mapping[str, Floats]) -> Floats:
        """Return one value per row, NaN where it is missing, never infinite.

        Parameters
        ----------
        columns : mapping of name to array of float, all of one length
            May hold more than `fields`. A scalar stands for a whole column.

        Returns
        -------
        array of float
            As long as the columns; of length 1 when there are none.

        Raises
        ------
        ExpressionError
            If a name is not in `columns`.
        """
        shape = np.broadcast_shapes((1,) if not columns else (), *map(np.shape, columns.values()))
        shape = shape or (1,)
        if not self.by_rows or shape[0] <= _AT_ONCE:
            return np.array(np.broadcast_to(self._values(columns), shape))
        # What is made in between stays in the processor's cache.
        result = np.empty(shape)
        for first in range(0, shape[0], _AT_ONCE):
            rows = slice(first, first + _AT_ONCE)
            some = {name: one[rows] if np.size(one) > 1 else one for name, one in columns.items()}
            result[rows] = self._values(some)
        return result

    def _values(self, columns: Mapping[str, Floats]) -> Floats:
        with np.errstate(all="ignore"):
            value = self._root.evaluate(columns)
        return np.where(np.isfinite(value), value, np.nan)


class _Parser:
    """Recursive descent over the tokens of one expression."""

    def __init__(self, text: str) -> None:
        self._tokens = tokens_of(text)
        self._next = 0
        self._depth = 0
        self.names: dict[str, int] = {}
        self.by_rows = True

    def whole(self) -> Node:
        node = self._or()
        if self._token.kind != "end":
            raise self._error(tr("'{token}' is not expected here.", token=self._token.text))
        return node

    @property
    def _token(self) -> Token:
        return self._tokens[self._next]

    def _error(self, message: str) -> ExpressionError:
        return ExpressionError(message, self._token.position)

    def _take(self, *texts: str) -> str:
        """Return and pass the token if it is one of these operators or words, else ``""``."""
        token = self._token
        if token.kind in ("sign", "word") and token.text in texts:
            self._next += 1
            return token.text
        return ""

    def _expect(self, text: str) -> None:
        if not self._take(text):
            found = self._token.text or tr("the end")
            raise self._error(tr("Expected '{text}' and found '{found}'.", text=text, found=found))

    def _or(self) -> Node:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise self._error(
                tr("The formula is nested more than {max_depth} deep.", max_depth=_MAX_DEPTH)
            )
        node = self._and()
        while self._take("or"):
            node = Binary("or", node, self._and())
        self._depth -= 1
        return node

    def _and(self) -> Node:
        node = self._negation()
        while self._take("and"):
            node = Binary("and", node, self._negation())
        return node

    def _negation(self) -> Node:
        times = 0
        while self._take("not"):
            times += 1
        node = self._comparison()
        for _ in range(min(times, 2 - times % 2)):  # a third "not" adds nothing to the first
            node = Not(node)
        return node

    def _comparison(self) -> Node:
        node = self._sum()
        if operator := self._take(*_COMPARISONS):
            node = Binary(operator, node, self._sum())
            if self._token.text in _COMPARISONS:
                raise self._error(tr("Comparisons do not chain; write 'a < b and b < c'."))
        return node

    def _sum(self) -> Node:
        node = self._product()
        while operator := self._take("+", "-"):
            node = Binary(operator, node, self._product())
        return node

    def _product(self) -> Node:
        node = self._sign()
        while operator := self._take("*", "/"):
            node = Binary(operator, node, self._sign())
        return node

    def _sign(self) -> Node:
        negative = False
        while operator := self._take("+", "-"):
            negative ^= operator == "-"
        node = self._atom()
        return Binary("-", Number(0.0), node) if negative else node

    def _atom(self) -> Node:
        token = self._token
        if self._take("("):
            node = self._or()
            self._expect(")")
            return node
        if token.kind == "number":
            self._next += 1
            return Number(float(token.text))
        if token.kind == "name":
            self._next += 1
            if self._take("("):
                return self._call(token)
            if token.text in FUNCTIONS:
                raise self._error(tr("The function '{token}' needs brackets.", token=token.text))
            return self._named(token.text, token.position)
        raise self._error(
            tr(
                "Expected a number, a name or '(' and found '{token}'.",
                token=token.text or tr("the end"),
            )
        )

    def _call(self, name: Token) -> Node:
        if name.text not in FUNCTIONS:
            known = ", ".join(sorted(FUNCTIONS))
            raise ExpressionError(
                tr("There is no function '{name}'.", name=name.text),
                name.position,
                tr("There are: {known}.", known=known),
            )
        if name.text == IS_ONE_OF:
            return self._choice(name)
        arguments = [self._or()]
        while self._take(","):
            arguments.append(self._status() if name.text == "is_status" else self._or())
        self._expect(")")
        _check_arguments(name, arguments)
        if name.text == WORKING:
            return self._working(name, arguments)
        if name.text in _OF_ROWS:
            return self._of_rows(name, arguments[0])
        self.by_rows &= not FUNCTIONS[name.text].of_column
        return Call(name.text, tuple(arguments))

    def _working(self, name: Token, arguments: list[Node]) -> Node:
        """Return the call as a name: a calendar belongs to a vendor, which is not given here."""
        fields = [argument.name for argument in arguments if isinstance(argument, Name)]
        if len(fields) != len(arguments):
            raise ExpressionError(
                tr("'{working}' takes the names of two fields.", working=WORKING), name.position
            )
        return self._named(working_name(*fields), name.position)

    def _of_rows(self, name: Token, argument: Node) -> Node:
        """Return the call as a name: what is on other rows is not given here."""
        if not isinstance(argument, Name):
            raise ExpressionError(
                tr("'{name}' takes the name of a field.", name=name.text), name.position
            )
        return self._named(_OF_ROWS[name.text](argument.name), name.position)

    def _choice(self, name: Token) -> Node:
        """Return the call as a name: only the records know their texts."""
        field = self._token
        if field.kind != "name" or field.text in FUNCTIONS:
            raise self._error(
                tr("'{is_one_of}' takes the name of a field first.", is_one_of=IS_ONE_OF)
            )
        self._next += 1
        texts = []
        while self._take(","):
            texts.append(normalise(self._token.text) if self._token.kind == "text" else "")
            if not texts[-1]:
                raise self._error(tr("Expected a text in single quotes, as in 'Chat'."))
            self._next += 1
        if not texts:
            raise self._error(tr("Expected a comma and a text in single quotes, as in 'Chat'."))
        self._expect(")")
        return self._named(choice_name(field.text, sorted(set(texts))), field.position)

    def _named(self, name: str, position: int) -> Node:
        self.names.setdefault(name, position)
        return Name(name, position)

    def _status(self) -> Node:
        token = self._token
        code = STATUS_CODES.get(token.text.strip("'")) if token.kind == "text" else None
        if code is None:
            raise self._error(tr("Expected 'open', 'closed' or 'cancelled', in quotes."))
        self._next += 1
        return Number(code)


def _check_arguments(name: Token, arguments: list[Node]) -> None:
    function, count = FUNCTIONS[name.text], len(arguments)
    if count < function.least or (function.most is not None and count > function.most):
        wanted = str(function.least)
        if function.most != function.least:
            wanted = tr("{count} or more", count=function.least)
        raise ExpressionError(
            tr(
                "'{name}' takes {wanted} values and was given {count}.",
                name=name.text,
                wanted=wanted,
                count=count,
            ),
            name.position,
        )
    if name.text == "interpolate":
        points = [_constant(argument) for argument in arguments[1:]]
        xs = points[::2]
        rising = all(a is not None and b is not None and a < b for a, b in pairwise(xs))
        if len(points) % 2 or None in points or not rising:
            raise ExpressionError(
                tr("'interpolate' takes a value and then pairs of constants x, y with rising x."),
                name.position,
            )


def _constant(node: Node) -> float | None:
    """Return the value of a number with or without a minus, else None."""
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Binary) and node.left == Number(0.0) and isinstance(node.right, Number):
        return -node.right.value
    return None


@lru_cache(maxsize=2_048)
def parse(text: str) -> Expression:
    """Return the expression of a formula's text.

    Raises
    ------
    ExpressionError
        If it can't be read; `position` is where.
    """
    parser = _Parser(text)
    root = parser.whole()
    return Expression(
        text, frozenset(parser.names), MappingProxyType(parser.names), root, parser.by_rows
    )
