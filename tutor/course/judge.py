"""From an answer to a verdict: a pure function of question and answer, for both kinds.

What a formula says is `formula`'s to read; here only what an answer is worth.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from tutor.course import formula
from tutor.course.course import Misconception
from tutor.course.question import ChoiceQuestion, FormulaQuestion, Question
from tutor.course.verdict import Finding, Mistake, Status, Verdict
from tutor.errors import BlockedError, TutorError


def judge(
    question: Question, answer: tuple[int, ...] | str, misconceptions: Mapping[str, Misconception]
) -> Verdict:
    """The verdict on one answer, worth 1 point or 0.

    answer: indices of the chosen options, or a formula as typed. Raises FormulaError where the
    formula cannot be read, and TutorError where the choice is none, so that neither costs anything.
    """
    if isinstance(question, ChoiceQuestion) and not isinstance(answer, str):
        return _judge_choice(question, answer, misconceptions)
    if isinstance(question, FormulaQuestion) and isinstance(answer, str):
        return _judge_formula(question, answer, misconceptions)
    raise TypeError(f"{answer!r} does not answer {type(question).__name__}")


def content_hash(question: Question) -> str:
    """What was asked, in 16 hex digits: the same for other spaces and other explanations."""
    parts = [question.prompt]
    if isinstance(question, ChoiceQuestion):
        parts += [f"{option.right} {option.text}" for option in question.options]
    if isinstance(question, FormulaQuestion):
        parts.append(question.answer)
    spaced = "\n".join(" ".join(part.split()) for part in parts)
    return hashlib.sha256(spaced.encode()).hexdigest()[:16]


def _judge_choice(
    question: ChoiceQuestion, answer: tuple[int, ...], misconceptions: Mapping[str, Misconception]
) -> Verdict:
    """Each chosen option is answered by its explanation; those not chosen stay untold."""
    options = question.options
    chosen = [options[index] for index in sorted(set(answer)) if 0 <= index < len(options)]
    if len(chosen) < len(set(answer)):
        raise TutorError("there is no such option", f"choose from 1 to {len(options)}")
    if not chosen or (len(chosen) > 1 and not question.several):
        ask = "choose at least one option" if question.several else "choose one option"
        raise TutorError(f"{len(chosen)} options are chosen", ask)
    findings = [
        Finding(one.text, Status.PASSED if one.right else Status.FAILED, 0, one.explanation)
        for one in chosen
    ]
    if sum(one.right for one in chosen) < sum(one.right for one in options) and question.several:
        missing = "Something that is right is not among them."
        findings.append(Finding("all that are right", Status.FAILED, 0, missing))
    shown = (one.misconception for one in chosen if not one.right and one.misconception)
    return _verdict(question, findings, _mistake(next(shown, ""), misconceptions))


def _judge_formula(
    question: FormulaQuestion, answer: str, misconceptions: Mapping[str, Misconception]
) -> Verdict:
    """Equal to the answer, to a wrong form that was foreseen, or to neither."""
    given = formula.read(answer, question.symbols)
    name = f"read as {formula.show(given)}"

    def equals(written: str) -> bool:
        return formula.same(given, _of_course(question, written), question.symbols)

    if equals(question.answer):
        return _verdict(question, [Finding(name, Status.PASSED, 0, question.explanation)])
    wrong = next((wrong for wrong in question.wrong if equals(wrong.formula)), None)
    if wrong is None:
        message = "This is not equal to what is asked for."
        return _verdict(question, [Finding(name, Status.FAILED, 0, message)])
    known = misconceptions.get(wrong.misconception)
    message = wrong.explanation or (known.title if known else "")
    mistake = _mistake(wrong.misconception, misconceptions)
    return _verdict(question, [Finding(name, Status.FAILED, 0, message)], mistake)


def _of_course(question: FormulaQuestion, written: str) -> formula.Expression:
    """A formula of the author's; if it cannot be read, the learner must not pay for it."""
    try:
        return formula.read(written, question.symbols)
    except formula.FormulaError as error:
        raise BlockedError(
            f"the course writes `{written}` in the question `{question.id}`: {error}",
            "run `tutor course check` and mend it",
        ) from error


def _mistake(identity: str, misconceptions: Mapping[str, Misconception]) -> Mistake | None:
    known = misconceptions.get(identity)
    return Mistake(known.id, known.why, known.see) if known else None


def _verdict(
    question: Question, findings: list[Finding], mistake: Mistake | None = None
) -> Verdict:
    """All or nothing: the one point is shared by the findings if every one passed."""
    passed = all(finding.status is Status.PASSED for finding in findings)
    share = 1 / len(findings) if passed else 0.0
    return Verdict(
        subject=question.id,
        status=Status.PASSED if passed else Status.FAILED,
        points=1.0 if passed else 0.0,
        out_of=1.0,
        findings=tuple(replace(finding, points=share) for finding in findings),
        mistake=mistake,
    )
