from tests.tutor.course.conftest import CourseFolder, folder

__all__ = ["CourseFolder", "folder"]
