import pytest

from tutor.course.question import NumberQuestion, Tolerance, WrongForm

LESSON = "lessons/02_forward_process.md"


def number(body: str) -> str:
    """The opening is on line 5 of the lesson, the body starts on line 6."""
    return f"## One\n```quiz number id=half teaches=a\n{body}```\n"


def test_a_number_question_is_read(folder):
    body = (
        "How much is left?\n\nanswer: 1/2\nwithin: 1%\nbecause: Half of it.\n"
        "wrong:\n  - is: 0.25\n    because: That is a quarter.\n"
    )
    folder.lesson(number(body))

    question = folder.read().lessons[0].questions[0]

    assert question == NumberQuestion(
        id="half",
        prompt="How much is left?",
        teaches=("a",),
        line=5,
        answer="1/2",
        within=Tolerance(0.01, relative=True),
        wrong=(WrongForm("0.25", "", "That is a quarter.", 12),),
        explanation="Half of it.",
        answer_line=8,
    )


@pytest.mark.parametrize(
    ("within", "tolerance"),
    [
        pytest.param("", Tolerance(0, relative=False), id="none: exactly"),
        pytest.param("within: 0.005\n", Tolerance(0.005, relative=False), id="an amount"),
        pytest.param("within: 1e-3\n", Tolerance(0.001, relative=False), id="in powers of ten"),
        pytest.param("within: 0.5 %\n", Tolerance(0.005, relative=True), id="a share"),
    ],
)
def test_a_tolerance_is_an_amount_or_a_share(folder, within, tolerance):
    folder.lesson(number(f"How much?\n\nanswer: 0.5\n{within}because: Half.\n"))

    assert folder.read().lessons[0].questions[0].within == tolerance


@pytest.mark.parametrize(
    ("body", "fault", "hint"),
    [
        pytest.param(
            "How much?\n\nbecause: Half.\n",
            "8: the number question has no `answer`",
            "add a line that starts `answer: `",
            id="no answer",
        ),
        pytest.param(
            "How much?\n\nanswer: 0.5\n",
            "8: the number question has no `because`",
            "add a line that starts `because: `",
            id="no explanation",
        ),
        pytest.param(
            "How much?\n\nanswer: 0.5\nwithin: about\nbecause: Half.\n",
            "9: `within` is neither a share nor a number above 0: `about`",
            "write it as `within: 1%` or `within: 0.005`",
            id="a tolerance in words",
        ),
        pytest.param(
            "How much?\n\nanswer: 0.5\nwithin: -1\nbecause: Half.\n",
            "9: `within` is neither a share nor a number above 0: `-1`",
            "write it as `within: 1%` or `within: 0.005`",
            id="a tolerance below zero",
        ),
        pytest.param(
            "How much?\n\nanswer: 0.5\nbecause: Half.\nwrong:\n  - is: 2\n",
            "11: wrong number 1 has no explanation",
            "add `because: …` or `misconception: …`",
            id="a wrong number without an explanation",
        ),
        pytest.param(
            "How much?\n\nanswer: 0.5\nwhithin: 1%\nbecause: Half.\n",
            "9: the number question has an unknown key `whithin`",
            "did you mean `within`?",
            id="a misspelt key",
        ),
    ],
)
def test_a_faulty_number_question_is_reported_on_its_line(folder, body, fault, hint):
    folder.lesson(number(body))

    faults = folder.faults()

    assert faults == [(f"{LESSON}:{fault}", hint)]
