"""What `docs/writing-a-course.md` shows to authors is what the tutor reads."""

import re
from pathlib import Path

from tutor import typeset
from tutor.course import formula
from tutor.course.question import Symbol

DOCUMENT = (Path(__file__).parents[3] / "docs" / "writing-a-course.md").read_text("utf-8")


def test_every_block_that_is_shown_is_read(folder):
    yaml = re.findall(r"^```yaml\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)
    front, misconceptions, bibliography = yaml
    blocks = re.findall(r"^````markdown\n(.*?)^````", DOCUMENT, re.MULTILINE | re.DOTALL)
    front = front.replace("needs: [01_what_is_generation]", "needs: []").replace("---\n", "")
    folder.lesson("## Two weights\n" + "\n".join(blocks), front=front)
    folder.write("lessons/misconceptions.yaml", misconceptions)
    folder.write("lessons/bibliography.yaml", bibliography)
    folder.exercise("q_sample")

    faults = folder.faults()

    assert faults == []
    assert len(folder.read().lessons[0].steps[0].blocks) == len(blocks) == 8


def test_every_latex_command_that_is_listed_is_known():
    section = DOCUMENT.partition("## LaTeX")[2].partition("\n## ")[0]
    listed = re.findall(r"`\\([A-Za-z]+|[^\\{])`", section)

    unknown = [command for command in listed if _is_unknown(command)]

    assert len(listed) > 100
    assert unknown == []


def test_every_function_that_is_listed_can_be_typed():
    functions = re.search(r"functions `([a-z ]+)`", DOCUMENT)
    assert functions

    for name in functions[1].split():
        formula.read(f"{name}(x)", {"x": Symbol("x", 0.1, 1, "x")})


def _is_unknown(command: str) -> bool:
    try:
        typeset.parse(f"\\{command}{{x}}")
    except typeset.LatexError as error:
        return "unknown" in str(error)
    return False
