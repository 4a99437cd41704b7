from tutor.training.driving import DRIVING, Drivers, driving, in_sampling, in_training

BEFORE_THE_LOOPS = ("alpha_bar", "drop_condition", "ddim_step")


def test_functions_that_drive_nothing_are_left_out_and_the_others_put_in_order():
    sources = {"ddim_step": "d", "image_dims": "i", "alpha_bar": "a"}

    assert list(driving(sources).items()) == [("alpha_bar", "a"), ("ddim_step", "d")]


def test_before_the_capstone_our_loops_run_with_the_learners_functions():
    drivers = in_training(BEFORE_THE_LOOPS)

    assert drivers.yours == BEFORE_THE_LOOPS
    assert set(drivers.ours) == set(DRIVING) - set(BEFORE_THE_LOOPS)
    assert drivers.idle == ()


def test_a_loop_of_the_learners_hides_labels_itself():
    drivers = in_training([*BEFORE_THE_LOOPS, "capstone_train"])

    assert drivers.yours == ("alpha_bar", "capstone_train", "ddim_step")
    assert drivers.idle == ("drop_condition",)


def test_nobodys_dropping_is_told_where_the_learners_loop_hides_labels():
    assert "drop_condition" not in in_training(["capstone_train"]).ours


def sampling(*learners, sampler="ddim", guided=False, even=True):
    return in_sampling(learners, sampler=sampler, guided=guided, even=even)


def test_without_guidance_it_is_not_among_the_drivers():
    assert sampling("ddim_step", "cfg_combine") == Drivers(
        yours=("ddim_step",),
        ours=("cosine_beta_schedule", "alpha_bar", "capstone_sample"),
    )


def test_a_loop_of_the_learners_asks_for_guidance_at_every_scale():
    assert sampling("capstone_sample") == Drivers(
        yours=("capstone_sample",),
        ours=("cosine_beta_schedule", "alpha_bar", "ddim_step", "cfg_combine"),
    )


def test_a_loop_that_cannot_take_so_many_steps_is_told_to_be_idle():
    assert sampling("capstone_sample", "ddim_step", even=False) == Drivers(
        yours=("ddim_step",),
        ours=("cosine_beta_schedule", "alpha_bar"),
        idle=("capstone_sample",),
    )


def test_another_sampler_takes_only_the_learners_guidance():
    learners = "cfg_combine", "ddim_step", "capstone_sample"

    assert sampling(*learners, sampler="heun", guided=True) == Drivers(("cfg_combine",), ())
    assert sampling(*learners, sampler="heun") == Drivers((), ())
