from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tutor.cli.conftest import Tutor
from tests.tutor.cli.forward import STEPS


def test_the_list_shows_every_lesson_before_there_is_a_workspace(tutor: Tutor) -> None:
    ran = tutor("list")

    assert ran.code == 0
    assert ran.out.startswith("Diffusion models, built by you\n\n00  How this course works")
    assert "\n02  The forward process" in ran.out
    assert "   · q_sample                     not started\n" in ran.out


def test_the_list_is_there_for_programs(tutor: Tutor) -> None:
    ran = tutor("list", "--json")

    lessons = {lesson["id"]: lesson for lesson in json.loads(ran.out)["lessons"]}
    assert list(lessons) == sorted(lessons)
    assert lessons["13_guidance"]["exercises"] == [
        {"exercise": "drop_condition", "status": "not_started"},
        {"exercise": "cfg_combine", "status": "not_started"},
    ]


def test_one_step_is_read_in_plain_words(tutor: Tutor) -> None:
    ran = tutor("read", "2", "--step", "2", "--plain")

    assert ran.code == 0
    assert f"## One small step  (step 2 of {STEPS})" in ran.out
    assert "x_t = sqrt(1 - beta_t) x_{t-1} + sqrt(beta_t) eps_t" in ran.out
    assert ran.out.isascii()


@pytest.mark.parametrize("name", ["2", "02", "forward", "02_forward_process"])
def test_a_lesson_goes_by_number_and_by_name(tutor: Tutor, name: str) -> None:
    assert tutor("read", name).out.startswith("02  The forward process\n")


def test_a_simulation_is_read_as_its_numbers(tutor: Tutor) -> None:
    ran = tutor("read", "2", "--plain")

    assert "Simulation: " in ran.out
    assert "noise share" in ran.out


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        pytest.param(
            ["read", "2", "--step", "99"],
            "error: `02_forward_process` has no step 99\n",
            f"hint: choose a step from 1 to {STEPS}\n",
            id="no such step",
        ),
        pytest.param(
            ["edit", "qsample"],
            "error: no exercise is called `qsample`\n",
            "hint: did you mean `q_sample`?\n",
            id="no such exercise",
        ),
        pytest.param(
            ["hint", "q_sample"],
            "error: there is no workspace at `{workspace}`\n",
            "hint: make one with `tutor start`\n",
            id="no workspace",
        ),
    ],
)
def test_wrong_use_gets_one_sentence_and_the_remedy(
    tutor: Tutor, workspace: Path, line: list[str], message: str, hint: str
) -> None:
    ran = tutor(*line)

    assert ran.code == 2
    assert ran.out == ""
    assert ran.err == message.format(workspace=workspace) + "\n" + hint


def test_a_learner_sees_the_first_faults_of_a_broken_course(tutor: Tutor, tmp_path: Path) -> None:
    (tmp_path / "lessons").mkdir()
    (tmp_path / "lessons" / "01_one.md").write_text(
        "---\ntitle: One\nminutes: 1\n---\n\n## A\n\n" + "```quizz\n```\n\n" * 7, encoding="utf-8"
    )

    ran = tutor("--course", str(tmp_path), "list")

    assert ran.code == 2
    assert ran.err.count("error: ") == 5
    assert ran.err.rstrip().endswith("more: see them with `tutor course check`")


def test_a_derivation_is_read_line_by_line_in_plain_words(tutor: Tutor) -> None:
    ran = tutor("read", "2", "--step", "5", "--plain")

    assert (
        "    alpha_2 (1 - alpha_1) + 1 - alpha_2\n"
        "        (the variances of the two noises add up)\n"
        "  = alpha_2 - alpha_1 alpha_2 + 1 - alpha_2\n"
        "        (multiplied out)\n"
        "  = 1 - alpha_1 alpha_2\n"
        "        (alpha_2 cancels)\n"
    ) in ran.out
    assert ran.out.isascii()
