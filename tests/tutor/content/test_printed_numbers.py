"""Where each printed number comes from: `numbers/` tells it for every decimal and every percentage.

It was chosen for an example, or a paper says it, or it is computed here to the last digit printed.
One that stands for several things is computed for each. Whole numbers may be told as well.
"""

import re
from pathlib import Path

import numpy as np
import pytest
import yaml

from tests.tutor.content import ways_to_later_numbers, ways_to_numbers
from tests.tutor.content.text import everything
from tutor.course.reader import read_course

HERE = Path(__file__).parent
LESSONS = {one.id: one for one in read_course(HERE.parents[2]).lessons}
TOLD = {file.stem: yaml.safe_load(file.read_text("utf-8")) for file in (HERE / "numbers").iterdir()}
PLACES = re.compile(
    r"arXiv:[\d.]+|[Ss]ections? [\d.]+( and [\d.]+)?|(Table|Figure|Algorithm|Eq\.) \d+"
)
NUMBER = re.compile(r"(?<![\w.,])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:\s?%)?")
KNOWN = {
    **vars(np),
    **vars(ways_to_numbers),
    **vars(ways_to_later_numbers),
    "abs": abs,
    "round": round,
    "sum": sum,
    "min": min,
}
COMPUTED = [
    pytest.param(printed, way, id=f"{lesson[:2]}: {printed} is {way}")
    for lesson, told in sorted(TOLD.items())
    for printed, ways in told["computed"].items()
    for way in ([ways] if isinstance(ways, str) else ways)
]


def printed_in(lesson):
    text = PLACES.sub("", everything(LESSONS[lesson])).replace("\\%", "%").replace("−", "-")
    return {re.sub(r"\s", "", number) for number in NUMBER.findall(text)}


def to_be_told(numbers):
    return {number for number in numbers if "." in number or "%" in number}


def told_in(lesson):
    told = TOLD[lesson]
    return [*told["chosen"].split(), *told.get("cited", {}), *told["computed"]]


@pytest.mark.parametrize("lesson", sorted(TOLD))
def test_every_printed_number_is_told_once(lesson):
    told = told_in(lesson)

    assert sorted(to_be_told(printed_in(lesson)) - set(told)) == []
    assert sorted({number for number in told if told.count(number) > 1}) == []


@pytest.mark.parametrize("lesson", sorted(TOLD))
def test_no_number_is_told_that_is_not_printed(lesson):
    assert sorted(set(told_in(lesson)) - printed_in(lesson)) == []


@pytest.mark.parametrize(("printed", "way"), COMPUTED)
def test_a_number_is_computed_to_the_last_digit_that_is_printed(printed, way):
    digits, percent = printed.removesuffix("%"), printed.endswith("%")

    value = abs(eval(way, KNOWN)) * (100 if percent else 1)

    half_a_digit = 0.5 * 10.0 ** -len(digits.partition(".")[2])
    assert abs(value - float(digits.replace(",", ""))) <= half_a_digit * (1 + 1e-9), (
        f"{way} is {value:.8g}"
    )
