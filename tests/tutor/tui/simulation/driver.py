"""A driver without a jail: it runs trusted text in this process, and can be made to wait."""

from threading import Event

import numpy as np

from tutor.errors import TutorError


class FakeDriver:
    """Functions of NumPy, by the text of their file."""

    def __init__(self):
        self.hold: Event | None = None
        self.closed = False
        self._functions = {}

    def function(self, code):
        return self._functions.setdefault(code, self._defined(code))

    def close(self):
        self.closed = True

    def _defined(self, code):
        def call(*args):
            if self.hold:
                assert self.hold.wait(10), "nobody let this go on"
            names = {"np": np}
            try:
                exec(code.text, names)
                return names[code.slug](*args)
            except ZeroDivisionError as error:
                raise TutorError(
                    f"`{code.slug}` raised {error}", "look at q_sample.py:2: `1 / 0`"
                ) from None

        return call
