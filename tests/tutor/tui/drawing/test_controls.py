from tutor.simulations.simulation import Choice, Seed, Slider
from tutor.tui.drawing.controls import key_rows, slider_line
from tutor.tui.drawing.look import Look
from tutor.tui.drawing.row import plain

STEP = Slider("t", "t", 0, 1000, 10, ("left", "right"), 0)
ETA = Slider("eta", "η", 0, 1, 0.1, ("minus", "plus"), 0)
DATA = Choice("data", "data", ("moons", "ring"), ("d",), "moons")
SEED = Seed("seed", "noise", ("s",))
SETTINGS = {"t": 400, "eta": 0.3, "data": "ring", "seed": 2}


def test_a_slider_shows_its_keys_its_value_and_its_ends():
    assert plain(slider_line(STEP, 0, 40, Look())) == "←/→ t    0  0 ●──────────────────── 1000"
    assert plain(slider_line(STEP, 400, 40, Look())) == "←/→ t  400  0 ━━━━━━━━●──────────── 1000"
    assert plain(slider_line(STEP, 1000, 40, Look())) == "←/→ t 1000  0 ━━━━━━━━━━━━━━━━━━━━● 1000"


def test_a_slider_in_ascii():
    assert plain(slider_line(ETA, 0.5, 30, Look(unicode=False))) == "-/+ eta 0.5  0 ======O------ 1"


def test_each_key_is_told_with_what_it_sets_and_to_what():
    rows = key_rows((ETA, DATA, SEED), SETTINGS, 80, Look(), [("space", "play"), ("r", "reset")])

    assert [plain(row) for row in rows] == [
        "−/+ η 0.3  d data ring   s noise 2  space play  r reset"
    ]


def test_letters_that_move_a_slider_say_which_way():
    eta = Slider("eta", "η", 0, 1, 0.1, ("E", "e"), 0)

    rows = key_rows((eta,), SETTINGS, 80, Look(), [("space", "play"), ("r", "reset")])

    assert plain(rows[0]).startswith("e/E more/less η 0.3  space play")


def test_keys_take_as_many_rows_as_they_need():
    rows = key_rows((ETA, DATA, SEED), SETTINGS, 30, Look(), [("space", "stop"), ("r", "reset")])

    assert [plain(row) for row in rows] == [
        "−/+ η 0.3  d data ring ",
        "s noise 2  space stop  r reset",
    ]


def test_keys_in_a_row_are_shown_by_their_first_and_last():
    sampler = Choice("sampler", "sampler", ("euler", "heun", "ddim"), ("1", "2", "3"), "heun")

    (row,) = key_rows((sampler,), {"sampler": "heun"}, 40, Look())

    assert plain(row) == "1-3 sampler heun "
