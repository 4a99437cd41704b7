import pytest

from tests.tutor.tui.conftest import SIZES, settle
from tutor.course.citations import Work
from tutor.learning.progress import Place
from tutor.tui.widgets.page import Page


@pytest.fixture
async def lesson(desk):
    """An app at the first step of the first lesson."""
    app = desk.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        yield pilot


@pytest.mark.parametrize("size", SIZES)
async def test_a_step_shows_prose_formula_and_question_in_one_flow(desk, looks, size):
    app = desk.app()

    async with app.run_test(size=size) as pilot:
        await pilot.press("enter")
        await pilot.pause()

        await looks(pilot, "lesson")


@pytest.mark.parametrize("size", SIZES)
async def test_an_exercise_is_a_card_that_tab_reaches(desk, looks, size):
    app = desk.app()

    async with app.run_test(size=size) as pilot:
        await pilot.press("enter", "n", "n", "tab")
        await pilot.pause()

        await looks(pilot, "lesson_exercise")


@pytest.mark.parametrize("keys", [["n"], ["right"]], ids=" ".join)
async def test_the_next_step_is_a_key_away(lesson, shows, keys):
    await lesson.press(*keys)

    assert "step 2 of 3" in shows(lesson.app)


@pytest.mark.parametrize("keys", [["n", "p"], ["right", "left"]], ids=" ".join)
async def test_so_is_the_one_before(lesson, shows, keys):
    await lesson.press(*keys)

    assert "step 1 of 3" in shows(lesson.app)


async def test_there_is_nothing_before_the_first_step(lesson, shows):
    await lesson.press("p")

    assert "step 1 of 3" in shows(lesson.app)


async def test_going_on_marks_the_step_as_read(lesson, desk):
    await lesson.press("n")

    assert desk.progress.steps_read() == {"02_forward_process": {0}}


async def test_after_the_last_step_comes_the_next_lesson(lesson, shows):
    await lesson.press("n", "n")
    await settle(lesson)
    last = shows(lesson.app)
    await lesson.press("n")
    await settle(lesson)

    assert "n Next lesson" in last
    assert "09  Sampling" in shows(lesson.app)


async def test_after_the_last_lesson_comes_home(lesson, shows):
    await lesson.press("n", "n", "n")
    await lesson.pause()
    await lesson.press("n")
    await lesson.pause()

    home = shows(lesson.app)
    assert "❯ Go on with what is still open\n    02 The forward process, step 1 of 3" in home


async def test_the_end_of_a_lesson_that_was_in_sight_is_read_however_it_is_left(lesson, desk):
    await lesson.press("n", "n", "n")
    await lesson.pause()
    before = desk.progress.steps_read()
    await lesson.press("slash")
    await lesson.pause()

    assert "09_sampling" not in before
    assert desk.progress.steps_read()["09_sampling"] == {0}


async def test_a_page_says_by_which_key_it_goes_on_until_its_end(desk, shows):
    desk.replace_first_step("A line.\n\n" * 20)
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        top = shows(pilot.app)
        await pilot.press("space", "space", "space")
        await settle(pilot)
        end = shows(pilot.app)
        await pilot.press("k")
        await settle(pilot)

        assert "  space More   n Next step" in top
        assert "  n Next step" in end
        assert "More" not in end
        assert "  space More   n Next step" in shows(pilot.app)


@pytest.mark.parametrize(("to", "offered"), [("n", True), ("p", False)])
async def test_tab_is_offered_where_there_is_a_part_to_go_to(desk, shows, to, offered):
    desk.replace_first_step("Nothing to do here.")
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "n", to)
        await settle(pilot)

        assert ("tab Next part" in shows(pilot.app)) is offered


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_the_lessons_are_a_key_away(lesson, shows, key):
    await lesson.press(key)
    await lesson.pause()

    assert "Continue where you left" in shows(lesson.app)


async def test_j_and_k_scroll_the_page(lesson, shows):
    await lesson.resize_terminal(80, 20)
    await lesson.press(*"jjjj")
    await lesson.pause()
    lower = shows(lesson.app)
    await lesson.press(*"kkkk")
    await lesson.pause()

    assert "Noise in one jump" not in lower
    assert "Noise in one jump" in shows(lesson.app)


@pytest.mark.parametrize("key", ["space", "tab"])
async def test_a_page_is_where_it_is_to_be_at_once(lesson, key):
    await lesson.resize_terminal(60, 14)
    await settle(lesson)
    page = lesson.app.screen.query_one(Page)
    rows = []
    lesson.app.screen.watch(page, "scroll_y", lambda row: rows.append(row), init=False)

    await lesson.press(key)

    assert rows == [page.scroll_target_y]


async def test_a_restart_finds_lesson_step_and_scroll_again(desk, shows):
    desk.progress.remember_place("02_forward_process", 0, 3)
    app = desk.app()

    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("c")
        await pilot.pause()
        before = shows(app)
        await pilot.press("j")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()

    assert "Noise in one jump" not in before
    assert desk.progress.place() == Place("02_forward_process", 0, 4)


async def test_a_question_that_is_settled_draws_no_page_down_to_it(lesson, desk, shows):
    await lesson.press("tab", "2", "enter", "escape")
    await settle(lesson)
    desk.progress.remember_place("02_forward_process", 0, 0)

    app = desk.app()
    async with app.run_test(size=(60, 14)) as pilot:
        await pilot.press("c")
        await settle(pilot)

        assert "Noise in one jump" in shows(app)
        assert desk.progress.place() == Place("02_forward_process", 0, 0)


async def test_the_part_that_has_the_keys_stays_in_sight_in_a_smaller_window(lesson, shows):
    await lesson.resize_terminal(80, 60)
    await lesson.press("tab")
    await settle(lesson)

    await lesson.resize_terminal(40, 12)
    await settle(lesson)

    assert "❯ 1 ( )" in shows(lesson.app)


async def test_every_step_and_every_line_of_scrolling_is_noted_at_once(lesson, desk):
    await lesson.resize_terminal(60, 20)
    await settle(lesson)
    await lesson.press("j", "j")
    await settle(lesson)
    scrolled = desk.progress.place()
    await lesson.press("n")
    await settle(lesson)

    assert scrolled == Place("02_forward_process", 0, 2)
    assert desk.progress.place() == Place("02_forward_process", 1, 0)


async def test_a_link_leads_to_another_step(lesson, shows):
    await lesson.click(offset=(10, 9))
    await lesson.pause()

    assert "step 2 of 3" in shows(lesson.app)


@pytest.mark.parametrize(
    ("text", "offered"),
    [("Then run `tutor train`.", True), ("Then rest.", False)],
    ids=["that names the command", "that does not"],
)
async def test_training_is_offered_in_a_lesson(desk, shows, text, offered):
    desk.replace_first_step(text)

    async with desk.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "n")
        await pilot.pause()

        assert ("t Train" in shows(pilot.app)) == offered


async def test_the_last_page_says_that_the_course_ends_there(lesson, shows):
    await lesson.press("n", "n")
    before = shows(lesson.app)
    await lesson.press("n")
    await lesson.pause()

    assert "n Next lesson" in before
    assert "n Finish the course" in shows(lesson.app)


async def test_the_last_page_names_what_the_lesson_cites(desk, shows, monkeypatch):
    vincent = Work("vincent-2011", ("Pascal Vincent",), 2011, "A Connection", "arXiv:1101.0001")
    monkeypatch.setattr("tutor.course.reading.bibliography.works_of", lambda _: [vincent])
    async with desk.app().run_test(size=(80, 40)) as pilot:
        await pilot.press("enter", "n")
        await settle(pilot)
        before = shows(pilot.app)
        await pilot.press("n")
        await settle(pilot)
        last = shows(pilot.app)

    assert "Sources" not in before
    assert "  Sources\n\n  • Pascal Vincent (2011). A Connection. arXiv:1101.0001\n" in last


async def test_the_head_shows_what_is_done_of_each_step(lesson, shows):
    await lesson.press("n")
    await lesson.pause()
    before = shows(lesson.app)
    await lesson.press("p", "tab", "2", "enter")
    await lesson.pause()

    assert " ◐ [○] ○ " in before
    assert "[✓] ○  ○ " in shows(lesson.app)


@pytest.mark.parametrize(
    ("width", "head"),
    [(80, " ○  ○  ○  ○ [○] ○  ○  ○  ○\n"), (60, "○○○○[○]○○○○ ──"), (40, "○○○○[○]○○○○ ──")],
    ids=["80", "60", "40"],
)
async def test_the_head_of_a_long_lesson_shows_where_the_learner_is(desk, shows, width, head):
    desk.lengthen_first_lesson(25)
    desk.progress.remember_place("02_forward_process", 20, 0)

    async with desk.app().run_test(size=(width, 24)) as pilot:
        await pilot.press("c")
        await settle(pilot)

        assert "step 21 of 25\n" in shows(pilot.app)
        assert head in shows(pilot.app)


async def test_marks_of_steps_that_have_no_room_are_left_out(desk, shows):
    desk.lengthen_first_lesson(35)

    async with desk.app().run_test(size=(40, 24)) as pilot:
        await pilot.press("enter")
        await settle(pilot)

        assert "step 1 of 35\n   ─────" in shows(pilot.app)


FORMULA = "words " * 10 + r"$\sqrt{1 - \bar\alpha_t}$ and more"


async def test_a_short_formula_is_never_broken_across_lines(desk, shows):
    desk.replace_first_step(FORMULA)

    async with desk.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        for width in range(68, 79):
            await pilot.resize_terminal(width, 24)
            await settle(pilot)

            assert "√(1 − ᾱₜ)" in shows(pilot.app)


@pytest.mark.parametrize("height", [18, 24])
async def test_the_end_of_a_page_is_what_comes_next_and_no_empty_line(desk, shows, height):
    desk.replace_first_step("A line.\n\n" * 20)
    async with desk.app().run_test(size=(80, height)) as pilot:
        await pilot.press("enter", "end")
        await settle(pilot)

        *_, line, blank, last, footer = shows(pilot.app).splitlines()
        assert (line[:9], blank.strip(" ▁▂▃▄▅▆▇█"), last.split()[:2]) == (
            "  A line.",
            "",
            ["next:", "Write"],
        )
        assert "More" not in footer


async def test_code_that_is_too_wide_goes_on_in_the_next_line(desk, shows):
    code = "weights = (alpha_bar[t].sqrt(), (1 - alpha_bar[t]).sqrt()) # the two"
    desk.replace_first_step(f"```python\n{code}\n```")

    async with desk.app().run_test(size=(60, 20)) as pilot:
        await pilot.press("enter")
        await pilot.pause()

        assert " ".join(shows(pilot.app).split()).count(code) == 1
