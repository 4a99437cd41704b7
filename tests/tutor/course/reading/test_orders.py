import pytest

from tutor.course.question import Item, OrderQuestion

LESSON = "lessons/02_forward_process.md"


def order(body: str) -> str:
    """The opening is on line 5 of the lesson, the body starts on line 6."""
    return f"## One\n```quiz order id=steps teaches=a\n{body}```\n"


def test_an_order_question_is_read(folder):
    body = (
        "Put one step of training\nin order.\n\n"
        "1. draw $t$\n1. draw the noise\n   of this sample\n"
        "2. mix  {too-early}\n   > It needs both,\n   > first of all.\n"
        "3. compare\n   > It needs the mixture.\n"
    )
    folder.misconception("too-early")
    folder.lesson(order(body))

    question = folder.read().lessons[0].questions[0]

    assert question == OrderQuestion(
        id="steps",
        prompt="Put one step of training\nin order.",
        teaches=("a",),
        line=5,
        items=(
            Item("draw $t$", 1, "", "", 9),
            Item("draw the noise of this sample", 1, "", "", 10),
            Item("mix", 2, "It needs both, first of all.", "too-early", 12),
            Item("compare", 3, "It needs the mixture.", "", 15),
        ),
    )


@pytest.mark.parametrize(
    ("body", "fault", "hint"),
    [
        pytest.param(
            "Order!\n\n1. one\n2. two\n",
            "9: item 2 has no explanation",
            "add a line that starts with `>` under the item",
            id="an item without an explanation",
        ),
        pytest.param(
            "Order!\n\n1. one\n",
            "5: fewer than two things to put in order",
            "write each as `1. text`",
            id="one item",
        ),
        pytest.param(
            "Order!\n\n1. one\n1. two\n",
            "5: fewer than two things to put in order",
            "write each as `1. text`",
            id="items that may all come first",
        ),
        pytest.param(
            "Order!\n\n1. one\n3. two\n   > why\n",
            "9: `3.` follows `1.`",
            "number it 2, or 1 if either may come first",
            id="a number left out",
        ),
        pytest.param(
            "Order!\n\n2. one\n   > why\n3. two\n   > why\n",
            "8: the first is `2.`",
            "number it 1",
            id="a first item that is not the first",
        ),
        pytest.param(
            "Order!\n\n1. one\n2.\n   > why\n",
            "9: item 2 has no text",
            "write it after `2.`",
            id="an item without text",
        ),
        pytest.param(
            "Order!\n\n1. one\n2) two\n2. three\n   > why\n",
            "9: neither an item nor its explanation: `2) two`",
            "start an item with `1. `, `2. `, …, its explanation with `   > `",
            id="another mark",
        ),
        pytest.param(
            "1. one\n2. two\n   > why\n",
            "5: a quiz without a question",
            "write the question under the opening line",
            id="no question",
        ),
        pytest.param(
            "Order!\n\n1. one\n2. two  {unheard-of}\n   > why\n",
            "9: unknown misconception `unheard-of`",
            "declare it in misconceptions.yaml",
            id="an unknown misconception",
        ),
    ],
)
def test_a_faulty_order_question_is_reported_on_its_line(folder, body, fault, hint):
    folder.lesson(order(body))

    faults = folder.faults()

    assert faults == [(f"{LESSON}:{fault}", hint)]
