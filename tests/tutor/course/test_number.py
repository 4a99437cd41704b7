import pytest

from tutor.course import number
from tutor.course.formula import FormulaError


@pytest.mark.parametrize(
    ("typed", "value", "shown"),
    [
        ("0.25", 0.25, "0.25"),
        (".5", 0.5, "0.5"),
        ("-1.2", -1.2, "−1.2"),
        ("−1.2", -1.2, "−1.2"),
        ("1/4", 0.25, "1/4 = 0.25"),
        ("½", 0.5, "0.5"),
        ("1e-3", 0.001, "1e-3 = 0.001"),
        ("1e6", 1000000, "1e6 = 1000000"),
        ("8 %", 0.08, "8 % = 0.08"),
        ("8%", 0.08, "8 % = 0.08"),
        ("sqrt(2)", 2**0.5, "√2 = 1.41421"),
        ("0.9*0.8*0.5", 0.36, "0.9·0.8·0.5 = 0.36"),
        ("exp(-50)", 1.9287498479639178e-22, "exp(−50) = 1.92875e−22"),
    ],
)
def test_a_number_may_be_written_in_many_ways(typed, value, shown):
    reading = number.read(typed)

    assert reading.value == pytest.approx(value, rel=1e-12)
    assert reading.shown == shown


@pytest.mark.parametrize(
    ("typed", "message", "column", "hint"),
    [
        pytest.param(
            "0,5",
            "a comma means one thing here and another there",
            1,
            "write decimals with a point, `0.5`, and thousands without a sign, `1000`",
            id="a comma",
        ),
        pytest.param(
            "10 000",
            "these are two numbers",
            2,
            "write one, without a blank in it",
            id="a blank",
        ),
        pytest.param(
            "2*x",
            "`x` is not a name that is used here",
            2,
            "write a number, as `0.25`, `1/4` or `2e-3`",
            id="a name",
        ),
        pytest.param("1/0", "this has no value", 0, "", id="nothing"),
        pytest.param("", "the formula stops too early", 0, "", id="an empty line"),
        pytest.param("5 % of 3", "`%` does not belong in a formula", 2, "", id="more than a share"),
    ],
)
def test_what_is_no_number_is_pointed_at(typed, message, column, hint):
    with pytest.raises(FormulaError) as caught:
        number.read(typed)

    assert (str(caught.value), caught.value.column, caught.value.hint) == (message, column, hint)
