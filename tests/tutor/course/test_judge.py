from dataclasses import replace

import pytest

from tutor.course.course import Misconception
from tutor.course.formula import FormulaError
from tutor.course.judge import content_hash, judge
from tutor.course.question import (
    ChoiceQuestion,
    FormulaQuestion,
    NumberQuestion,
    Option,
    Symbol,
    Tolerance,
    WrongForm,
)
from tutor.course.verdict import Mistake, Status
from tutor.errors import BlockedError, TutorError

NO_ROOT = Misconception("no-root", "uses a where √a belongs", "It is a variance.", "02#weights")
KNOWN = {"no-root": NO_ROOT}
ONE = ChoiceQuestion(
    id="why",
    prompt="Why the roots?",
    teaches=(),
    line=1,
    options=(
        Option("the variance", True, "It stays 1.", "", 2),
        Option("the sum", False, "It would be less than 1.", "no-root", 3),
        Option("habit", False, "There is a reason.", "", 4),
    ),
)
SEVERAL = replace(
    ONE,
    options=(
        Option("mean", True, "It is shrunk.", "", 2),
        Option("variance", True, "It grows.", "", 3),
        Option("shape", False, "It stays.", "", 4),
    ),
)
FORMULA = FormulaQuestion(
    id="form",
    prompt="Write the weight.",
    teaches=(),
    line=1,
    answer="sqrt(a)*x",
    wrong=(
        WrongForm("a*x", "no-root", "", 5),
        WrongForm("x - sqrt(a)*x", "", "Signal, not noise.", 6),
    ),
    explanation="The variance is a.",
    symbols={"a": Symbol("a", 0.02, 0.98, "ᾱ"), "x": Symbol("x", -2, 2, "x")},
)

NUMBER = NumberQuestion(
    id="share",
    prompt="How much is left?",
    teaches=(),
    line=1,
    answer="0.36",
    within=Tolerance(0.01, relative=True),
    wrong=(WrongForm("0.6", "no-root", "", 5), WrongForm("0.64", "", "That is the noise.", 6)),
    explanation="0.9·0.8·0.5.",
)


def test_the_right_option_passes_with_its_explanation():
    verdict = judge(ONE, (0,), KNOWN)

    assert (verdict.subject, verdict.status) == ("why", Status.PASSED)
    assert (verdict.points, verdict.out_of) == (1, 1)
    assert [(one.name, one.message) for one in verdict.findings] == [
        ("the variance", "It stays 1.")
    ]


def test_a_wrong_option_fails_with_its_explanation_and_its_misconception():
    verdict = judge(ONE, (1,), KNOWN)

    assert (verdict.status, verdict.points) == (Status.FAILED, 0)
    assert [one.message for one in verdict.findings] == ["It would be less than 1."]
    assert verdict.mistake == Mistake("no-root", "It is a variance.", "02#weights")


def test_a_wrong_option_without_a_misconception_names_none():
    assert judge(ONE, (2,), KNOWN).mistake is None


def test_all_right_options_together_pass():
    verdict = judge(SEVERAL, (1, 0), KNOWN)

    assert verdict.passed
    assert [one.name for one in verdict.findings] == ["mean", "variance"]
    assert sum(one.points for one in verdict.findings) == 1


def test_a_missing_right_option_is_said_and_not_shown():
    verdict = judge(SEVERAL, (0,), KNOWN)

    assert verdict.status is Status.FAILED
    assert [(one.name, one.status, one.message) for one in verdict.findings] == [
        ("mean", Status.PASSED, "It is shrunk."),
        ("all that are right", Status.FAILED, "Something that is right is not among them."),
    ]


def test_a_wrong_option_among_right_ones_is_named():
    verdict = judge(SEVERAL, (0, 1, 2), KNOWN)

    assert verdict.status is Status.FAILED
    assert [(one.name, one.status) for one in verdict.findings] == [
        ("mean", Status.PASSED),
        ("variance", Status.PASSED),
        ("shape", Status.FAILED),
    ]


@pytest.mark.parametrize(
    ("question", "answer", "message", "hint"),
    [
        pytest.param(ONE, (3,), "there is no such option", "choose from 1 to 3", id="too high"),
        pytest.param(ONE, (-1,), "there is no such option", "choose from 1 to 3", id="too low"),
        pytest.param(ONE, (0, 1), "2 options are chosen", "choose one option", id="two for one"),
        pytest.param(
            SEVERAL, (), "0 options are chosen", "choose at least one option", id="nothing"
        ),
    ],
)
def test_what_is_no_choice_costs_nothing(question, answer, message, hint):
    with pytest.raises(TutorError) as caught:
        judge(question, answer, KNOWN)

    assert (str(caught.value), caught.value.hint) == (message, hint)


def test_an_answer_of_the_other_kind_is_a_defect_of_ours():
    with pytest.raises(TypeError, match="does not answer ChoiceQuestion"):
        judge(ONE, "sqrt(a)*x", KNOWN)


@pytest.mark.parametrize("answer", ["sqrt(a)*x", "x*a^(1/2)", "a*x/sqrt(a)"])
def test_any_equivalent_formula_passes_with_the_explanation(answer):
    verdict = judge(FORMULA, answer, KNOWN)

    assert (verdict.status, verdict.points) == (Status.PASSED, 1)
    assert verdict.findings[0].message == "The variance is a."


def test_a_verdict_on_a_formula_says_how_it_was_read():
    assert judge(FORMULA, "sqrt(a)*x", KNOWN).findings[0].name == "read as √ᾱ·x"


def test_a_foreseen_wrong_form_fails_with_its_misconception():
    verdict = judge(FORMULA, "x*a", KNOWN)

    assert verdict.status is Status.FAILED
    assert verdict.findings[0].message == "uses a where √a belongs"
    assert verdict.mistake == Mistake("no-root", "It is a variance.", "02#weights")


def test_a_foreseen_wrong_form_fails_with_its_own_explanation():
    verdict = judge(FORMULA, "(1 - sqrt(a))*x", KNOWN)

    assert verdict.findings[0].message == "Signal, not noise."
    assert verdict.mistake is None


def test_a_formula_that_nobody_foresaw_is_told_what_is_wrong_with_it():
    verdict = judge(FORMULA, "x", KNOWN)

    assert verdict.status is Status.FAILED
    assert verdict.findings[0].message == (
        "This is not equal to what is asked for. A factor with `ᾱ` is missing at `x`."
    )
    assert verdict.mistake is None


def test_a_formula_with_nothing_in_common_fails_without_a_guess():
    verdict = judge(FORMULA, "exp(x) + x^3", KNOWN)

    assert verdict.findings[0].message == "This is not equal to what is asked for."


def test_a_formula_that_cannot_be_read_is_no_answer():
    with pytest.raises(FormulaError):
        judge(FORMULA, "sqrt(a", KNOWN)


@pytest.mark.parametrize("answer", ["0.36", "36 %", "0.9*0.8*0.5", "9/25", "0.3636", "0.3564"])
def test_a_number_within_the_tolerance_passes_with_the_explanation(answer):
    verdict = judge(NUMBER, answer, KNOWN)

    assert verdict.status is Status.PASSED
    assert verdict.findings[0].message == "0.9·0.8·0.5."


@pytest.mark.parametrize("answer", ["0.3637", "0.3563", "-0.36", "36"])
def test_a_number_outside_of_the_tolerance_fails_without_a_guess(answer):
    verdict = judge(NUMBER, answer, KNOWN)

    assert verdict.status is Status.FAILED
    assert verdict.findings[0].message == "This is another number."
    assert verdict.mistake is None


def test_a_number_without_a_tolerance_is_met_but_for_rounding():
    exactly = replace(NUMBER, answer="1/3", within=Tolerance(0, relative=False))

    assert judge(exactly, "0.3333333333333333", KNOWN).passed
    assert judge(replace(exactly, answer="0.3"), "0.1 + 0.2", KNOWN).passed
    assert not judge(exactly, "0.3333", KNOWN).passed


def test_a_tolerance_may_be_an_amount():
    near = replace(NUMBER, answer="0", within=Tolerance(0.005, relative=False))

    assert judge(near, "0.005", KNOWN).passed
    assert not judge(near, "0.006", KNOWN).passed


def test_a_foreseen_wrong_number_fails_with_its_misconception():
    verdict = judge(NUMBER, "0.6", KNOWN)

    assert verdict.findings[0].message == "uses a where √a belongs"
    assert verdict.mistake == Mistake("no-root", "It is a variance.", "02#weights")


def test_a_foreseen_wrong_number_is_met_within_the_tolerance_too():
    assert judge(NUMBER, "0.639", KNOWN).findings[0].message == "That is the noise."


def test_a_verdict_on_a_number_says_how_it_was_read():
    assert judge(NUMBER, "36 %", KNOWN).findings[0].name == "read as 36 % = 0.36"


def test_what_is_no_number_is_no_answer():
    with pytest.raises(FormulaError):
        judge(NUMBER, "0,36", KNOWN)


def test_a_number_of_the_course_that_cannot_be_read_is_not_the_learners_fault():
    broken = replace(NUMBER, wrong=(WrongForm("a lot", "", "No.", 5),))

    with pytest.raises(BlockedError) as caught:
        judge(broken, "1", KNOWN)

    assert str(caught.value) == (
        "the course writes `a lot` in the question `share`: `a` is not a name that is used here"
    )


def test_an_answer_of_the_course_that_cannot_be_read_is_not_the_learners_fault():
    broken = replace(FORMULA, answer="sqrt(")

    with pytest.raises(BlockedError) as caught:
        judge(broken, "x", KNOWN)

    assert str(caught.value).startswith("the course writes `sqrt(` in the question `form`: ")
    assert caught.value.hint == "run `tutor course check` and mend it"


def test_a_question_keeps_its_hash_under_other_spaces_and_explanations():
    options = (replace(ONE.options[0], explanation="Mended."), *ONE.options[1:])
    respaced = replace(ONE, prompt="Why  the\nroots?", line=9, options=options)

    assert content_hash(respaced) == content_hash(ONE)
    assert len(content_hash(ONE)) == 16


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(replace(ONE, prompt="Why no roots?"), id="the question"),
        pytest.param(replace(ONE, options=ONE.options[:2]), id="the options"),
        pytest.param(
            replace(ONE, options=(replace(ONE.options[0], right=False), *ONE.options[1:])),
            id="which option is right",
        ),
    ],
)
def test_a_question_that_asks_something_else_gets_another_hash(changed):
    assert content_hash(changed) != content_hash(ONE)


def test_a_formula_question_with_another_answer_gets_another_hash():
    assert content_hash(replace(FORMULA, answer="a*x")) != content_hash(FORMULA)


def test_a_number_question_with_another_answer_gets_another_hash():
    assert content_hash(replace(NUMBER, answer="0.37")) != content_hash(NUMBER)
