from threading import Event

import pytest

from tutor.errors import TutorError
from tutor.learning.regrading import Began, Ended, Gone, regrade
from tutor.learning.watch import Sight, Watch


class Grades:
    """A grader that says what it read, and hangs on a file that says so until it is cancelled."""

    def __init__(self, files):
        self.files = files
        self.cancelled = Event()
        self.on_hanging = lambda: None

    def grade(self, index):
        text = self.files[index].read_text()
        if text == "hang":
            self.on_hanging()
            assert self.cancelled.wait(10), "nobody ended this run"
            raise TutorError("cancelled")
        if text == "bad":
            raise TutorError("this cannot be graded", "save another")
        if text == "defect":
            raise ZeroDivisionError
        return text

    def cancel(self):
        self.cancelled.set()


@pytest.fixture
def files(tmp_path):
    files = [tmp_path / "one.py", tmp_path / "two.py"]
    for file in files:
        file.write_text(file.stem)
    return files


@pytest.fixture
def grades(files):
    return Grades(files)


@pytest.fixture
def events(files, grades):
    return regrade([Watch(file) for file in files], grades.grade, grades.cancel, glance=0.001)


def test_each_file_is_graded_once_to_begin_with(events):
    told = [next(events) for _ in range(4)]

    assert told == [Began(0), Ended(0, "one"), Began(1), Ended(1, "two")]


def test_a_save_is_graded_again(events, files):
    [next(events) for _ in range(4)]

    files[1].write_text("another")

    assert [next(events), next(events)] == [Began(1), Ended(1, "another")]


def first_end(events):
    return next(one for one in events if isinstance(one, Ended))


def test_a_save_ends_the_run_that_it_made_old_and_only_the_new_result_is_told(
    events, files, grades
):
    files[0].write_text("hang")
    grades.on_hanging = lambda: files[0].write_text("good")

    assert [first_end(events), first_end(events)] == [Ended(1, "two"), Ended(0, "good")]
    assert grades.cancelled.is_set()


def test_a_run_that_ends_before_the_save_was_seen_is_not_told(events, files, grades):
    files[0].write_text("bad")
    read = grades.grade

    def late(index):
        try:
            return read(index)
        finally:
            if files[0].read_text() == "bad":
                files[0].write_text("good")

    events = regrade([Watch(file) for file in files], late, grades.cancel, glance=0.001)

    assert [first_end(events), first_end(events)] == [Ended(1, "two"), Ended(0, "good")]


class Telling(Watch):
    """A watch that lets others know when it is looked at after a save."""

    def __init__(self, path):
        super().__init__(path)
        self.saved, self.looked_since = False, Event()

    def look(self):
        if self.saved:
            self.looked_since.set()
        sight = super().look()
        self.saved = sight is Sight.SAVED
        return sight


def test_a_save_of_another_file_ends_nothing(files):
    first, second = Watch(files[0]), Telling(files[1])
    second.seen()
    cancelled = []

    def grade(index):
        if index == 0:
            files[1].write_text("another")
            assert second.looked_since.wait(10)
        return files[index].read_text()

    events = regrade([first, second], grade, lambda: cancelled.append(1), glance=0.001)

    assert [first_end(events), first_end(events)] == [Ended(0, "one"), Ended(1, "another")]
    assert not cancelled


def test_a_cancellation_that_came_too_early_is_repeated(files, grades):
    deaf = iter([True, True, False])
    grades.on_hanging = lambda: files[0].write_text("good")
    files[0].write_text("hang")

    def cancel():
        if not next(deaf, False):
            grades.cancel()

    events = regrade([Watch(files[0])], grades.grade, cancel, glance=0.001)

    assert first_end(events) == Ended(0, "good")
    assert not list(deaf)


def test_what_cannot_be_graded_is_told_and_the_next_save_is_graded(events, files):
    files[0].write_text("bad")
    told = [next(events) for _ in range(4)]
    files[0].write_text("good")

    assert str(told[1].result) == "this cannot be graded"
    assert [next(events), next(events)] == [Began(0), Ended(0, "good")]


def test_a_file_that_stays_away_is_told(events, files):
    [next(events) for _ in range(4)]

    files[0].unlink()

    assert next(events) == Gone(0)


def test_a_defect_of_ours_is_not_swallowed(events, files):
    files[0].write_text("defect")

    with pytest.raises(ZeroDivisionError):
        list(events)
