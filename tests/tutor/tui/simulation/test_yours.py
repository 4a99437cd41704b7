"""The learner's functions at work, beside the course's, while the keys go on working."""

from threading import Event

from tests.tutor.tui.simulation.conftest import BROKEN, RIGHT, WRONG
from tests.tutor.tui.simulation.test_view import WIDE, Page, text
from tutor.tui.keys import offers


async def drawn(app, pilot):
    """What is shown once nothing is computed any more."""
    await app.workers.wait_for_complete()
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()
    return "\n".join(row.rstrip() for row in text(app.view))


async def test_y_draws_what_a_bug_does_beside_the_right_one(desk, bench):
    desk.file("q_sample").write_text(WRONG)
    app = Page(bench=bench, t="300")

    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("y")
        shown = await drawn(app, pilot)

        assert "yours: xₜ at t = 300" in shown
        assert "right: xₜ at t = 300" in shown
        assert "Yours differs here." in shown
        assert app.view.border_subtitle == "your q_sample, which has not passed"


async def test_where_there_is_room_for_one_only_it_is_the_learners(desk, bench):
    desk.file("q_sample").write_text(WRONG)
    app = Page(bench=bench, t="300")

    async with app.run_test(size=(40, 16)) as pilot:
        await pilot.press("y")
        shown = await drawn(app, pilot)

        assert shown.startswith("yours: xₜ\n")
        assert "right: xₜ" not in shown


async def test_a_second_y_gives_it_back_to_the_course(desk, bench):
    desk.file("q_sample").write_text(RIGHT)
    app = Page(bench=bench)

    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("y")
        before = await drawn(app, pilot)
        await pilot.press("y")
        after = await drawn(app, pilot)

        assert "Yours agrees here." in before
        assert "y the course's" in before
        assert "ᾱ by t" in after
        assert "y yours" in after


async def test_the_footer_names_what_space_and_y_do_next(desk, bench):
    desk.file("q_sample").write_text(RIGHT)
    app = Page(bench=bench)

    def offered():
        return {one.does for one in offers(app.screen)}

    async with app.run_test(size=WIDE) as pilot:
        before = offered()
        await pilot.press("y", "space")
        await drawn(app, pilot)
        changed = offered()
        await pilot.press("y", "space")

        assert {"Play", "Your code"} <= before
        assert before.isdisjoint({"Pause", "The course's code"})
        assert {"Pause", "The course's code"} <= changed
        assert changed.isdisjoint({"Play", "Your code"})
        assert offered() == before


async def test_what_is_not_started_is_said_in_a_sentence(bench):
    app = Page(bench=bench)

    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("y")
        shown = await drawn(app, pilot)
        await pilot.press("y")
        after = await drawn(app, pilot)

        assert shown.startswith(
            "`q_sample` is not started, so nothing of yours can drive this; write it\n"
            "with `tutor edit q_sample`."
        )
        assert after.startswith("xₜ at t = 0")


async def test_what_it_raises_stands_above_the_right_picture(desk, bench):
    desk.file("q_sample").write_text(BROKEN)
    app = Page(bench=bench, t="300")

    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("y")
        shown = await drawn(app, pilot)

        assert shown.startswith(
            "`q_sample` raised division by zero; look at q_sample.py:2: `1 / 0`.\nxₜ at t = 300"
        )


async def test_a_saved_file_is_read_again(desk, bench):
    desk.file("q_sample").write_text(WRONG)
    app = Page(bench=bench, t="300")

    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("y")
        before = await drawn(app, pilot)
        desk.file("q_sample").write_text(RIGHT)
        app.view.reread()
        after = await drawn(app, pilot)

        assert "Yours differs here." in before
        assert "Yours agrees here." in after


async def test_what_an_older_version_drew_is_not_shown_once_another_is_saved(desk, bench, driver):
    desk.file("q_sample").write_text(WRONG)
    app = Page(bench=bench, t="300")
    driver.hold = Event()

    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("y")
        desk.file("q_sample").write_text(RIGHT)
        app.view.reread()
        driver.hold.set()
        shown = await drawn(app, pilot)

        assert "Yours agrees here." in shown


async def test_a_file_that_is_emptied_is_said_and_taken_again_once_it_is_back(desk, bench):
    file = desk.file("q_sample")
    file.write_text(RIGHT)
    app = Page(bench=bench, t="300")

    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("y")
        await drawn(app, pilot)
        file.unlink()
        app.view.reread()
        gone = await drawn(app, pilot)
        file.write_text(RIGHT)
        app.view.reread()
        back = await drawn(app, pilot)

        assert gone.startswith("`q_sample` is not started")
        assert "Yours agrees here." in back


async def test_keys_work_while_a_function_takes_its_time_and_only_the_last_frame_is_computed(
    desk, bench, driver, monkeypatch
):
    desk.file("q_sample").write_text(RIGHT)
    app = Page(bench=bench)
    asked = []
    frames = bench.frames
    monkeypatch.setattr(
        bench, "frames", lambda one, settings, yours: asked.append(settings["t"]) or
        frames(one, settings, yours),
    )  # fmt: skip
    driver.hold = Event()

    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("right", "y")
        await pilot.pause()
        waiting = app.view.border_subtitle
        await pilot.press("right", "right", "right")
        moved = app.view.settings["t"]
        driver.hold.set()
        shown = await drawn(app, pilot)

        assert waiting == "your q_sample, which has not passed: being run"
        assert moved == 40
        assert "yours: xₜ at t = 40" in shown
        assert asked == [10, 40]


async def test_a_frame_is_computed_once(desk, bench, monkeypatch):
    desk.file("q_sample").write_text(RIGHT)
    app = Page(bench=bench)
    asked = []
    frames = bench.frames
    monkeypatch.setattr(
        bench, "frames", lambda one, settings, yours: asked.append(settings["t"]) or
        frames(one, settings, yours),
    )  # fmt: skip

    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("y")
        await drawn(app, pilot)
        for key in ("right", "left", "right"):
            await pilot.press(key)
            await drawn(app, pilot)

        assert asked == [0, 10]


async def test_no_key_is_offered_where_no_exercise_is_about_it(bench):
    app = Page("guidance", bench=bench)

    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("y")

        assert "y yours" not in "".join(text(app.view))
        assert "yours:" not in await drawn(app, pilot)
