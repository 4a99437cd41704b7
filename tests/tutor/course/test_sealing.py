import pytest

from tutor.course.sealing import answer_key, question_key, seal, unseal

KEY = question_key("ab12", "why")


def test_a_sealed_text_opens_with_its_key_and_shows_nothing_of_itself():
    word = seal("ᾱ falls", KEY)

    assert unseal(word, KEY) == "ᾱ falls"
    assert b"falls" not in word.encode()


def test_the_same_text_is_sealed_the_same_way():
    assert seal("yes", KEY) == seal("yes", KEY)


def test_two_texts_under_one_key_share_no_key_stream():
    zeros, ones = (bytes.fromhex(_hex(seal(text, KEY))) for text in ("0000", "1111"))

    assert bytes(a ^ b for a, b in zip(zeros[16:], ones[16:], strict=True)) != b"\x01" * 4


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(answer_key("ab12", "why", "no"), id="another answer"),
        pytest.param(answer_key("cd34", "why", "yes"), id="another salt"),
        pytest.param(answer_key("ab12", "what", "yes"), id="another question"),
        pytest.param(question_key("ab12", "why"), id="the key of the whole question"),
    ],
)
def test_another_key_opens_nothing(other):
    word = seal("because", answer_key("ab12", "why", "yes"))

    with pytest.raises(ValueError, match="another key"):
        unseal(word, other)


@pytest.mark.parametrize("damage", ["", "AAAA", "no base64!", "é"])
def test_what_was_damaged_opens_nothing(damage):
    with pytest.raises(ValueError, match=r"another key|no base64"):
        unseal(damage, KEY)


def test_one_letter_that_was_changed_opens_nothing():
    word = seal("because", KEY)
    changed = ("B" if word[0] == "A" else "A") + word[1:]

    with pytest.raises(ValueError, match="another key"):
        unseal(changed, KEY)


def _hex(word: str) -> str:
    import base64

    return base64.b64decode(word).hex()
