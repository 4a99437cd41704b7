import pytest

from tutor.simulations.walk import Walk


def test_no_state_is_computed_before_it_is_asked_for_and_none_twice():
    computed = []
    walk = Walk(computed.append(number) or number**2 for number in range(10))

    assert [walk.state(number) for number in (3, 1, 3)] == [9, 1, 9]
    assert computed == [0, 1, 2, 3]


def test_a_walk_that_has_failed_fails_again():
    walk = Walk(1 // (2 - number) for number in range(5))

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            walk.state(3)
