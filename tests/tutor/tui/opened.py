"""The exercise screen, opened, with a file that can be saved and a grader that knows its lines."""

from tests.tutor.tui.conftest import settle


class Opened:
    """An app with the exercise q_sample on the screen."""

    def __init__(self, desk, pilot):
        self.desk, self.pilot, self.app = desk, pilot, pilot.app

    async def save(self, text):
        """Write the learner's file as an editor does, and let the screen look until it rests."""
        self.desk.file("q_sample").write_text(text, encoding="utf-8")
        await self.look()

    async def look(self, times=2):
        """Have the screen look at the file, without waiting for the clock."""
        for _ in range(times):
            self.app.screen.look()
        await self.settle()

    async def press(self, *keys):
        await self.pilot.press(*keys)
        await self.settle()

    async def settle(self):
        if not self.desk.grader.holds:
            await self.app.workers.wait_for_complete()
        await settle(self.pilot)


async def opened_on(desk, pilot):
    """Walk to the exercise."""
    await pilot.press("enter", "n", "n", "tab", "enter")
    await pilot.pause()
    opened = Opened(desk, pilot)
    await opened.settle()
    return opened
