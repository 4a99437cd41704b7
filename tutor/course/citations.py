"""What a lesson cites, and the works of the course's bibliography.

A claim of history or of a measurement names its work as papers do: `Ho et al. 2020`, `Song and
Ermon (2019)`, or by its number, `arXiv:2006.11239`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

NUMBER = re.compile(r"arXiv:(\d{4}\.\d{4,5})")
NAMED = re.compile(
    r"\b(?P<name>[^\W\d_a-z][\w-]+)"
    r"(?P<others> et al\.|,? and [^\W\d_a-z][\w-]+)?"
    r"(?:(?<=al\.)[^.;:|()]{0,60}\(|,? \(?)"
    r"(?P<year>(?:19|20)\d\d)\b(?![.,]\d)"
    r"(?:\)|(?(others)|(?!\)| [a-z$])))"
)
"""A name, others perhaps, and a year: at once, or in brackets behind what they did.

One name and a number in the middle of a sentence may be anything, as in `Take 2000 steps`.
"""


@dataclass(frozen=True)
class Work:
    """A paper or a book."""

    id: str
    authors: tuple[str, ...]
    year: int
    """By which it is cited: that of the journal or conference where it has appeared in one."""
    title: str
    at: str
    """Where it is found, as `arXiv:2006.11239` or `Neural Computation 23:1661-1674`."""
    line: int = 0

    @property
    def cited_as(self) -> str:
        """As `Ho et al. 2020`."""
        first, *others = self.surnames
        rest = f" and {others[0]}" if len(others) == 1 else " et al." if others else ""
        return f"{first}{rest} {self.year}"

    @property
    def number(self) -> str:
        """Its number at arXiv, if it has one."""
        found = NUMBER.fullmatch(self.at)
        return found[1] if found else ""

    @property
    def surnames(self) -> tuple[str, ...]:
        """The last words of the authors' names."""
        return tuple(author.rpartition(" ")[2] for author in self.authors)

    @property
    def url(self) -> str:
        """Where it can be read, if it has a number at arXiv."""
        return f"https://arxiv.org/abs/{self.number}" if self.number else ""

    def reference(self, at: str = "") -> str:
        """As in a bibliography, the title in Markdown's italics. at: how to say where it is."""
        *before, last = self.authors
        who = f"{', '.join(before)} and {last}" if before else last
        return f"{who} ({self.year}). *{self.title}*. {at or self.at}"

    @property
    def linked(self) -> str:
        """Its reference, with a link of Markdown to where it can be read."""
        return self.reference(f"[{self.at}]({self.url})" if self.url else "")


@dataclass(frozen=True)
class Citation:
    """A place where a lesson cites a work."""

    written: str
    line: int
    number: str = ""
    """Of arXiv, where it is cited by that."""
    name: str = ""
    year: int = 0

    def means(self, work: Work) -> bool:
        """Whether this cites that work."""
        if self.number:
            return work.number == self.number
        return self.name in work.surnames and self.year == work.year


def citations(lines: Sequence[str]) -> Iterator[Citation]:
    """Every citation of a lesson, in order; a number that follows a name speaks for it."""
    text = " ".join(lines)
    ends = list(accumulate(len(line) + 1 for line in lines))
    numbers = list(NUMBER.finditer(text))
    names = [one for one in NAMED.finditer(text) if not text.startswith(", arXiv:", one.end())]
    for found in sorted([*numbers, *names], key=re.Match.start):
        line = bisect_right(ends, found.start()) + 1
        if found.re is NUMBER:
            yield Citation(found[0], line, number=found[1])
        else:
            yield Citation(found[0], line, name=found["name"], year=int(found["year"]))


def cited(lines: Sequence[str], works: Sequence[Work]) -> list[Work]:
    """The works that a lesson cites, in the order of the bibliography.

    Of two works of the same name and year, the one whose number is in the lesson is meant.
    """
    places = list(citations(lines))
    by_number = {one.number for one in places if one.number}
    meant = set[str]()
    for place in places:
        fitting = [work for work in works if place.means(work)]
        numbered = [work for work in fitting if work.number in by_number]
        meant.update(work.id for work in numbered or fitting)
    return [work for work in works if work.id in meant]
