"""`tutor export` and `tutor forget`: the record belongs to the learner."""

from __future__ import annotations

from argparse import Namespace

from tutor.cli.desk import Desk
from tutor.errors import TutorError
from tutor.learning.workspace import forget as forget_all


def export(arguments: Namespace, desk: Desk) -> int:
    """Write the questions for Anki, or the record as JSON."""
    path = arguments.path
    try:
        if arguments.form == "anki":
            from tutor.learning.export.anki import write_deck

            count = write_deck(desk.course, path, desk.now())
            print(f"{count} questions are in `{path}`: import it in Anki, now and when it changes")
        else:
            from tutor.learning.export.record import write_record

            count = write_record(desk.course, desk.progress, path, desk.now())
            entries = "1 entry" if count == 1 else f"{count} entries"
            print(f"your record, {entries} long, is in `{path}`")
    except OSError as error:
        raise TutorError(
            f"`{path}` cannot be written: {(error.strerror or str(error)).lower()}",
            "name a file that you may write",
        ) from None
    return 0


def forget(arguments: Namespace, desk: Desk) -> int:
    """Delete all that the tutor keeps, after asking; the learner's files stay."""
    workspace = desk.made_workspace()
    print(f"`{workspace.hidden}` will be deleted: your answers, attempts and review,")
    print("what you were reading, and the models you trained. Your files of code stay.")
    if not arguments.yes and not _agreed():
        print("nothing was deleted")
        return 1
    desk.let_go()
    forget_all(workspace)
    print("all of it is deleted")
    return 0


def _agreed() -> bool:
    try:
        return input("type `forget` to delete it: ").strip().strip("`") == "forget"
    except EOFError:
        print()
        return False
