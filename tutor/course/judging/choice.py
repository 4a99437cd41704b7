"""Options: each that was chosen is answered by its explanation; the others stay untold."""

from __future__ import annotations

from collections.abc import Mapping

from tutor.course.course import Misconception
from tutor.course.judging import outcome
from tutor.course.question import ChoiceQuestion
from tutor.course.verdict import Verdict
from tutor.errors import TutorError


def judge_choice(
    question: ChoiceQuestion, answer: tuple[int, ...], misconceptions: Mapping[str, Misconception]
) -> Verdict:
    """answer: indices of options, in any order."""
    options = question.options
    chosen = [options[index] for index in sorted(set(answer)) if 0 <= index < len(options)]
    if len(chosen) < len(set(answer)):
        raise TutorError("there is no such option", f"choose from 1 to {len(options)}")
    if not chosen or (len(chosen) > 1 and not question.several):
        ask = "choose at least one option" if question.several else "choose one option"
        raise TutorError(f"{len(chosen)} options are chosen", ask)
    findings = [
        (outcome.right if one.right else outcome.wrong)(one.text, one.explanation) for one in chosen
    ]
    if question.several and any(one.right for i, one in enumerate(options) if i not in answer):
        missing = "Something that is right is not among them."
        findings.append(outcome.wrong("all that are right", missing))
    shown = (one.misconception for one in chosen if not one.right and one.misconception)
    return outcome.verdict(question, findings, outcome.mistake(next(shown, ""), misconceptions))
