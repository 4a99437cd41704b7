import pytest

from tutor.course.question import ChoiceQuestion, FormulaQuestion, Option, WrongForm

LESSON = "lessons/02_forward_process.md"
OPTIONS = "\n- [x] yes\n  > because\n- [ ] no\n  > then not\n"


def quiz(opening: str, body: str) -> str:
    """The opening is on line 5 of the lesson, the body starts on line 6."""
    return f"## One\n```quiz {opening}\n{body}```\n"


def test_a_choice_question_is_read(folder):
    body = (
        "Why $\\sqrt{x}$?\n\n"
        "- [x] so that the variance\n  stays 1\n  > It is $1$,\n  > always.\n"
        "- [ ] so that $a_{t}$  {too-simple}\n  > Not $a$.\n"
    )
    folder.misconception("too-simple")
    folder.lesson(quiz("choice id=why teaches=a,b", body))

    question = folder.read().lessons[0].questions[0]

    assert question == ChoiceQuestion(
        id="why",
        prompt="Why $\\sqrt{x}$?",
        teaches=("a", "b"),
        line=5,
        options=(
            Option("so that the variance stays 1", True, "It is $1$, always.", "", 8),
            Option("so that $a_{t}$", False, "Not $a$.", "too-simple", 12),
        ),
    )


def test_a_formula_question_is_read(folder):
    body = (
        "Write x.\nIt is short:\n\nanswer: 2*x\nbecause: Twice that is all.\n"
        "wrong:\n  - is: x*x\n    because: That is its square.\n"
    )
    folder.lesson(quiz("formula id=twice", body), "title: Noise\nsymbols: {x: {range: [0, 1]}}\n")

    question = folder.read().lessons[0].questions[0]

    assert isinstance(question, FormulaQuestion)
    assert question.prompt == "Write x.\nIt is short:"
    assert (question.answer, question.explanation) == ("2*x", "Twice that is all.")
    assert question.wrong == (WrongForm("x*x", "", "That is its square.", 13),)
    assert question.symbols["x"].high == 1
    assert question.answer_line == 10


@pytest.mark.parametrize(
    ("opening", "body", "fault", "hint"),
    [
        pytest.param(
            "",
            "Why?\n",
            "5: a quiz without a kind",
            "write ```quiz choice, ```quiz formula, ```quiz number or ```quiz order",
            id="no kind",
        ),
        pytest.param(
            "choise id=why",
            "Why?\n" + OPTIONS,
            "5: unknown kind of question `choise`",
            "did you mean `choice`?",
            id="a misspelt kind",
        ),
        pytest.param(
            "choice",
            "Why?\n" + OPTIONS,
            "5: a quiz without an id",
            "write ```quiz choice id=some-name",
            id="no id",
        ),
        pytest.param(
            "choice id=why teachs=a",
            "Why?\n" + OPTIONS,
            "5: unknown attribute `teachs`",
            "did you mean `teaches`?",
            id="a misspelt attribute",
        ),
        pytest.param(
            "choice id=why hard",
            "Why?\n" + OPTIONS,
            "5: unknown attribute `hard`",
            "write only `id=…` and `teaches=…`",
            id="an unknown attribute",
        ),
        pytest.param(
            "choice id=why",
            OPTIONS,
            "5: a quiz without a question",
            "write the question under the opening line",
            id="no question",
        ),
        pytest.param(
            "choice id=why",
            "Why?\n\n- [ ] yes\n  > because\n- [ ] no\n  > then not\n",
            "5: no option is right",
            "mark the right one with `- [x]`",
            id="no right option",
        ),
        pytest.param(
            "choice id=why",
            "Why?\n\n- [x] yes\n  > because\n",
            "5: fewer than two options",
            "write each as `- [x] text` or `- [ ] text`",
            id="a single option",
        ),
        pytest.param(
            "choice id=why",
            "Why?\n\n- [x] yes\n  > because\n- [ ] no\n",
            "10: option 2 has no explanation",
            "add a line that starts with `>` under the option",
            id="an option without an explanation",
        ),
        pytest.param(
            "choice id=why",
            "Why?\n\n- [x] yes\n  > because\n- [ ]\n  > then not\n",
            "10: option 2 has no text",
            "write it after `- [ ]`",
            id="an option without text",
        ),
        pytest.param(
            "choice id=why",
            "Why?\n" + OPTIONS + "And so on.\n",
            "12: neither an option nor its explanation: `And so on.`",
            "start an option with `- [x] ` or `- [ ] `, its explanation with `  > `",
            id="text after the options",
        ),
        pytest.param(
            "choice id=why",
            "Why?\n\n- [x] yes\n> because\n  > so\n- [ ] no\n  > then not\n",
            "9: neither an option nor its explanation: `> because`",
            "start an option with `- [x] ` or `- [ ] `, its explanation with `  > `",
            id="an explanation that is not indented",
        ),
        pytest.param(
            "choice id=why",
            "Why?\n" + OPTIONS + "  after all\n",
            "12: neither an option nor its explanation: `after all`",
            "start an option with `- [x] ` or `- [ ] `, its explanation with `  > `",
            id="more of an option after its explanation",
        ),
        pytest.param(
            "choice id=why",
            "Why?\n" + OPTIONS + "  - [ ] perhaps\n",
            "12: neither an option nor its explanation: `- [ ] perhaps`",
            "start an option with `- [x] ` or `- [ ] `, its explanation with `  > `",
            id="an option that is indented",
        ),
        pytest.param(
            "choice id=why",
            "Why?\n" + OPTIONS + "* [ ] perhaps\n",
            "12: neither an option nor its explanation: `* [ ] perhaps`",
            "start an option with `- [x] ` or `- [ ] `, its explanation with `  > `",
            id="an option with another bullet",
        ),
        pytest.param(
            "choice id=why",
            "Why?\n\n-[x] at once\n" + OPTIONS,
            "8: neither an option nor its explanation: `-[x] at once`",
            "start an option with `- [x] ` or `- [ ] `, its explanation with `  > `",
            id="a first option without its space",
        ),
        pytest.param(
            "formula id=why",
            "Write x.\n\nbecause: It is.\n",
            "8: the formula question has no `answer`",
            "add a line that starts `answer: `",
            id="no answer",
        ),
        pytest.param(
            "formula id=why",
            "Write x.\n\nanswer: x\n",
            "8: the formula question has no `because`",
            "add a line that starts `because: `",
            id="no explanation",
        ),
        pytest.param(
            "formula id=why",
            "Write x.\n\nanswr: x\nbecause: It is.\nanswer: x\n",
            "8: the formula question has an unknown key `answr`",
            "did you mean `answer`?",
            id="a misspelt key",
        ),
        pytest.param(
            "formula id=why",
            "answer: x\nbecause: It is.\n",
            "5: a quiz without a question",
            "write the question under the opening line",
            id="keys without a question",
        ),
        pytest.param(
            "formula id=why",
            "Write x.\n\nanswer: x\nbecause: It is.\nwrong: y\n",
            "10: `wrong` is not a list of keys and values",
            "start each with `- `",
            id="a wrong form that is no list",
        ),
        pytest.param(
            "formula id=why",
            "Write x.\n\nanswer: x\nbecause: It is.\nwrong:\n  - is: y\n",
            "11: wrong form 1 has no explanation",
            "add `because: …` or `misconception: …`",
            id="a wrong form without an explanation",
        ),
        pytest.param(
            "formula id=why",
            "Write x.\n\nanswer: x\nbecause: It is.\nwrong:\n  - because: No.\n",
            "11: wrong form 1 has no `is`",
            "add a line that starts `is: `",
            id="a wrong form without a formula",
        ),
        pytest.param(
            "formula id=why",
            "Write x.\n\nanswer: *x\nbecause: It is.\n",
            "8: the formula question is not YAML: found undefined alias",
            "put quotes around a value that holds `: ` or starts with a sign",
            id="a value that starts with a sign",
        ),
    ],
)
def test_a_faulty_quiz_is_reported_on_its_line(folder, opening, body, fault, hint):
    folder.lesson(quiz(opening, body))

    faults = folder.faults()

    assert faults == [(f"{LESSON}:{fault}", hint)]


def test_a_misspelt_key_on_the_first_line_is_no_question(folder):
    folder.lesson(quiz("formula id=why", "answr: x\nanswer: x\nbecause: It is.\n"))

    faults = folder.faults()

    assert [fault for fault, _ in faults] == [
        f"{LESSON}:5: a quiz without a question",
        f"{LESSON}:6: the formula question has an unknown key `answr`",
    ]
