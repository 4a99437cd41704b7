"""What a learner reads of a lesson: its words, its formulas and its questions, without code."""

import re

from tutor.course.course import Formula, Prose, SimulationBlock
from tutor.course.question import ChoiceQuestion, OrderQuestion

CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.DOTALL | re.MULTILINE)


def blocks(lesson, kind):
    return [block for step in lesson.steps for block in step.blocks if isinstance(block, kind)]


def prose(lesson):
    return [CODE.sub("", block.text) for block in blocks(lesson, Prose)]


def everything(lesson):
    formulas = [block.latex for block in blocks(lesson, Formula)]
    foretold = [block.prediction for block in blocks(lesson, SimulationBlock) if block.prediction]
    questions = [text for one in lesson.questions for text in asked(one)]
    outcomes = [outcome.text for one in foretold for outcome in one.outcomes]
    predictions = [*(one.question for one in foretold), *outcomes]
    return "\n".join([*prose(lesson), *formulas, *predictions, *questions])


def asked(question):
    """The prompt, what there is to choose from, and all explanations."""
    yield question.prompt
    if isinstance(question, ChoiceQuestion | OrderQuestion):
        parts = question.options if isinstance(question, ChoiceQuestion) else question.items
        yield from (text for part in parts for text in (part.text, part.explanation))
    else:
        yield question.explanation
        yield from (wrong.explanation for wrong in question.wrong)
