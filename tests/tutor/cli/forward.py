"""The lesson that the tests of the commands walk through; how long it is, they do not care."""

from pathlib import Path

from tutor.course.reader import read_course

COURSE = read_course(Path(__file__).resolve().parents[3])
FORWARD = next(one for one in COURSE.lessons if one.id == "02_forward_process")
STEPS = len(FORWARD.steps)
QUESTIONS = len(FORWARD.questions)
