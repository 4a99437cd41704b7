from tutor.authoring.check import check

SIMULATION = "```sim dissolve\n```\n"
QUESTION = "```quiz choice id=q{}\nWhy?\n\n- [x] a\n  > b\n- [ ] c\n  > d\n```\n"


def found(folder) -> list[tuple[str, str, bool]]:
    faults = check(folder.root, prove=False, seen_from=folder.root)
    return [(str(fault), fault.hint, fault.warning) for fault in faults]


def test_a_step_with_too_much_to_do_is_a_warning_where_it_becomes_too_much(folder):
    questions = "".join(QUESTION.format(number) for number in range(4))
    folder.lesson(f"## One\n{questions}{SIMULATION}")

    assert found(folder) == [
        (
            "lessons/02_forward_process.md:37: 5 things to do in one step, where 4 are enough",
            "begin another step with a line `## Title`",
            True,
        )
    ]


def test_as_much_in_two_steps_is_none(folder):
    questions = "".join(QUESTION.format(number) for number in range(4))
    folder.lesson(f"## One\n{questions}## Two\n{SIMULATION}Words.\n\n$$\nx\n$$\n")

    assert found(folder) == []
