import pytest

from tests.tutor.tui.conftest import settle

TABLE = r"""
| try | and see |
|---|---|
| `tutor sample --steps 5` | how few calls are enough |
| `tutor sample --steps 5 --eta 1` | that fresh noise needs **many** steps if $1 - \bar\alpha_t$ |
"""
WIDE = r"""
| from | the noise in it | and what for |
|---|---|---|
| sample | $(x_t - \sqrt{\bar\alpha_t}\,\hat x_0)/\sqrt{1-\bar\alpha_t}$ | to learn it |
"""


async def test_a_table_has_no_rules_between_its_rows(desk, looks):
    desk.replace_first_step(TABLE)

    async with desk.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")

        await looks(pilot, "table")


async def test_a_table_is_a_list_where_there_is_no_room(desk, looks):
    desk.replace_first_step(TABLE)

    async with desk.app().run_test(size=(40, 24)) as pilot:
        await pilot.press("enter")

        await looks(pilot, "table")


@pytest.mark.parametrize(
    ("width", "rows"),
    [
        (80, ["  sample  (xₜ − √ᾱₜ x̂₀)/√(1 − ᾱₜ)  to learn it"]),
        (48, ["  sample", "    the noise in it: (xₜ − √ᾱₜ x̂₀)/√(1 − ᾱₜ)"]),
        (44, ["  sample", "    the noise in it:", "      (xₜ − √ᾱₜ x̂₀)/√(1 − ᾱₜ)"]),
    ],
    ids=["columns", "a list", "a list with a line of its own"],
)
async def test_no_formula_in_a_table_is_broken_where_there_is_another_way(desk, shows, width, rows):
    desk.replace_first_step(WIDE)

    async with desk.app().run_test(size=(width, 24)) as pilot:
        await pilot.press("enter")
        await settle(pilot)

        assert "\n".join(rows) in shows(pilot.app)


async def test_a_table_without_headings_begins_with_its_first_row(desk, shows):
    desk.replace_first_step("Words.\n\n| | |\n|---|---|\n| one | uno |\n| two | due |\n")

    async with desk.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await settle(pilot)

        assert "  Words.\n\n  one  uno\n  two  due\n" in shows(pilot.app)
