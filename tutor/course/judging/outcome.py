"""What all judges end with: a verdict worth 1 point or 0, and the mistake behind a wrong answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tutor.course.course import Misconception
from tutor.course.question import Question, WrongForm
from tutor.course.verdict import Finding, Mistake, Status, Verdict


def right(name: str, why: str) -> Finding:
    """One thing that is as it should be."""
    return Finding(name, Status.PASSED, 0, why)


def wrong(name: str, why: str) -> Finding:
    """One thing that is not."""
    return Finding(name, Status.FAILED, 0, why)


def mistake(identity: str, misconceptions: Mapping[str, Misconception]) -> Mistake | None:
    """The misconception of that id, if the course declares it."""
    known = misconceptions.get(identity)
    return Mistake(known.id, known.why, known.see) if known else None


def verdict(
    question: Question, findings: Sequence[Finding], misled_by: Mistake | None = None
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
        mistake=misled_by,
    )


def foreseen(
    question: Question, name: str, form: WrongForm, misconceptions: Mapping[str, Misconception]
) -> Verdict:
    """The verdict on a wrong answer that the author expected."""
    known = misconceptions.get(form.misconception)
    why = form.explanation or (known.title if known else "")
    return verdict(question, [wrong(name, why)], mistake(form.misconception, misconceptions))
