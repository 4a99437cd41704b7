import pytest

from tests.tutor.tui.conftest import SIZES, settle
from tutor.course.question import Symbol
from tutor.course.verdict import Status


async def type_in(pilot, text):
    """Type text into the line that has the focus."""
    for character in text:
        pilot.app.focused.insert_text_at_cursor(character)
    await settle(pilot)


@pytest.fixture
async def choice(desk):
    """An app with the focus on the options of a question."""
    async with desk.app().run_test(size=(80, 30)) as pilot:
        await pilot.press("enter", "tab")
        await settle(pilot)
        yield pilot


@pytest.fixture
async def formula(desk):
    """An app with the focus on the line of a formula question."""
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "n", "tab")
        await settle(pilot)
        yield pilot


@pytest.mark.parametrize("size", SIZES)
async def test_a_wrong_answer_is_explained_at_once_without_giving_the_right_one(desk, looks, size):
    async with desk.app().run_test(size=size) as pilot:
        await pilot.press("enter", "tab", "1", "enter")

        await looks(pilot, "choice_wrong")


@pytest.mark.parametrize("size", SIZES)
async def test_a_right_answer_is_explained_too(desk, looks, size):
    async with desk.app().run_test(size=size) as pilot:
        await pilot.press("enter", "tab", "2", "enter")

        await looks(pilot, "choice_right")


async def test_what_is_chosen_differs_from_what_is_not_by_its_glyph(choice, shows):
    await choice.press("j", "space")

    assert "❯ 2 (•) so that the variance" in shows(choice.app)
    assert "1 ( ) so that the weights" in shows(choice.app)


@pytest.mark.parametrize("key", ["enter", "space"])
async def test_nothing_is_answered_before_it_is_chosen(choice, shows, key):
    await choice.press("exclamation_mark", "tilde", "down", key)
    await settle(choice)
    chosen = shows(choice.app)
    await choice.press("enter")
    await settle(choice)

    assert "❯ 2 (•)" in chosen
    assert "Question · choose one\n" in chosen
    assert "enter Answer   ! Answer, sure   ~ Answer, a guess   space Choose" in chosen
    assert "✓ right" in shows(choice.app)


async def test_an_answer_can_be_tried_again(choice, shows):
    await choice.press("1", "enter", "r")
    await settle(choice)
    again = shows(choice.app)
    await choice.press("2", "enter")
    await settle(choice)

    assert "✗" not in again
    assert "✓ right" in shows(choice.app)


async def test_another_choice_takes_the_wrong_answer_back(choice, shows):
    await choice.press("1", "enter", "2")
    await settle(choice)

    assert "✗" not in shows(choice.app)


async def test_a_question_answered_right_is_settled(choice, shows, desk):
    await choice.press("2", "enter", "1", "r", "enter")
    await settle(choice)

    assert "✓ right" in shows(choice.app)
    assert desk.progress.answers()["why-square-roots"].tries == 1


async def test_every_answer_is_kept(choice, desk):
    await choice.press("1", "enter", "r", "2", "enter")
    await settle(choice)

    answered = desk.progress.answers()["why-square-roots"]
    assert (answered.status, answered.tries) == (Status.PASSED, 2)


async def test_a_question_answered_right_stays_so_after_a_restart(choice, desk, shows):
    await choice.press("2", "enter")
    await settle(choice)

    async with desk.app().run_test(size=(80, 30)) as pilot:
        await pilot.press("enter")
        await settle(pilot)

        assert "✓ The two shares of variance add up to 1." in shows(pilot.app)


async def test_beyond_the_last_option_the_page_scrolls(desk):
    async with desk.app().run_test(size=(60, 14)) as pilot:
        await pilot.press("enter", "tab", "j", "j")
        await settle(pilot)
        page = pilot.app.screen.query_one("StepPage")
        page.scroll_to(y=0, animate=False)
        await settle(pilot)
        await pilot.press("j")
        await settle(pilot)

        assert page.scroll_target_y == 1


async def test_an_option_is_chosen_with_the_mouse(choice, shows):
    await choice.click("Choices", offset=(8, 0))
    await settle(choice)

    assert "1 (•)" in shows(choice.app)


async def test_a_formula_is_echoed_while_it_is_typed(formula, shows):
    await type_in(formula, "sqrt(abar_t)*x_0")

    assert "read as √ᾱₜ·x₀" in shows(formula.app)


async def test_what_is_unfinished_is_not_complained_about(formula, shows):
    await type_in(formula, "sqrt(abar_t")

    assert "▲" not in shows(formula.app)


async def test_what_cannot_be_read_is_pointed_at_and_costs_nothing(formula, shows, desk):
    await type_in(formula, "x_0 + foo")
    await formula.press("enter")
    await settle(formula)

    assert "x_0 + foo\n  ┃        ▲ `foo` is not a name" in shows(formula.app)
    assert desk.progress.answers() == {}


async def test_a_wrong_formula_that_nobody_foresaw_is_told_what_is_wrong_with_it(formula, shows):
    await type_in(formula, "x_0*sqrt(abar_t) + (1-abar_t)*eps")
    await formula.press("enter")
    await settle(formula)

    assert "The square root over 1 − ᾱₜ is\n  ┃  missing." in shows(formula.app)


@pytest.mark.parametrize("size", SIZES)
async def test_an_equivalent_formula_is_right(desk, looks, size):
    async with desk.app().run_test(size=size) as pilot:
        await pilot.press("enter", "n", "tab")
        await type_in(pilot, "eps*sqrt(1-abar_t) + x_0*abar_t**0.5")
        await pilot.press("enter")

        await looks(pilot, "formula_right")


async def test_a_mistake_that_the_page_itself_treats_sends_nobody_away(choice, shows):
    await choice.press("1", "enter")
    await settle(choice)

    assert "read again: this page\n" in shows(choice.app)


async def test_a_foreseen_wrong_formula_is_explained(formula, shows):
    await type_in(formula, "abar_t*x_0 + (1-abar_t)*eps")
    await formula.press("enter")
    await settle(formula)

    assert "✗ Look at the variance." in shows(formula.app)
    assert "read again: 02 The forward process, step 1 of 3: Noise in one jump" in shows(
        formula.app
    )


async def test_a_verdict_goes_with_the_first_letter_that_changes(formula, shows):
    await type_in(formula, "abar_t*x_0 + (1-abar_t)*eps")
    await formula.press("enter")
    await settle(formula)
    await formula.press("backspace")
    await settle(formula)

    assert "not right" not in shows(formula.app)
    assert "Look at the variance." not in shows(formula.app)


async def test_a_formula_that_cannot_be_read_comes_with_a_remedy(formula, shows):
    await type_in(formula, "x_0 + epz")
    await formula.press("enter")
    await settle(formula)

    assert "did you mean `eps`?" in shows(formula.app)


async def test_after_a_right_formula_the_page_has_the_keys(formula, shows):
    await type_in(formula, "sqrt(abar_t)*x_0 + sqrt(1-abar_t)*eps")
    await formula.press("enter", "n")
    await settle(formula)

    assert "step 3 of 3" in shows(formula.app)


async def test_only_the_names_that_a_question_is_about_are_told(desk, shows):
    desk.add_symbol(Symbol("s", 0.1, 4, "s"))

    async with desk.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "n")
        await settle(pilot)

        assert "you may write abar_t for ᾱₜ, x_0 for x₀ and eps for ε\n" in shows(pilot.app)


async def test_help_in_a_formula_shows_samples_and_no_ways_to_move(formula, shows):
    await formula.press("f1")
    await settle(formula)

    assert "sqrt(a)*x + b/2" in shows(formula.app)
    assert "cursor" not in shows(formula.app)


async def test_opening_a_step_never_gives_the_keys_to_its_question(desk):
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        screen, seen = pilot.app.screen, []
        screen.watch(screen, "focused", lambda part: seen.append(type(part).__name__), init=False)
        await pilot.press("n")
        await settle(pilot)
        await pilot.pause()

        assert "StepPage" in seen
        assert "FormulaInput" not in seen


@pytest.mark.parametrize("key", ["space", "enter", "down", "2"])
async def test_after_a_wrong_choice_any_key_of_choosing_begins_anew(choice, shows, key):
    await choice.press("1", "enter", key)
    await settle(choice)

    assert "✗" not in shows(choice.app)


async def test_letters_that_are_keys_elsewhere_are_typed(formula, shows):
    await formula.press("n", "q", "question_mark")
    await settle(formula)

    assert "nq?" in shows(formula.app)


async def test_escape_leaves_the_line_before_it_leaves_the_lesson(formula, shows):
    await formula.press("escape")
    await settle(formula)
    stayed = shows(formula.app)
    await formula.press("escape")
    await settle(formula)

    assert "step 2 of 3" in stayed
    assert "Continue where you left" in shows(formula.app)


async def test_a_draft_outlives_a_restart(formula, desk, shows):
    await type_in(formula, "x_0 +")
    await formula.press("escape")
    await settle(formula)

    async with desk.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await settle(pilot)

        assert "x_0 +" in shows(pilot.app)
