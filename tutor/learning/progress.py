"""What the learner has done, derived from the log of their answers and attempts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tutor.course.question import Answer
from tutor.course.verdict import Finding, Mistake, Status, Verdict
from tutor.learning.answers import Answered, after
from tutor.learning.confidence import Confidence
from tutor.learning.history import Event, history, trail
from tutor.learning.record import Record


@dataclass(frozen=True)
class Attempt:
    """The latest attempt at an exercise."""

    verdict: Verdict
    source: str
    """Hash of the file that was graded, from `source_hash`."""
    at: datetime


@dataclass(frozen=True)
class Place:
    """Where the learner was reading."""

    lesson: str
    step: int
    scroll: int = 0


@dataclass(frozen=True)
class Foretold:
    """What the learner committed to before driving a simulation; it counts for nothing."""

    said: float | None
    """A number, or the index of an outcome; None if they skipped it."""
    truth: float


def source_hash(source: str) -> str:
    """By which a graded file is recognised."""
    import hashlib  # costs 7 ms, which `tutor list` need not pay

    return hashlib.sha256(source.encode()).hexdigest()


class Progress:
    """An open record of progress."""

    def __init__(self, path: Path, now: datetime) -> None:
        """Open or create the record; `notice` says if it was damaged."""
        self._record = Record(path, now)

    @property
    def notice(self) -> str:
        """What the learner must be told about the record itself; mostly empty."""
        return self._record.notice

    def close(self) -> None:
        """Let go of the file."""
        self._record.close()

    def record_attempt(self, verdict: Verdict, source: str, now: datetime) -> None:
        """Add a graded exercise."""
        self._record.add("attempt", verdict.subject, _graded(verdict, source), now)

    def record_blank(self, slug: str, now: datetime) -> None:
        """Add that an exercise was handed out once more, from blank."""
        self._record.add("blank", slug, {}, now)

    def record_recoding(self, verdict: Verdict, source: str, now: datetime) -> None:
        """Add a graded exercise that was written once more; it stands beside the first."""
        self._record.add("recoding", verdict.subject, _graded(verdict, source), now)

    def record_answer(
        self,
        question_id: str,
        content_hash: str,
        verdict: Verdict,
        given: Answer,
        now: datetime,
        confidence: Confidence | None = None,
    ) -> None:
        """Add an answered question."""
        mistake = verdict.mistake.id if verdict.mistake else None
        body = {
            "status": verdict.status,
            "content": content_hash,
            "given": given,
            "mistake": mistake,
            "confidence": confidence,
        }
        self._record.add("answer", question_id, body, now)

    def record_hint(self, slug: str, number: int, now: datetime) -> None:
        """Add that hint `number`, counted from 1, has been shown."""
        self._record.add("hint", slug, {"number": number}, now)

    def record_give_up(self, slug: str, now: datetime) -> None:
        """Add that the solution was asked for before passing."""
        self._record.add("give-up", slug, {}, now)

    def record_prediction(
        self, simulation: str, content: str, foretold: Foretold, now: datetime
    ) -> None:
        """Add what was said to the question with that content hash, and what is."""
        self._record.add("prediction", simulation, {"content": content, **asdict(foretold)}, now)

    def record_read(self, lesson: str, step: int, now: datetime) -> None:
        """Add that a step has been read to its end."""
        self._record.add("read", lesson, {"step": step}, now)

    def best(self, slug: str) -> Status | None:
        """Passed if any attempt passed, else how the latest came out; None before the first."""
        return self.standings().get(slug)

    def standings(self) -> dict[str, Status]:
        """`best` for every exercise that was attempted."""
        standings: dict[str, Status] = {}
        for subject, status in self._record.rows(
            "SELECT subject, json_extract(body, '$.verdict.status') FROM log"
            " WHERE kind = 'attempt' ORDER BY id"
        ):
            if standings.get(subject) is not Status.PASSED:
                standings[subject] = Status(status)
        return standings

    def first_tries(self) -> frozenset[str]:
        """The exercises whose first attempt passed, with no hint and no solution seen before."""
        firsts: dict[str, bool] = {}
        for kind, subject, status in self._record.rows(
            "SELECT kind, subject, json_extract(body, '$.verdict.status') FROM log"
            " WHERE kind IN ('attempt', 'hint', 'give-up') ORDER BY id"
        ):
            firsts.setdefault(subject, kind == "attempt" and status == Status.PASSED)
        return frozenset(slug for slug, first in firsts.items() if first)

    def passed_as(self, slug: str, source: str) -> bool:
        """Whether this very text has passed."""
        return bool(
            self._record.rows(
                "SELECT 1 FROM log WHERE kind = 'attempt' AND subject = ?"
                " AND json_extract(body, '$.source') = ?"
                " AND json_extract(body, '$.verdict.status') = 'passed' LIMIT 1",
                slug,
                source_hash(source),
            )
        )

    def last_attempt(self, slug: str) -> Attempt | None:
        """The latest graded attempt."""
        rows = self._record.rows(
            "SELECT body, at FROM log WHERE kind = 'attempt' AND subject = ?"
            " ORDER BY id DESC LIMIT 1",
            slug,
        )
        if not rows:
            return None
        text, at = rows[0]
        body = json.loads(text)
        return Attempt(_verdict(body["verdict"]), body["source"], datetime.fromisoformat(at))

    def answers(self) -> dict[str, Answered]:
        """What has become of each question that was answered."""
        answers: dict[str, Answered] = {}
        for subject, at, text in self._record.rows(
            "SELECT subject, at, body FROM log WHERE kind = 'answer' ORDER BY id"
        ):
            body, when = json.loads(text), datetime.fromisoformat(at)
            status = Status(body["status"])
            answers[subject] = after(answers.get(subject), status, body["content"], when)
        return answers

    def history(self, after: int = 0) -> list[Event]:
        """What says something about memory, behind that entry of the log."""
        return history(self._record, after)

    def log(self) -> list[dict[str, Any]]:
        """Every entry as it was added."""
        rows = self._record.rows("SELECT at, kind, subject, body FROM log ORDER BY id")
        return [
            {"at": at, "kind": kind, "subject": subject, **json.loads(body)}
            for at, kind, subject, body in rows
        ]

    def trail(self, slug: str) -> list[Event]:
        """What was done about one exercise, in order."""
        return trail(self._record, slug)

    def foretold(self, simulation: str, content: str) -> Foretold | None:
        """What was said to that very question; None if it has not been asked."""
        rows = self._record.rows(
            "SELECT body FROM log WHERE kind = 'prediction' AND subject = ?"
            " AND json_extract(body, '$.content') = ? ORDER BY id DESC LIMIT 1",
            simulation,
            content,
        )
        body = json.loads(rows[0][0]) if rows else None
        return Foretold(body["said"], body["truth"]) if body else None

    def steps_read(self) -> dict[str, frozenset[int]]:
        """By lesson, the steps that were read to their end."""
        steps: dict[str, set[int]] = {}
        for lesson, step in self._record.rows(
            "SELECT DISTINCT subject, json_extract(body, '$.step') FROM log WHERE kind = 'read'"
        ):
            steps.setdefault(lesson, set()).add(step)
        return {lesson: frozenset(found) for lesson, found in steps.items()}

    def place(self) -> Place | None:
        """Where the learner was reading last."""
        left = self.left("place")
        return Place(**left) if left else None

    def remember_place(self, lesson: str, step: int, scroll: int = 0) -> None:
        """Note where the learner is reading."""
        self.leave("place", asdict(Place(lesson, step, scroll)))

    def leave(self, name: str, what: Mapping[str, Any]) -> None:
        """Leave something on the desk under a name: a draft, the settings of a simulation."""
        self._record.leave(name, what)

    def left(self, name: str) -> dict[str, Any] | None:
        """What was left on the desk under a name."""
        return self._record.left(name)


def _graded(verdict: Verdict, source: str) -> dict[str, Any]:
    return {"verdict": asdict(verdict), "source": source_hash(source)}


def _verdict(body: dict[str, Any]) -> Verdict:
    findings = tuple(Finding(**one | {"status": Status(one["status"])}) for one in body["findings"])
    mistakes = {key: Mistake(**body[key]) if body.get(key) else None for key in ("mistake", "also")}
    return Verdict(**body | mistakes | {"findings": findings, "status": Status(body["status"])})
