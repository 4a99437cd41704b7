import pytest

from tutor.course.reading.scanner import Display, Fence, Heading, Piece, Text, scan


def pieces(text: str) -> tuple[list[Piece], list[str]]:
    """What is found, and what is wrong, as `line: what; hint`."""
    faults: list[str] = []

    def report(line, what, hint, *, warning=False):
        faults.append(f"{line}: {what}; {hint}")

    return list(scan(text.split("\n"), 0, report)), faults


def test_a_lesson_falls_apart_into_pieces_that_know_their_lines():
    text = "\nWords,\n\nmore words.\n\n## Title\n```sim dissolve\nt: 3\n```\n$$ x^2 $$\nEnd.\n"

    found, faults = pieces(text)

    assert faults == []
    assert found == [
        Text("Words,\n\nmore words.", 2),
        Heading(2, "Title", 6),
        Fence("sim", "dissolve", ("t: 3",), 7),
        Display("x^2", 10),
        Text("End.", 11),
    ]


@pytest.mark.parametrize(
    ("text", "latex", "line"),
    [
        pytest.param("$$\na\nb\n$$", "a\nb", 2, id="marks on lines of their own"),
        pytest.param("$$ a\nb $$", "a\nb", 1, id="marks at the ends of the formula"),
        pytest.param("  $$ a $$", "a", 1, id="indented"),
    ],
)
def test_a_displayed_formula_knows_where_its_latex_starts(text, latex, line):
    found, faults = pieces(text)

    assert (found, faults) == ([Display(latex, line)], [])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("```python\n## no step\n$$\n```", id="headings and formulas in code"),
        pytest.param("~~~\n```\n~~~", id="backticks between tildes"),
        pytest.param("````\n```quiz choice\n```\n````", id="a block shown in a longer fence"),
        pytest.param("Type `$$` around it.", id="two dollars in a code span"),
        pytest.param("Type `<!--` before it.", id="the start of a comment in a code span"),
        pytest.param("```html\n<!-- note -->\n```", id="a comment in code"),
        pytest.param("### Smaller", id="a smaller heading"),
    ],
)
def test_what_is_not_ours_stays_in_the_prose(text):
    assert pieces(text) == ([Text(text, 1)], [])


def test_signs_after_a_heading_are_no_part_of_it():
    assert pieces("## Two weights ##") == ([Heading(2, "Two weights", 1)], [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("<!-- a note -->", [], id="alone"),
        pytest.param("Words.\n<!-- a note -->", [Text("Words.", 1)], id="after words"),
        pytest.param("<!--\na\n\nnote\n-->\nWords.", [Text("Words.", 6)], id="over several lines"),
        pytest.param("a\n<!-- $$ -->\nb", [Text("a\n\nb", 1)], id="between words, which it parts"),
        pytest.param("  <!-- ## One -->", [], id="indented, and about a heading"),
    ],
)
def test_a_comment_ends_up_nowhere_and_moves_no_line(text, found):
    assert pieces(text) == (found, [])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param(
            "```quizz choice\n```",
            "1: unknown block `quizz`; did you mean `quiz`?",
            id="a misspelt block",
        ),
        pytest.param(
            "Words.\n```sim dissolve\nt: 3",
            "2: this ``` block is not closed; add a line with ``` at its end",
            id="a block that is never closed",
        ),
        pytest.param(
            "~~~python\nx = 1",
            "1: this ~~~ block is not closed; add a line with ~~~ at its end",
            id="code that is never closed",
        ),
        pytest.param(
            "Words.\n\n$$\nx\n\nMore words.",
            "3: this `$$` is not closed; add `$$` at the end of the formula",
            id="a formula that is never closed",
        ),
        pytest.param(
            "$$ x $$, which is small",
            "1: text after the closing `$$`; put it on a line of its own",
            id="text after a formula",
        ),
        pytest.param(
            "Here $$x$$ is small",
            "1: `$$` in the middle of a line; put the formula on lines of its own",
            id="a displayed formula within a line",
        ),
        pytest.param(
            "Words. <!-- a note -->",
            "1: a comment in the middle of a line; put it on a line of its own",
            id="a comment within a line",
        ),
        pytest.param(
            "<!-- a\nnote --> words",
            "2: text after the closing `-->`; put it on a line of its own",
            id="text after a comment",
        ),
        pytest.param(
            "Words.\n<!-- a note\n\n## One",
            "2: this `<!--` is not closed; add `-->` at the end of the comment",
            id="a comment that is never closed",
        ),
    ],
)
def test_a_faulty_piece_is_reported_where_it_starts(text, fault):
    assert pieces(text)[1] == [fault]


def test_a_block_that_is_left_open_does_not_swallow_the_next():
    found, faults = pieces("```sim dissolve\nt: 3\n```exercise q_sample\npoints: 1\n```")

    assert faults == ["1: this ``` block is not closed; add a line with ``` at its end"]
    assert found == [
        Fence("sim", "dissolve", ("t: 3",), 1),
        Fence("exercise", "q_sample", ("points: 1",), 3),
    ]


def test_a_block_that_is_left_open_does_not_swallow_the_next_step():
    found, _ = pieces("```sim dissolve\n\n## Next")

    assert found == [Fence("sim", "dissolve", ("",), 1), Heading(2, "Next", 3)]


def test_a_formula_that_is_left_open_does_not_swallow_the_next_paragraph():
    found, _ = pieces("$$ x\n\nWords.")

    assert found == [Display("x", 1), Text("Words.", 3)]


def test_a_comment_that_is_left_open_does_not_swallow_the_next_step():
    found, _ = pieces("<!-- a note\n\n## Next")

    assert found == [Heading(2, "Next", 3)]
