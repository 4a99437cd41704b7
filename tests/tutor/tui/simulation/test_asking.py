"""The question before the driving, as a learner meets it: nothing moves before they commit."""

import pytest

from tests.tutor.tui.simulation.test_view import WIDE, Page, text
from tutor.course.prediction import Outcome, Prediction
from tutor.errors import TutorError
from tutor.learning.progress import Foretold
from tutor.simulations import catalogue, foretold
from tutor.tui.simulation.asking import Asking

OUTCOMES = (
    Outcome("below the middle", "signal share ᾱ < 0.5", 1),
    Outcome("above it", "signal share ᾱ >= 0.5", 1),
)


def asking(answer="t where signal share ᾱ < 0.5", outcomes=(), said=None):
    at = {"t": "500"} if outcomes else {}
    prediction = Prediction("Where?", "" if outcomes else answer, outcomes, at, None, 20, 1)
    question = foretold.question(catalogue.simulation("dissolve"), prediction, {})
    return Asking(question, "Where?", said)


class Asked(Page):
    """A simulation that asks first, in a page."""

    def __init__(self, asking, **options):
        super().__init__(asking=asking, **options)
        self.foreseen = []

    def on_foreseen(self, event):
        self.foreseen.append(event.foretold)


async def said(app, pilot):
    await app.workers.wait_for_complete()
    await pilot.pause()
    return [row.rstrip() for row in text(app.view)]


async def test_no_key_drives_before_the_learner_has_committed():
    app = Asked(asking())

    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("right", "d", "space", "y", "f", "r")

        assert app.view.settings == {"t": 0, "data": "two-moons", "seed": 0}
        assert not app.view.playing
        assert app.heard == []


async def test_what_may_give_the_answer_away_is_not_shown():
    app = Asked(asking())

    async with app.run_test(size=WIDE):
        shown = "\n".join(text(app.view))

    assert "Predict: Where?" in shown
    assert "xₜ at t = 0" in shown
    assert "ᾱ by t" not in shown
    assert "signal share" not in shown


async def test_a_number_is_found_on_the_slider_and_told_beside_what_is():
    app = Asked(asking())

    async with app.run_test(size=WIDE) as pilot:
        await pilot.press(*["shift+right"] * 6, "left")
        guessed = text(app.view)[-2]
        await pilot.press("enter")
        shown = await said(app, pilot)

        assert guessed.startswith("←/→ t  290  0 ━")
        assert shown[0] == "You said 290; signal share ᾱ < 0.5 first at t = 260. Off by 30."
        assert app.foreseen == [Foretold(290, 260)]


async def test_then_the_keys_drive():
    app = Asked(asking())

    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("enter")
        await said(app, pilot)
        await pilot.press("right", "s")

        assert app.view.settings == {"t": 10, "data": "two-moons", "seed": 1}
        assert "signal share" in "\n".join(text(app.view))


async def test_a_digit_chooses_an_outcome():
    app = Asked(asking(outcomes=OUTCOMES))

    async with app.run_test(size=WIDE) as pilot:
        asked = [row.rstrip() for row in text(app.view)[:3]]
        await pilot.press("enter", "right", "9", "2")
        shown = await said(app, pilot)

        assert asked == ["Predict: Where?", "1  below the middle", "2  above it"]
        assert shown[0] == "You said: above it. It is: below the middle."
        assert app.foreseen == [Foretold(1, 0)]


async def test_skipping_says_nothing_and_shows_what_is():
    app = Asked(asking())

    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("right", "s")
        shown = await said(app, pilot)

        assert shown[0] == "You skipped this: signal share ᾱ < 0.5 first at t = 260."
        assert app.foreseen == [Foretold(None, 260)]


async def test_what_was_said_before_is_not_asked_again():
    app = Asked(asking(said=Foretold(250, 260)))

    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("right")

        assert text(app.view)[0].startswith("You said 250; ")
        assert app.view.settings["t"] == 10


async def test_a_question_that_turns_out_to_have_no_answer_is_dropped(monkeypatch):
    monkeypatch.setattr(Asking, "search", _fail)
    app = Asked(asking())

    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("enter")
        await said(app, pilot)
        await pilot.press("right")

        assert text(app.view)[0].startswith("xₜ at t = 10")
        assert app.foreseen == [None]


def _fail(_):
    raise TutorError("it never comes true")


@pytest.mark.parametrize("outcomes", [(), OUTCOMES], ids=["a number", "a choice"])
async def test_without_unicode_it_asks_in_ascii(outcomes):
    app = Asked(asking(outcomes=outcomes), unicode=False)

    async with app.run_test(size=WIDE) as pilot:
        asked = "".join(text(app.view))
        await pilot.press("1" if outcomes else "enter")
        shown = await said(app, pilot)

    assert asked.isascii()
    assert "".join(shown).isascii()
