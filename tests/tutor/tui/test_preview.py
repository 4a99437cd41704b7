"""A lesson that is drawn again whenever it is saved."""

import pytest

from tests.tutor.tui.conftest import NOON, settle
from tests.tutor.tui.grader import FakeGrader
from tutor.authoring.draft import draft
from tutor.authoring.ledger import Ledger
from tutor.learning.progress import Place, Progress
from tutor.learning.workspace import Workspace, make_workspace
from tutor.tui.preview import PreviewApp

FRONT = "---\ntitle: Noise\n---\n\n"
TWO = FRONT + "## One\n\nFirst words.\n\n## Two\n\n$$\nx^2\n$$\n"
EXERCISE = "\n```exercise twice\npoints: 1\nhints: [a]\n```\n"
NAME = "01_noise"


class Desk:
    """A course being written, and the app that shows it."""

    def __init__(self, root):
        self.root = root / "course"
        self.write("lessons/course.yaml", "title: A course\n")
        self.save(TWO)
        self.workspace = Workspace(root / "work")
        self.progress = None

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def save(self, text):
        self.write(f"lessons/{NAME}.md", text)

    def app(self, step=0):
        course = draft(self.root, Ledger())
        make_workspace(self.workspace, course)
        self.progress = Progress(self.workspace.progress_file, NOON)
        return PreviewApp(
            course,
            self.workspace,
            self.progress,
            FakeGrader,
            environ={"TERM": "xterm-256color"},
            now=lambda: NOON,
            tutor=(),
            read=lambda: draft(self.root, Ledger()),
            place=Place(NAME, step),
        )


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.setattr("tutor.tui.preview.GLANCE", 3600)  # tests look for themselves
    desk = Desk(tmp_path)
    yield desk
    if desk.progress:
        desk.progress.close()


async def look(pilot):
    """Look until a save counts, and wait for what comes of it."""
    pilot.app.look()
    pilot.app.look()
    await pilot.app.workers.wait_for_complete()
    await settle(pilot)


async def test_it_opens_at_the_lesson(desk, shows):
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await settle(pilot)

        assert "First words." in shows(pilot.app)


async def test_a_save_is_drawn_where_it_was_read(desk, shows):
    async with desk.app(step=1).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        desk.save(TWO.replace("x^2", "y^3").replace("title: Noise", "title: Sound"))

        await look(pilot)

        seen = shows(pilot.app)
        assert "y³" in seen
        assert "Sound" in seen
        assert "step 2 of 2" in seen


async def test_a_fault_is_shown_in_the_place_of_its_block_and_goes_when_it_is_mended(desk, shows):
    async with desk.app(step=1).run_test(size=(80, 24)) as pilot:
        desk.save(TWO.replace("x^2", "\\sqr{x}"))
        await look(pilot)
        broken = shows(pilot.app)

        desk.save(TWO)
        await look(pilot)

        assert "error in line 12: unknown command \\sqr" in broken
        assert "error" not in shows(pilot.app)
        assert "x²" in shows(pilot.app)


async def test_a_save_that_has_not_come_to_rest_is_not_drawn(desk, shows):
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        desk.save(TWO.replace("First", "Half of the first"))

        pilot.app.look()
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)

        assert "Half" not in shows(pilot.app)


async def test_nothing_is_read_while_nothing_is_saved(desk, monkeypatch):
    async with desk.app().run_test(size=(80, 24)) as pilot:
        read = []
        monkeypatch.setattr(pilot.app, "_read", lambda: read.append(1))

        await look(pilot)

        assert read == []


async def test_a_step_that_is_gone_gives_way_to_the_first(desk, shows):
    async with desk.app(step=1).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        desk.save(TWO.partition("## Two")[0])

        await look(pilot)

        assert "step 1 of 1" in shows(pilot.app)


async def test_a_new_exercise_can_be_opened(desk, shows):
    async with desk.app().run_test(size=(80, 24)) as pilot:
        for folder, name in [("exercises", ""), ("solutions", ""), ("tests/exercises", "test_")]:
            desk.write(f"{folder}/{NAME}/{name}twice.py", "def twice(x):\n    raise Exception\n")
        desk.save(TWO + EXERCISE)
        await look(pilot)

        await pilot.press("n", "tab", "enter")
        await settle(pilot)

        assert desk.workspace.root.joinpath("exercises", NAME, "twice.py").is_file()
        assert "twice" in shows(pilot.app).splitlines()[1]


async def test_home_has_the_lessons_as_they_are_by_now(desk, shows):
    async with desk.app().run_test(size=(80, 24)) as pilot:
        desk.write("lessons/02_new.md", TWO.replace("Noise", "Something new"))
        await look(pilot)

        await pilot.press("escape")
        await settle(pilot)

        assert "02  Something new" in shows(pilot.app)
        assert "01  Noise" in shows(pilot.app)


async def test_what_is_open_above_the_lesson_is_closed(desk, shows):
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        desk.save(TWO.replace("First", "Other"))

        await look(pilot)

        assert "Other words." in shows(pilot.app)


async def test_a_course_that_cannot_be_shown_is_told_and_the_last_stays(desk, shows):
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        (desk.root / f"lessons/{NAME}.md").unlink()

        await look(pilot)

        told = [one.title for one in pilot.app._notifications]
        assert told == ["there is no lesson to show"]
        assert "First words." in shows(pilot.app)
