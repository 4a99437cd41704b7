"""A grader that knows its verdicts by heart, and can be made to wait."""

from threading import Event

from tutor.course.verdict import Finding, Mistake, Status, Verdict

PASSED = (
    Finding("keeps the shape of x0", Status.PASSED, 3),
    Finding("x_t = √ᾱ_t·x0 + √(1−ᾱ_t)·noise", Status.PASSED, 7),
)
FAILED = (
    Finding("keeps the shape of x0", Status.PASSED, 3),
    Finding(
        "x_t = √ᾱ_t·x0 + √(1−ᾱ_t)·noise", Status.FAILED, 0,
        "expected 1.117, seen 0.8973\n"
        "the smallest input that fails:\n"
        "    x0         [-0.9]\n"
        "    t          [0]\n"
        "    noise      [1.5]\n"
        "    alpha_bar  [0.11]",
    ),
)  # fmt: skip
WHY = "ᾱ_t is a share of variance: the weights of x0 and noise are its square roots."


class FakeGrader:
    """Passes what takes a root, and names the mistake of what does not."""

    def __init__(self):
        self.holds = False
        self.running = None
        self.graded = []
        self.trouble = None
        self.closed = False

    def warm(self):
        pass

    def grade(self, exercise, source, *, filename, on_finding=None):
        self.graded.append(source)
        if self.holds:
            self.running = Event()
            assert self.running.wait(10), "nobody ended this run"
        if self.trouble:
            raise self.trouble
        if "NotImplementedError" in source:
            return Verdict(exercise.slug, Status.NOT_STARTED, 0, exercise.points)
        findings = PASSED if "sqrt" in source else FAILED
        for finding in findings:
            on_finding(finding)
        return self._verdict(exercise, findings)

    def _verdict(self, exercise, findings):
        points = sum(one.points for one in findings)
        if findings is PASSED:
            return Verdict(exercise.slug, Status.PASSED, points, exercise.points, findings)
        see = "02_forward_process#noise-in-one-jump"
        mistake = Mistake("weights-not-sqrt", WHY, see)
        return Verdict(
            exercise.slug, Status.FAILED, points, exercise.points, findings, mistake,
            printed="share 0.9\n", seed=2871408,
        )  # fmt: skip

    def cancel(self):
        if self.running:
            self.running.set()

    def close(self):
        self.closed = True
