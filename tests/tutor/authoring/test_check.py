from threading import Event

import pytest

from tutor.authoring import proving
from tutor.authoring.check import check
from tutor.authoring.ledger import Ledger
from tutor.errors import BlockedError, Fault

EXERCISE = "## One\n```exercise twice\npoints: 1\nhints: [Think.]\n```\n"
PLACE = "02_forward_process"


def faults_of(folder, *, prove: bool = False) -> list[tuple[str, bool]]:
    """Each as `path:line: what`, and whether it is a warning."""
    faults = check(folder.root, prove=prove, seen_from=folder.root)
    return [(str(fault), fault.warning) for fault in faults]


def test_a_sound_course_has_no_faults(folder):
    folder.lesson("## One\nWords.\n")

    assert faults_of(folder, prove=True) == []


def test_faults_of_every_kind_come_in_one_list_by_path_and_line(folder):
    folder.misconception("no-root")
    folder.lesson(
        "## One\n$\\sqr{x}$\n```sim disolve\n```\n"
        "```quiz formula id=a\nx?\n\nanswer: y\nbecause: b\n```\n```quizz choice\n```\n"
    )

    faults = faults_of(folder)

    lesson = f"lessons/{PLACE}.md"
    assert [fault.partition(" cannot be read")[0] for fault, _ in faults] == [
        f"{lesson}:5: unknown command `\\sqr` at column 2, in `\\sqr{{x}}`",
        f"{lesson}:6: no simulation is called `disolve`",
        f"{lesson}:11: `y`",
        f"{lesson}:14: unknown block `quizz`",
        f"{lesson}:14: a quiz without an id",
        f"{lesson}:14: a quiz without a question",
        f"{lesson}:14: fewer than two options",
        "lessons/misconceptions.yaml:1: nothing refers to `no-root`",
    ]
    assert [warning for _, warning in faults] == [False] * 7 + [True]


def test_it_says_what_it_looks_at(folder):
    folder.lesson("## One\n")
    folder.lesson("## One\n", name="03_other")
    told: list[str] = []

    check(folder.root, prove=False, on_progress=told.append, seen_from=folder.root)

    assert told == [PLACE, "03_other"]


def test_an_exercise_is_proven(folder):
    folder.lesson(EXERCISE)
    folder.write(f"exercises/{PLACE}/twice.py", "def twice(x):\n    raise NotImplementedError\n")
    folder.write(f"solutions/{PLACE}/twice.py", "def twice(x):\n    return 3 * x\n")
    folder.write(
        f"tests/exercises/{PLACE}/test_twice.py",
        'def test_doubles(learner):\n    """2·x"""\n    assert learner.twice(2) == 4\n',
    )

    faults = faults_of(folder, prove=True)

    solution, hidden_test = (fault for fault, _ in faults)
    assert solution.startswith(f"solutions/{PLACE}/twice.py:1: the solution does not pass")
    assert hidden_test.startswith(f"tests/exercises/{PLACE}/test_twice.py:1: 0 known mistakes")


def test_an_exercise_with_an_unreadable_file_is_not_run(folder):
    folder.lesson(EXERCISE)
    folder.exercise("twice")
    (folder.root / f"solutions/{PLACE}/twice.py").write_bytes(b"# na\xefve\n")

    faults = faults_of(folder, prove=True)

    assert faults == [(f"solutions/{PLACE}/twice.py:1: this is not UTF-8", False)]


@pytest.fixture
def proven(monkeypatch):
    """Slugs in the order in which they were proven; nothing is run, everything has a warning."""
    slugs: list[str] = []

    def prove(exercise, grader):
        slugs.append(exercise.slug)
        return [Fault(exercise.solution, 1, f"{exercise.slug} is weak", warning=True)]

    monkeypatch.setattr(proving, "prove", prove)
    return slugs


def three(folder) -> None:
    """Exercises, of which the last is a training."""
    blocks = [EXERCISE.replace("twice", name) for name in ("one", "two", "three")]
    blocks[2] = blocks[2].replace("points: 1", "points: 1\nseconds: 20")
    folder.lesson("".join(block.replace("## One", f"## {n}") for n, block in enumerate(blocks)))
    for slug in ("one", "two", "three"):
        folder.exercise(slug)


def checked(folder, **options) -> list[str]:
    faults = check(folder.root, seen_from=folder.root, **options)
    return [fault.what for fault in faults]


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_faults_come_in_the_same_order_however_many_are_proven_at_a_time(folder, proven, workers):
    three(folder)

    found = checked(folder, workers=workers)

    assert found == ["one is weak", "three is weak", "two is weak"]


def test_what_may_take_longest_is_proven_first(folder, proven):
    three(folder)

    checked(folder, workers=1)

    assert proven == ["three", "one", "two"]


def test_only_what_has_changed_is_proven_again_and_all_is_told(folder, proven, tmp_path):
    three(folder)
    kept, told = tmp_path / "kept", []
    first = checked(folder, ledger=Ledger(kept))
    proven.clear()
    folder.write(f"solutions/{PLACE}/two.py", "mended = True\n")

    again = checked(folder, ledger=Ledger(kept), on_progress=told.append)

    assert again == first
    assert proven == told == ["two"]


def test_a_fault_that_was_mended_is_not_told_again(folder, tmp_path):
    folder.lesson("## One\n$\\sqr{x}$\n")
    broken = checked(folder, ledger=Ledger(tmp_path / "kept"))
    folder.lesson("## One\n$\\sqrt{x}$\n")

    mended = checked(folder, ledger=Ledger(tmp_path / "kept"))

    assert broken[0].startswith("unknown command `\\sqr`")
    assert mended == []


def test_a_proof_that_breaks_off_ends_the_others(folder, monkeypatch):
    three(folder)
    closed = Event()

    class Endless:
        """A grader whose runs end when it is closed."""

        def __init__(self, course, **options):
            pass

        def __enter__(self):
            return self

        def __exit__(self, *_):
            closed.set()

    def prove(exercise, grader):
        if exercise.slug == "three":
            raise BlockedError("the grader cannot be started")
        assert closed.wait(timeout=20)
        return []

    monkeypatch.setattr(proving, "Grader", Endless)
    monkeypatch.setattr(proving, "prove", prove)

    with pytest.raises(BlockedError):
        checked(folder, workers=2)

    assert closed.is_set()
