"""How long a lesson takes without its exercises: the rule by which its `minutes` are told.

None of it is measured: 200 words a minute are usual for technical prose, the rest is judgement.
"""

import re

from tests.tutor.content.text import blocks, prose
from tutor.course.course import Formula, SimulationBlock

WORD = re.compile(r"\w")
WORDS_A_MINUTE = 200
FORMULA = 20
"""Seconds for a displayed formula, and for each line of a derivation."""
QUESTION = 45
"""Seconds for a question with its options and the explanation."""
SIMULATION = 60


def minutes(lesson):
    words = sum(bool(WORD.search(one)) for text in prose(lesson) for one in text.split())
    formulas = len(blocks(lesson, Formula)) + sum(len(one.lines) for one in lesson.derivations)
    seconds = FORMULA * formulas + QUESTION * len(lesson.questions)
    seconds += SIMULATION * len(blocks(lesson, SimulationBlock))
    return words / WORDS_A_MINUTE + seconds / 60
