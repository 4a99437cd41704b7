import pytest

from tutor.course.names import did_you_mean, nearest


@pytest.mark.parametrize(
    ("name", "near"),
    [("qsample", "q_sample"), ("Q_SAMPLE", "q_sample"), ("ddim", "ddim_step"), ("loss", None)],
)
def test_the_nearest_name_is_found_whatever_its_case(name, near):
    assert nearest(name, ["q_sample", "ddim_step"]) == near


def test_a_name_unlike_all_others_gets_the_other_hint():
    assert did_you_mean("loss", ["q_sample"], "run `tutor list`") == "run `tutor list`"
