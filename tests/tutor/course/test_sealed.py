import pickle

import pytest

from tutor.course.course import Misconception
from tutor.course.judge import content_hash, judge
from tutor.course.question import ChoiceQuestion, Option
from tutor.course.sealed import SealedChoice, SealedOption, sealed_option
from tutor.errors import BlockedError

OPTIONS = (
    Option("so that the variance stays 1", True, "It is 1, always.", "", 8),
    Option("so that they add up", False, "They add up to more.", "weights-not-sqrt", 10),
    Option("no reason", False, "There is one.", "", 12),
)
KNOWN = {"weights-not-sqrt": Misconception("weights-not-sqrt", "t", "w", "02#one")}


def plain(options: tuple[Option, ...] = OPTIONS) -> ChoiceQuestion:
    return ChoiceQuestion("why", "Why?", ("a",), 5, options)


def sealed(question: ChoiceQuestion, salt: str = "ab12") -> SealedChoice:
    options = tuple(
        SealedOption("why", salt, one.text, sealed_option(one, "why", salt), one.line)
        for one in question.options
    )
    return SealedChoice("why", "Why?", ("a",), 5, options, question.several, ())


@pytest.mark.parametrize("chosen", [0, 1, 2])
def test_every_answer_is_judged_as_if_nothing_were_sealed(chosen):
    verdict = judge(sealed(plain()), (chosen,), KNOWN)

    assert verdict == judge(plain(), (chosen,), KNOWN)


@pytest.mark.parametrize("chosen", [(0,), (0, 1), (0, 2), (1, 2)])
def test_so_is_a_choice_of_several(chosen):
    several = plain((OPTIONS[0], OPTIONS[1], Option("to keep it simple", True, "Yes.", "", 14)))

    verdict = judge(sealed(several), chosen, KNOWN)

    assert verdict == judge(several, chosen, KNOWN)


def test_an_option_stays_sealed_until_it_is_chosen():
    question = sealed(plain())

    judge(question, (1,), KNOWN)

    assert "right" not in vars(question.options[0])
    assert vars(question.options[1])["explanation"] == "They add up to more."
    assert "right" not in vars(question.options[2])


def test_what_was_asked_is_known_without_opening_anything():
    question = sealed(plain())

    content_hash(question)

    assert not question.several
    assert not any("right" in vars(one) for one in question.options)


def test_another_right_answer_is_another_content():
    other = plain((OPTIONS[2], *OPTIONS[:2]))

    assert content_hash(sealed(plain())) == content_hash(sealed(plain()))
    assert content_hash(sealed(plain())) != content_hash(sealed(other))


def test_a_damaged_seal_costs_the_learner_nothing():
    box = sealed_option(OPTIONS[0], "why", "ab12")
    option = SealedOption("why", "ab12", "another text", box, 8)

    with pytest.raises(BlockedError) as caught:
        _ = option.right

    assert str(caught.value) == "the question `why` is sealed, and its seal is damaged"
    assert caught.value.hint == "ask your teacher for the course again"


def test_what_is_not_opened_is_not_written_either():
    question = sealed(plain())

    written = pickle.dumps(question)

    assert b"always" not in written
    assert pickle.loads(written).options[0].explanation == "It is 1, always."


def test_an_option_has_no_other_secrets():
    option = sealed(plain()).options[0]

    with pytest.raises(AttributeError):
        _ = option.hint
