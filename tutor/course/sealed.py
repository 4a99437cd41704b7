"""Options whose worth is sealed: each is opened when it is chosen, and judged like any other."""

from __future__ import annotations

import json
from dataclasses import dataclass

from tutor.course.question import ChoiceQuestion, Option
from tutor.course.sealing import answer_key, seal, unseal
from tutor.errors import BlockedError

_SECRETS = ("right", "explanation", "misconception")


class SealedOption(Option):
    """An option that learns what it is worth when it is first asked."""

    box: str
    """What `sealed_option` made."""

    def __init__(self, question: str, salt: str, text: str, box: str, line: int) -> None:
        """question: its id."""
        self.__dict__.update(question=question, salt=salt, text=text, box=box, line=line)

    def __getattr__(self, name: str) -> object:
        if name not in _SECRETS:
            raise AttributeError(name)
        mine = self.__dict__
        try:
            told = unseal(mine["box"], answer_key(mine["salt"], mine["question"], mine["text"]))
        except ValueError:
            raise BlockedError(
                f"the question `{mine['question']}` is sealed, and its seal is damaged",
                "ask your teacher for the course again",
            ) from None
        mine.update(zip(_SECRETS, json.loads(told), strict=True))
        return mine[name]


@dataclass(frozen=True)
class SealedChoice(ChoiceQuestion):
    """A choice question whose options are sealed."""

    options: tuple[SealedOption, ...]
    among: bool
    """Whether several are right, which a learner is told beforehand."""
    shows: tuple[str, ...]
    """Ids of the misconceptions that some option shows."""

    @property
    def several(self) -> bool:
        """Known without opening any."""
        return self.among


def sealed_option(option: Option, question: str, salt: str) -> str:
    """What an option is worth, as a word that choosing it opens."""
    told = json.dumps([getattr(option, name) for name in _SECRETS], ensure_ascii=False)
    return seal(told, answer_key(salt, question, option.text))
