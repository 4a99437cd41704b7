"""What `docs/writing-a-course.md` shows is what the reader reads."""

import re
from pathlib import Path

DOCUMENT = Path(__file__).parents[3] / "docs" / "writing-a-course.md"


def test_every_block_that_is_shown_to_authors_is_read(folder):
    text = DOCUMENT.read_text(encoding="utf-8")
    front, misconceptions = re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    blocks = re.findall(r"^````markdown\n(.*?)^````", text, re.MULTILINE | re.DOTALL)
    front = front.replace("needs: [01_what_is_generation]", "needs: []")
    folder.lesson("## Two weights\n" + "\n".join(blocks), front=front.replace("---\n", ""))
    folder.write("lessons/misconceptions.yaml", misconceptions)
    folder.exercise("q_sample")

    faults = folder.faults()

    assert faults == []
    assert len(folder.read().lessons[0].steps[0].blocks) == len(blocks) == 4
