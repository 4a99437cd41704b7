"""The course that ships, which these tests hold to account."""

from pathlib import Path

from tutor.course.reader import read_course

ROOT = Path(__file__).parents[3]
COURSE = read_course(ROOT)
