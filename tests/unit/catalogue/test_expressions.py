"""The formula language against plain Python and by hand."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.catalogue.arithmetic import FUNCTIONS
from desktop_app.catalogue.expressions import STATUS_CODES, parse
from desktop_app.domain.errors import ExpressionError

NAN = math.nan


def run(text, **columns):
    return parse(text).evaluate({name: np.array(value) for name, value in columns.items()})


def same(found, expected):
    np.testing.assert_allclose(found, np.array(expected, dtype=float), equal_nan=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("2 - 3 - 4", -5),
        ("24 / 4 / 2", 3),
        ("-2 * -(3)", 6),
        ("--2", 2),
        (".5 + 1e2 + 1.", 101.5),
        ("1 < 2", 1),
        ("2 <= 1", 0),
        ("1 != 1 or 3 == 3", 1),
        ("not 1 == 2 and 1", 1),
        ("not not 5", 1),
        ("not not not 5", 0),
        ("1 or 0 and 0", 1),
        ("min(3, 1, 2) + max(3, 1, 2)", 4),
        ("abs(-4)", 4),
        ("clip(7, 0, 5) + clip(-7, 0, 5)", 5),
        ("between(1, 1, 2) + between(2, 1, 2) + between(2.1, 1, 2)", 2),
        ("when(0, 10, 20)", 20),
        ("interpolate(5, 0, 0, 10, 100)", 50),
        ("interpolate(-5, -1, 7, 10, 100)", 7),
        ("known(1) + missing(1)", 1),
    ],
)
def test_constants(text, expected):
    same(run(text), [expected])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a + b", [NAN, NAN, NAN, 3]),
        ("a < b", [NAN, NAN, NAN, 1]),
        ("a and b", [NAN, 0, NAN, 1]),
        ("a or b", [1, NAN, NAN, 1]),
        ("not a", [NAN, 1, NAN, 0]),
        ("known(a)", [0, 1, 0, 1]),
        ("missing(a)", [1, 0, 1, 0]),
        ("coalesce(a, b, 9)", [5, 0, 9, 1]),
        ("coalesce(a, b)", [5, 0, NAN, 1]),
        ("sum_of(a, b)", [5, 0, NAN, 3]),
        ("when(a, b, 7)", [NAN, 7, NAN, 2]),
        ("only(a, b)", [NAN, NAN, NAN, 2]),
        ("min(a, b)", [NAN, NAN, NAN, 1]),
        ("max(a, b)", [NAN, NAN, NAN, 2]),
        ("between(a, 0, b)", [NAN, NAN, NAN, 1]),
        ("seconds_between(a, b)", [NAN, NAN, NAN, 1]),
        ("interpolate(a, 0, 0, 1, 10)", [NAN, 0, NAN, 10]),
        ("abs(a)", [NAN, 0, NAN, 1]),
        ("clip(a, 2, 3)", [NAN, 2, NAN, 2]),
    ],
)
def test_missing_values(text, expected):
    same(run(text, a=[NAN, 0.0, NAN, 1.0], b=[5.0, NAN, NAN, 2.0]), expected)


def test_division_by_zero_and_infinity_are_missing():
    same(run("a / b", a=[1.0, 0.0, 6.0], b=[0.0, 0.0, 3.0]), [NAN, NAN, 2])
    same(run("a * 1e300 * 1e300", a=[1.0]), [NAN])


def test_a_date_without_time_is_due_until_the_end_of_its_day():
    day = 19_000 * 86_400.0
    delivered = [day + 50_000, day + 86_400, day + 40_000]
    due = [day, day, day + 36_000]
    same(run("delivered <= deadline(due)", delivered=delivered, due=due), [1, 0, 0])


def test_status_is_compared_by_name():
    codes = [STATUS_CODES["open"], STATUS_CODES["closed"], STATUS_CODES["cancelled"], NAN]
    same(run("is_status(s, 'closed')", s=codes), [0, 1, 0, NAN])
    same(run("is_status(s, 'open') or is_status(s, 'cancelled')", s=codes), [1, 0, 1, NAN])


def test_on_time_counts_overdue_work_and_leaves_out_what_is_not_due():
    part = (
        "only(known(delivered_at) or deadline(due_at) < as_of,"
        " known(delivered_at) and delivered_at <= deadline(due_at))"
    )
    hour = 3_600.0
    found = run(
        part,
        delivered_at=[1 * hour, 9 * hour, NAN, NAN, 1 * hour],
        due_at=[5 * hour, 5 * hour, 5 * hour, 50 * hour, NAN],
        as_of=20 * hour,
    )
    same(found, [1, 0, 0, NAN, NAN])


def test_result_is_as_long_as_the_columns():
    assert parse("1").evaluate({"a": np.zeros(4)}).shape == (4,)
    assert parse("a").evaluate({"a": np.zeros(0)}).shape == (0,)
    assert parse("1").evaluate({}).shape == (1,)
    assert parse("as_of").evaluate({"as_of": np.array(5.0), "a": np.zeros(3)}).shape == (3,)


def test_result_does_not_share_memory_with_a_column():
    column = np.zeros(3)
    parse("a").evaluate({"a": column})[0] = 5
    assert column[0] == 0


def test_names():
    expression = parse("only(known(b), a) / known(c) + a")
    assert expression.fields == {"a", "b", "c"}
    with pytest.raises(ExpressionError, match="'c'"):
        expression.evaluate({"a": np.zeros(1), "b": np.zeros(1)})


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 0),
        ("   ", 0),
        ("1 +", 3),
        ("1 1", 2),
        ("(1", 2),
        ("1)", 1),
        ("a.b", 1),
        ("a[0]", 1),
        ("a b", 2),
        ("a = 1", 2),
        ("1 < 2 < 3", 6),
        ("known", 5),
        ("known()", 6),
        ("known(1, 2)", 0),
        ("2 + nothing(1)", 4),
        ("eval('1')", 0),
        ("eval('a')", 0),
        ("__import__(1)", 0),
        ("'open'", 0),
        ("is_status(s, 'gone')", 13),
        ("is_status(s, 1)", 13),
        ("is_status('open', s)", 10),
        ("interpolate(a, 0, 0)", 0),
        ("interpolate(a, 0, 0, 1)", 0),
        ("interpolate(a, 1, 0, 1, 5)", 0),
        ("interpolate(a, 0, 0, b, 5)", 0),
        ("and", 0),
        ("a and", 5),
        ("lambda: 1", 6),
        ("a if b else c", 2),
        ("1 \N{GREEK SMALL LETTER ALPHA}", 2),
        ("\N{ARABIC-INDIC DIGIT ONE}", 0),
        ("a ** 2", 3),
        ("a // 2", 3),
        ("1_000", 1),
        ("0x10", 1),
    ],
)
def test_refused_with_position(text, position):
    with pytest.raises(ExpressionError) as error:
        parse(text)
    assert error.value.position == position
    assert error.value.message


@pytest.mark.parametrize(
    "text", ["(" * 5000 + "1" + ")" * 5000, "1" + "+1" * 900, "(" * 60 + "1" + ")" * 60]
)
def test_too_large_formulas_are_refused(text):
    with pytest.raises(ExpressionError):
        parse(text)


def test_the_deepest_and_longest_formulas_allowed_are_evaluated():
    same(run("(" * 39 + "1" + ")" * 39), [1])
    same(run("1" + "+1" * 199), [200])


# What a formula may be made of, rendered with brackets, against Python's own arithmetic.
_LEAVES = st.one_of(st.integers(0, 99).map(str), st.sampled_from(["a", "b"]))
_ARITHMETIC = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        st.tuples(inner, st.sampled_from(["<", "<=", "==", "!="]), inner).map(
            lambda t: f"({t[0]} {t[1]} {t[2]})"
        ),
        inner.map(lambda text: f"(-{text})"),
    ),
    max_leaves=12,
)


@given(_ARITHMETIC, st.integers(-5, 5), st.integers(-5, 5))
def test_arithmetic_equals_python(text, a, b):
    expected = eval(text, {"__builtins__": {}}, {"a": a, "b": b})  # noqa: S307 - the oracle
    same(run(text, a=[float(a)], b=[float(b)]), [float(expected)])


@given(st.lists(st.tuples(*[st.sampled_from([0.0, 1.0, NAN])] * 2), min_size=1, max_size=9))
def test_logic_is_three_valued(pairs):
    """Kleene's logic is the least and greatest of what the missing values could turn out to be."""
    a, b = (np.array(column) for column in zip(*pairs, strict=True))
    for text, function in (("a and b", min), ("a or b", max)):
        for value, x, y in zip(run(text, a=a, b=b), a, b, strict=True):
            could_be = {
                function(p, q)
                for p in ([0.0, 1.0] if math.isnan(x) else [x])
                for q in ([0.0, 1.0] if math.isnan(y) else [y])
            }
            same([value], [could_be.pop() if len(could_be) == 1 else NAN])


_PIECES = ["a", "b", "1", "2.5", "'open'", *"+-*/()<>,", "==", "and", "or", "not", *FUNCTIONS]


@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(st.sampled_from(_PIECES), max_size=12).map(" ".join),
    )
)
def test_any_text_is_an_expression_or_an_expression_error(text):
    expression, position = parsed_or_position(text)
    if expression is None:
        assert 0 <= position <= max(len(text), 1)
        return
    value = expression.evaluate(dict.fromkeys([*expression.fields, "z"], np.ones(2)))
    assert value.shape == (2,)
    assert not np.isinf(value).any()


def parsed_or_position(text):
    try:
        return parse(text), -1
    except ExpressionError as error:
        return None, error.position


_PAYLOADS = ["a.__class__", "a.b()", "().__class__", "a['x']", "f(x)", "open('f')", "x:=1"]


@given(
    st.sampled_from(
        ["a.__class__", "a.b()", "().__class__", "a['x']", "f(x)", "open('f')", "x:=1"]
    ),
    st.sampled_from(["{}", "1 + {}", "known({})", "({})", "coalesce(a, {})", "not {}"]),
)
def test_no_attribute_item_or_foreign_call_can_be_written(payload, around):
    with pytest.raises(ExpressionError):
        parse(around.format(payload))


def test_python_names_are_only_fields():
    """A dunder name is a name like any other: it reads a column and nothing else."""
    assert parse("__class__").fields == {"__class__"}
    with pytest.raises(ExpressionError):
        parse("__class__").evaluate({})
