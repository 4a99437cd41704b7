import pytest

LESSON = "lessons/02_forward_process.md"


def choice(identity: str, misconception: str = "", teaches: str = "") -> str:
    """Six lines below `## One`, the wrong option on the last but one."""
    return (
        f"```quiz choice id={identity} {teaches}\nWhy?\n- [x] a\n  > b\n- [ ] c {misconception}\n"
        "  > d\n```\n"
    )


def test_an_unknown_misconception_is_reported_with_the_nearest_name(folder):
    folder.misconception("weights-not-sqrt")
    folder.lesson("## One\n" + choice("why", "{weights-not-sqr}"))

    faults = folder.faults()

    assert faults == [
        (
            f"{LESSON}:9: unknown misconception `weights-not-sqr`",
            "did you mean `weights-not-sqrt`?",
        )
    ]


def test_a_misconception_of_a_wrong_form_is_looked_up_too(folder):
    folder.lesson(
        "## One\n```quiz formula id=a\nx?\n\nanswer: x\nbecause: b\n"
        "wrong:\n  - is: y\n    misconception: no-root\n```\n"
    )

    faults = folder.faults()

    assert faults == [
        (f"{LESSON}:11: unknown misconception `no-root`", "declare it in misconceptions.yaml")
    ]


def test_a_second_question_with_the_same_id_is_reported(folder):
    folder.lesson("## One\n" + choice("why"))
    folder.lesson("## One\n" + choice("why"), name="03_other")

    faults = folder.faults()

    assert faults == [
        (
            "lessons/03_other.md:5: the id `why` is already used in 02_forward_process.md",
            "give this question another id",
        )
    ]


@pytest.mark.parametrize(
    ("need", "hint"),
    [
        pytest.param("02_forward_proces", "did you mean `02_forward_process`?", id="misspelt"),
        pytest.param("probability", "write the file's name without `.md`", id="unlike all"),
    ],
)
def test_a_needed_lesson_that_does_not_exist_is_reported(folder, need, hint):
    folder.lesson("## One\n")
    folder.lesson("## One\n", front=f"title: Other\nneeds:\n  - {need}\n", name="03_other")

    faults = folder.faults()

    assert faults == [(f"lessons/03_other.md:4: `needs` names no lesson: `{need}`", hint)]


@pytest.mark.parametrize("need", ["02_forward_process", "03_other"], ids=["itself", "a later one"])
def test_a_lesson_builds_on_none_that_does_not_come_before(folder, need):
    folder.lesson("## One\n", front=f"title: t\nneeds: [{need}]\n")
    folder.lesson("## One\n", name="03_other")

    what = f"`needs` names a lesson that does not come before: `{need}`"
    hint = "remove it, or give one of the two another number"
    assert folder.faults() == [(f"lessons/02_forward_process.md:3: {what}", hint)]


@pytest.mark.parametrize(
    ("concept", "hint"),
    [
        pytest.param("noise.scales", "did you mean `noise.scale`?", id="misspelt"),
        pytest.param(
            "guidance", "add it to `teaches` in the front matter", id="unlike all that is taught"
        ),
    ],
)
def test_a_question_on_what_the_lesson_does_not_teach_is_reported(folder, concept, hint):
    folder.lesson(
        "## One\n" + choice("why", teaches=f"teaches=noise.scale,{concept}"),
        front="title: Noise\nteaches: [noise.scale]\n",
    )

    faults = folder.faults()

    assert faults == [(f"{LESSON}:6: the lesson does not teach `{concept}`", hint)]


def test_a_lesson_that_does_not_say_what_it_teaches_may_ask_anything(folder):
    folder.lesson("## One\n" + choice("why", teaches="teaches=anything"))

    assert folder.faults() == []
