"""One verdict of each kind, for whoever writes them down."""

from __future__ import annotations

from tutor.course.verdict import Finding, Mistake, Status, Verdict

PASSED = Verdict(
    "alpha_bar",
    Status.PASSED,
    5.0,
    5.0,
    (Finding("a product", Status.PASSED, 5.0, "", 0.25, 5.0),),
    seconds=0.5,
    isolation="kernel",
    seed=7,
)
FAILED = Verdict(
    "q_sample",
    Status.FAILED,
    10 / 3,
    10.0,
    (
        Finding(
            "x_t = √ᾱ_t·x_0", Status.FAILED, 0.0, "expected 1, seen <2>\n  File …", 0.1, 10 / 3
        ),
        Finding("any shape", Status.PASSED, 10 / 3, "", 0.1, 10 / 3),
        Finding("float32", Status.FAILED, 0.0, "expected dtype float32", 0.1, 10 / 3),
    ),
    Mistake("weights-not-sqrt", "Take the root.", "02_forward_process#jump"),
    1.0,
    "shape (2, 3)\n",
    "kernel",
    8,
)
BLOCKED = Verdict(
    "ddim_step", Status.BLOCKED, 0.0, 15.0, (Finding("the grader", Status.BLOCKED, 0.0, "gone"),)
)
NOT_STARTED = Verdict("cfg_combine", Status.NOT_STARTED, 0.0, 5.0)
OF_EVERY_KIND = (PASSED, FAILED, BLOCKED, NOT_STARTED)
