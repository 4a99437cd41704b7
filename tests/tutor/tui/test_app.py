import subprocess
import sys
from contextlib import nullcontext

import pytest
from textual.events import Key
from textual.widgets import Input

from tests.tutor.tui.conftest import settle
from tutor.errors import ProgressError
from tutor.tui.palette import Everything
from tutor.tui.screens.lesson import LessonScreen

HEAVY = ["fsrs", "numpy", "pydantic", "pytest", "sympy", "torch"]


@pytest.mark.parametrize("size", [(39, 24), (80, 11)], ids=["too narrow", "too low"])
async def test_a_terminal_that_becomes_too_small_says_what_it_needs(desk, shows, size):
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await pilot.resize_terminal(*size)
        await settle(pilot)
        small = " ".join(shows(pilot.app).split())
        await pilot.resize_terminal(80, 24)
        await settle(pilot)

        assert small == "The tutor needs 40 columns and 12 rows. Make this window larger."
        assert "Begin" in shows(pilot.app)


@pytest.mark.parametrize(
    "keys",
    [
        pytest.param([], id="home"),
        pytest.param(["question_mark"], id="help"),
        pytest.param(["enter", "tab", "1", "enter"], id="a wrong answer"),
        pytest.param(["enter", "n", "tab"], id="a formula question"),
        pytest.param(["enter", "n", "n", "tab", "enter", "x"], id="an exercise, asked to reset"),
    ],
)
async def test_no_screen_needs_colour(desk, monkeypatch, keys, shows):
    monkeypatch.setenv("NO_COLOR", "1")
    app = desk.app()

    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press(*keys)
        await settle(pilot)

        assert app.no_color
        assert shows(app).strip()


async def test_the_linux_console_gets_marks_that_its_font_has(desk, shows):
    desk.environ["TERM"] = "linux"

    async with desk.app().run_test(size=(80, 30)) as pilot:
        await pilot.press("enter", "tab", "2", "enter")
        await settle(pilot)

        text = shows(pilot.app)
        assert "> 2 (*)" in text
        assert "x_t = sqrt(alpha_bar_t) x_0 + sqrt(1 - alpha_bar_t) eps" in text
        assert "✓" not in text


async def test_the_palette_finds_a_step_by_its_title(desk, shows):
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p", *"write it")
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)

        assert "step 2 of 3" in shows(pilot.app)


async def test_the_palette_lists_nothing_twice(desk):
    async with desk.app().run_test(size=(80, 24)) as pilot:
        titles = [entry.title for entry in Everything(pilot.app.screen).entries()]

        assert sorted(titles) == sorted(set(titles))


async def test_the_palette_does_what_a_key_does(desk, shows):
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p", *"light or")
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)

        assert pilot.app.theme == "tutor-light"


async def test_help_explains_the_focused_part_before_the_screen(desk, looks):
    async with desk.app().run_test(size=(80, 40)) as pilot:
        await pilot.press("enter", "tab", "question_mark")

        await looks(pilot, "help_choices")


@pytest.mark.parametrize("key", ["space", "pagedown", "end", "G"])
async def test_help_that_is_longer_than_its_box_can_be_read_to_its_end(desk, shows, key):
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "tab", "question_mark")
        await settle(pilot)
        first = shows(pilot.app)
        await pilot.press(key, key)
        await settle(pilot)

        assert "space More" in first
        assert "Light or dark" not in first
        assert "Light or dark" in shows(pilot.app)


async def test_help_that_fits_offers_no_key_to_go_down(desk, shows):
    async with desk.app().run_test(size=(80, 40)) as pilot:
        await pilot.press("question_mark")
        await settle(pilot)

        assert shows(pilot.app).splitlines()[-1] == "  esc Close"


@pytest.fixture
async def lending(desk, monkeypatch, tmp_path):
    """An app whose tutor notes its words and keeps a model."""
    model, log = desk.workspace.models / "model.safetensors", tmp_path / "log"
    model.parent.mkdir(parents=True)
    script = f'echo "$@" >> {log}; touch {model}'
    app = desk.app(tutor=["sh", "-c", script, "tutor"])
    monkeypatch.setattr(app, "suspend", nullcontext)
    monkeypatch.setattr("builtins.input", lambda _: "")
    async with app.run_test(size=(80, 24)) as pilot:
        pilot.ran = lambda: log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        pilot.model = model
        yield pilot


async def test_training_gets_the_terminal_and_its_model_may_draw(lending, shows):
    await lending.press("t")
    await settle(lending)
    asked = shows(lending.app)
    await lending.press("y")
    await settle(lending)

    assert "Your model is kept. Watch it draw?" in asked
    assert lending.ran() == ["train", "sample --film"]


async def test_a_model_is_replaced_only_after_a_yes(lending, shows):
    lending.model.touch()

    await lending.press("t")
    await settle(lending)
    asked = " ".join(shows(lending.app).split())
    await lending.press("n")
    await settle(lending)
    refused = lending.ran()
    await lending.press("t", "y")
    await settle(lending)

    assert "Train again? The model you have is replaced" in asked
    assert refused == []
    assert lending.ran() == ["train"]


async def test_the_palette_lets_the_model_draw_from_anywhere(lending):
    await lending.press("enter", "ctrl+p", *"draw")
    await lending.app.workers.wait_for_complete()
    await settle(lending)
    await lending.press("enter")
    await settle(lending)

    assert lending.ran() == ["sample --film"]


async def test_find_works_in_a_lesson_too(desk, shows):
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "slash")
        await settle(pilot)

        assert "find a lesson, a step or an exercise" in shows(pilot.app)


async def test_training_that_cannot_have_the_terminal_names_its_command(desk, shows):
    app = desk.app(tutor=["tutor"])

    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("t")
        await settle(pilot)

        assert "run `tutor train` in a second" in shows(app)


async def test_a_full_disk_costs_the_record_and_not_the_screen(desk, shows, monkeypatch):
    def full(*_):
        raise ProgressError("your progress cannot be written: disk full", "make room on the disk")

    monkeypatch.setattr(desk.progress, "record_answer", full)

    async with desk.app().run_test(size=(80, 30), notifications=True) as pilot:
        await pilot.press("enter", "tab", "2", "enter")
        await settle(pilot)

        assert "✓ right" in shows(pilot.app)
        assert "make room on the disk" in shows(pilot.app)


async def test_a_record_that_can_no_longer_be_read_ends_the_app_with_a_reason(desk):
    lost = ProgressError("your progress cannot be read: disk i/o error", "look at the disk")
    app = desk.app()

    async with app.run_test(size=(80, 24)):
        app.screen.call_later(raises(lost))

    assert (app.failure, app.return_code) == (lost, 2)


def raises(error):
    def fails(*_):
        raise error

    return fails


async def test_a_record_found_damaged_meanwhile_is_told_at_home(desk, shows, monkeypatch):
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        monkeypatch.setattr(desk.progress._record, "notice", "your record was damaged")
        await pilot.press("escape")
        await settle(pilot)

        assert "your record was damaged" in shows(pilot.app)


def test_the_first_screen_loads_nothing_heavy():
    program = (
        "import sys, tutor.tui.app, tutor.tui.screens.lesson, tutor.tui.screens.exercise;"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )

    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert found.stdout == "[]\n"


def test_only_a_lesson_that_is_opened_loads_the_widgets_of_lessons():
    program = "import sys, tutor.tui.app; print('textual.widgets._markdown' in sys.modules)"

    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert found.stdout == "False\n"


async def test_keys_typed_ahead_reach_what_the_keys_before_them_open(desk):
    app = desk.app()
    async with app.run_test() as pilot:
        for key in ("enter", "n", "question_mark", "escape", "n"):
            app.post_message(Key(key, None))
        await settle(pilot)

        assert isinstance(app.screen, LessonScreen)
        assert app.screen.place.step == 2


async def test_a_text_typed_ahead_arrives_in_order(desk):
    app = desk.app()
    async with app.run_test() as pilot:
        for key in ("slash", *"one jump"):
            app.post_message(Key("space" if key == " " else key, key))
        await settle(pilot)

        assert app.screen.query_one(Input).value == "one jump"
