from tutor.tui.drawing.look import Look


def test_letters_without_ascii_are_spelt():
    words = Look(unicode=False).words

    assert words("√(1−ᾱ) of x̂₀, ε’s share … ●") == ("sqrt(1-abar) of x_hat_0, eps's share ~ O")


def test_what_has_no_other_spelling_is_a_question_mark():
    assert Look(unicode=False).words("猫") == "?"


def test_with_unicode_nothing_is_changed():
    assert Look().words("ᾱ → x̂₀") == "ᾱ → x̂₀"
