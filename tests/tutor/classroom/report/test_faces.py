"""The report as it is seen: in a browser, in a terminal, and by who hears it."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from rich.console import Console

from tests.tutor.classroom.web import Page
from tutor.classroom.report.figures import (
    Cluster,
    OfExercise,
    OfMisconception,
    OfQuestion,
    Report,
    Stuck,
    Suspect,
)
from tutor.classroom.report.page import as_page
from tutor.classroom.report.terminal import lines, show
from tutor.classroom.submission import Oddity

HOSTILE = "=cmd()</td><script>alert(1)</script>\x1b[2J\"'><img src=x onerror=y>"
REPORT = Report(
    course="Two functions",
    made=datetime(2026, 11, 2, tzinfo=UTC),
    learners=20,
    records=18,
    least=5,
    named=False,
    exercises=(
        OfExercise("halve", "01", 16, 12, 1, 2.5, 12.25, "doubles"),
        OfExercise("turn", "01", None, None, None, None, None, ""),
    ),
    questions=(
        OfQuestion("ask-1", "01", "Half of 1?", 16, 4, 2, 1.5, -0.41),
        OfQuestion("ask-2", "01", "Half of 2?", 16, 12, 1, None, 0.52),
        OfQuestion("ask-3", "01", "Half of 3?", None, None, None, None, None),
    ),
    misconceptions=(
        OfMisconception("doubles", 7, ("halve", "ask-1"), "01 The jump, step 1: Jump"),
    ),
    rare=2,
    stuck=(
        Stuck("k7m2q5xz", "halve", "Half of each number", 6, datetime(2026, 11, 1, tzinfo=UTC)),
        Stuck("k7m2q5xz", "turn", "", 1, None),
        Stuck("b2c3d4e5", "", "", 3, None),
        Stuck("c2c3d4e5", "halve", "Half of each number", 3, None),
        Stuck("d2c3d4e5", "halve", "", 3, None),
        Stuck("d2c3d4e5", "", "", 3, None),
    ),
    suspects=(Suspect("ask-1", "01", "Half of 1?", 16, 4, -0.41, 16, -0.75, 0.11, "double"),),
    clusters=(
        Cluster("halve", 6, 5, "Half of each number", "expected 1, seen 3\ninput", "def f(): 1\n"),
    ),
    small_clusters=1,
    odd=(Oddity("a record", "this is no record"),),
)
EMPTY = replace(
    REPORT,
    learners=0,
    records=0,
    exercises=(),
    questions=(),
    misconceptions=(),
    rare=0,
    stuck=(),
    suspects=(),
    clusters=(),
    small_clusters=0,
    odd=(),
)
SENTENCES = """\
Two functions
20 learners, 75 % of the exercises tried are passed, 4 learners are stuck, 18 records of work.
Learners have pseudonyms, and of fewer than 5 nothing is said apart: it shows as `–`. For your \
own eyes, `--names` shows all.

## Exercises
Of those who tried it, who passed. Files, tries and minutes are medians.
- 01 halve: tried 16, passed 12 (75 %), files 1, tries 2.5, minutes 12.2, most frequent mistake \
doubles
- 01 turn

## Who is stuck
They failed three times in a row at one check, handed in three files, or gave up.
Where fewer than 5 are stuck is not said.
- d2c3d4e5: times 2, stuck on halve and 1 more
- k7m2q5xz: times 2, stuck on halve, turn, last 01 Nov
- b2c3d4e5: times 1
- c2c3d4e5: times 1, stuck on halve: Half of each number

## Misconceptions
How many show each wrong idea, in code or in an answer, and where it is treated.
2 more are shown by fewer than 5.
- doubles: learners 7, treated in 01 The jump, step 1: Jump, shown in halve, ask-1

## Questions
First answers to each question as it stands now. Tries and minutes are medians.
- 01 ask-1: answered 16, right at once 4 (25 %), tries 2, minutes 1.5, r −0.41, asks Half of 1?
- 01 ask-2: answered 16, right at once 12 (75 %), tries 1, r +0.52, asks Half of 2?
- 01 ask-3: asks Half of 3?

## Is a key wrong?
Where r is below zero, those who get the other questions right get this one wrong.
In a class this small, about 1 of 2 right keys look so by chance: read the question before you \
change it.
- 1: 01 ask-1: right at once 4 of 16, r −0.41, 95 % −0.75 to +0.11, n 16, others said double, \
asks Half of 1?

## Mistakes without a name
Wrong in the same way on the same numbers, and no known mistake explains it.
1 more way, of three learners or more, but fewer than 5.
Each stub is what one of them wrote: put it into the hidden test, and mend it.
- halve: learners 6, files 5, does not pass Half of each number, says expected 1, seen 3
a stub is in the page

## What could not be read
a record: this is no record
Whose it is, `--names` says."""


def in_a_terminal(report: Report, width: int) -> str:
    out = io.StringIO()
    show(report, Console(file=out, width=width, force_terminal=False, highlight=False))
    return out.getvalue()


def test_who_hears_it_is_told_what_each_number_counts():
    assert "\n".join(lines(REPORT)) == SENTENCES


@pytest.mark.parametrize("width", [80, 60])
def test_a_terminal_gets_tables_that_fit(width):
    text = in_a_terminal(REPORT, width)

    assert max(map(len, text.splitlines())) <= width
    for words in ("01 halve", "12 (75 %)", "k7m2q5xz", "−0.41", "doubles"):
        assert words in text


def test_a_long_name_takes_no_digit_of_a_number():
    asked = replace(REPORT.questions[0], id="a-question-with-a-name-of-" + "many-" * 4 + "letters")

    text = in_a_terminal(replace(REPORT, questions=(asked,), suspects=()), 80)

    assert re.search(r"16 +4 \(25 %\) +2 +1.5 +−0.41", text)


def test_a_terminal_says_how_much_more_there_is():
    many = tuple(OfMisconception(f"idea {number}", 9, ("halve",), "") for number in range(18))

    text = in_a_terminal(replace(REPORT, misconceptions=many), 80)

    assert "and 3 more, in the page" in text
    assert "idea 15" not in text


def test_a_class_of_nobody_has_a_report():
    told = "\n".join(lines(EMPTY))

    assert "0 learners, – of the exercises tried are passed, 0 learners are stuck" in told
    assert "Nobody is stuck." in told
    assert "None was named." in told
    assert "There is nothing that three or more share." in told
    assert told.count("name their folder with `--records DIR`") == 2
    assert "It takes 10 learners who answered a question and 5 others" in told
    Page(as_page(EMPTY))


def test_records_without_an_answer_are_said_to_have_none():
    told = list(lines(replace(REPORT, questions=(), suspects=())))

    at = told.index("## Questions")
    assert told[at + 1] == "Nobody has answered a question as it stands now."


def test_a_big_class_with_right_keys_is_told_so():
    big = tuple(replace(one, answered=80, correlation=0.5) for one in REPORT.questions[:2])

    told = list(lines(replace(REPORT, questions=big, suspects=())))

    assert "In a class this big, hardly one of 2 right keys looks so by chance." in told
    assert "There is none." in told


def test_the_teachers_own_report_says_that_it_is():
    told = list(lines(replace(REPORT, named=True)))

    assert "Learners are called by their names, and small groups are shown: for you alone." in told


def test_a_page_has_all_of_it_and_needs_nothing_else():
    page = Page(as_page(REPORT))

    for words in ("Two functions", "01 halve", "12 (75 %)", "k7m2q5xz", "−0.75 to +0.11"):
        assert words in page.text
    assert "def f(): 1" in page.text
    tags = {name for name, _ in page.elements}
    assert not tags & {"script", "img", "link", "iframe", "object", "image", "use"}
    assert not re.search(r"(src|href)=\"(?!#)", as_page(REPORT))


def test_each_plot_says_in_words_what_it_draws():
    page = Page(as_page(REPORT))
    plots = [one for one in page.all("svg") if "plot" in one.get("class", "")]

    assert [one["role"] for one in plots] == ["img"] * 5
    assert plots[0]["aria-label"] == "Who passed which exercise. 01 halve: 12 of 16"
    assert plots[4]["aria-label"] == (
        "Each question: how many got it right at once, and r. 2 questions, 1 below zero: ask-1"
    )


def test_each_plot_has_its_numbers_in_a_table():
    page = as_page(REPORT)

    sections = re.findall(r"<section.*?</section>", page, re.DOTALL)

    assert len(sections) == 7
    for section in sections:
        assert "<table>" in section or '<svg class="plot"' not in section


def test_each_reference_of_a_page_is_there_once():
    page = Page(as_page(REPORT))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    wanted = re.findall(r"href=\"#([^\"]+)|url\(#([^)]+)\)|labelledby=\"([^\"]+)", as_page(REPORT))

    assert len(ids) == len(set(ids))
    assert {name for found in wanted for name in found if name} <= set(ids)


def test_bars_are_as_long_as_their_shares():
    page = as_page(REPORT)
    first = page[
        page.index("01 halve</text>") : page.index("</svg>", page.index("01 halve</text>"))
    ]

    widths = re.findall(r'x="([\d.]+)%" y="\d+" width="([\d.]+)%"', first)

    assert widths == [("0.00", "60.00"), ("60.00", "20.00"), ("80.00", "20.00")]


def test_a_dot_lies_where_its_question_does():
    page = as_page(REPORT)

    assert '<circle class="dot wrong" cx="26.00%" cy="211.4" r="6"><title>ask-1</title>' in page


def test_nothing_of_a_learners_is_set_or_run():
    hostile = replace(
        REPORT,
        misconceptions=(OfMisconception(HOSTILE, 7, (HOSTILE,), HOSTILE),),
        stuck=(Stuck(HOSTILE, "halve", HOSTILE, 3, None),),
        suspects=(replace(REPORT.suspects[0], instead=HOSTILE),),
        clusters=(Cluster("halve", 6, 5, HOSTILE, HOSTILE, HOSTILE),),
        odd=(Oddity(HOSTILE, HOSTILE),),
    )

    page = Page(as_page(hostile))

    assert {"script", "img"} & {name for name, _ in page.elements} == set()
    assert "\x1b" not in in_a_terminal(hostile, 80)


def test_a_long_name_does_not_run_out_of_its_plot():
    long = (replace(REPORT.misconceptions[0], title="a wrong idea " * 8),)

    labels = re.findall(
        r"<text x=\"0\"[^>]*>([^<]+)", as_page(replace(REPORT, misconceptions=long))
    )

    assert max(map(len, labels)) <= 36
