"""Which commands there are, what they take, and which function runs each."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tutor.cli.classroom.parser import add_class
from tutor.cli.command_line import Parser, adding
from tutor.cli.teaching.parser import add_course

Add = Callable[..., Parser]


def build_parser() -> Parser:
    """The parser of the `tutor` command; `run` names the function as `module:function`."""
    parser = Parser(
        prog="tutor",
        description="Learn diffusion models in your terminal by building one.",
        epilog="Without a command, the tutor opens where you left it.",
        parents=[_common_options()],
        # An option given before the command must not be undone by the command's own default.
        argument_default=argparse.SUPPRESS,
    )
    parser.add_argument("--version", action=_Version, help="show the version")
    parser.set_defaults(run="screen:open_screen", course=None, workspace=None, plain=False)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    add = adding(commands, _common_options)
    _reading(add)
    _exercising(add)
    _grading(add)
    _modelling(add)
    _keeping(add)
    add("doctor", "doctor:doctor", "what this machine offers")
    add_course(add, _common_options)
    add_class(add, _common_options)
    return parser


def _common_options() -> Parser:
    """A fresh set for each parser: argparse writes the defaults of one into shared options."""
    common = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    group = common.add_argument_group("everywhere")
    group.add_argument("--course", type=Path, metavar="DIR", help="another course")
    group.add_argument("--workspace", type=Path, metavar="DIR", help="where your files are")
    group.add_argument(
        "--plain", action="store_true", help="text for a screen reader or a dumb terminal"
    )
    return common


def _reading(add: Add) -> None:
    listing = add("list", "pages.reading:list_course", "lessons and exercises, with your progress")
    listing.add_argument("--json", action="store_true", default=False, help="for programs")
    listing.add_argument(
        "--misconceptions", action="store_true", default=False, help="what you mistook most often"
    )
    add("map", "pages.map:map_course", "which lesson builds on which, and what you passed")
    read = add("read", "pages.reading:read", "a lesson as text")
    read.add_argument("lesson", help="number or name, as `2` or `forward`")
    read.add_argument("--step", type=int, metavar="N", default=None, help="only this step")
    simulate = add("simulate", "simulate:simulate", "drive a simulation; without a name, list them")
    simulate.add_argument("name", nargs="?", default=None, help="as `dissolve`")
    simulate.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", help="a setting, as `t=300`"
    )
    simulate.add_argument(
        "--mine", action="store_true", default=False, help="print yours and the course's numbers"
    )
    add("quiz", "questions.quiz:quiz", "the questions of a lesson").add_argument(
        "lesson", help="number or name"
    )
    add("review", "questions.review:review", "what is due today, asked again")
    add("glossary", "pages.glossary:glossary", "what the symbols mean").add_argument(
        "about",
        nargs="?",
        default=None,
        metavar="SYMBOL|LESSON",
        help="one symbol, as `abar_t`, or those of one lesson; default: all",
    )
    add("sources", "pages.sources:sources", "the papers that the lessons cite").add_argument(
        "lesson", nargs="?", default=None, help="those of one lesson; default: of all"
    )


def _exercising(add: Add) -> None:
    add("start", "exercises.files:start", "make a workspace").add_argument(
        "folder", nargs="?", type=Path, default=None, metavar="DIR", help="where to make it"
    )
    for name, summary in [
        ("edit", "open an exercise in your editor"),
        ("hint", "the next hint for an exercise"),
        ("reset", "put the stub back; what you wrote is kept beside it"),
        ("solution", "the reference solution, once you have passed"),
    ]:
        command = add(name, f"exercises.files:{name}", summary)
        command.add_argument("exercise", help="name of the function, as `q_sample`")
        if name == "solution":
            command.add_argument(
                "--give-up", action="store_true", default=False, help="show it before you pass"
            )


def _grading(add: Add) -> None:
    grade = add("grade", "exercises.grade:grade", "run your code against the hidden checks")
    grade.add_argument(
        "exercises", nargs="*", default=[], metavar="EXERCISE", help="default: all you began"
    )
    grade.add_argument("--all", action="store_true", default=False, help="those not begun too")
    grade.add_argument(
        "--file", type=Path, default=None, metavar="PATH", help="grade this file; record nothing"
    )
    grade.add_argument("--watch", action="store_true", default=False, help="again at each save")
    grade.add_argument("--seed", type=int, default=None, metavar="N", help="repeat a run's inputs")
    grade.add_argument("--json", action="store_true", default=False, help="for programs")
    grade.add_argument("--junit", type=Path, default=None, metavar="PATH", help="JUnit XML report")
    grade.add_argument(
        "--gradescope", type=Path, default=None, metavar="PATH", help="results.json of Gradescope"
    )
    grade.add_argument(
        "--classroom50", type=Path, default=None, metavar="PATH", help="result.json of Classroom 50"
    )


def _modelling(add: Add) -> None:
    train = add("train", "training.train:train", "train the small model with your functions")
    train.add_argument(
        "--data",
        default=None,
        metavar="NAME",
        help="points: two-moons (default), swiss-roll, eight-gaussians, two-clusters, dinosaur; "
        "pictures: digits, shapes",
    )
    train.add_argument(
        "--steps", type=int, default=None, metavar="N", help="train for so many steps"
    )
    train.add_argument(
        "--seconds",
        type=float,
        default=None,
        metavar="N",
        help="train for so many seconds; starting and judging take some more",
    )
    train.add_argument(
        "--threads", type=int, default=None, metavar="N", help="default: found by a short trial"
    )
    train.add_argument(
        "--resume", action="store_true", default=False, help="go on from the model you have"
    )
    train.add_argument(
        "--with-mistakes",
        dest="beside",
        action="store_true",
        default=False,
        help="use your functions that fail too, beside right ones",
    )
    sample = add("sample", "training.train:sample", "draw from the model you trained")
    sample.add_argument(
        "--steps", type=int, default=50, metavar="N", help="how many steps it takes; default: 50"
    )
    sample.add_argument("--eta", type=float, default=0.0, help="fresh noise, from 0 to 1")
    sample.add_argument(
        "--class",
        dest="label",
        default=None,
        metavar="NAME",
        help="draw this class only, by its name or number",
    )
    sample.add_argument("-n", type=int, default=None, metavar="N", help="how many to draw")
    sample.add_argument(
        "--sampler",
        default="ddim",
        metavar="NAME",
        help="ddim (yours, the default), ddpm, heun or dpm++",
    )
    sample.add_argument(
        "--save", type=Path, default=None, metavar="PATH", help="to a .png, or .gif for a film"
    )
    sample.add_argument("--scale", type=float, default=1.0, help="guidance; default: 1, none")
    sample.add_argument("--film", action="store_true", default=False, help="show every step")
    for command in (train, sample):
        command.add_argument("--seed", type=int, default=0, metavar="N", help="default: 0")
        command.add_argument(
            "--device",
            default=None,
            metavar="NAME",
            help="cuda, mps or cpu; default: the first that works here",
        )


def _keeping(add: Add) -> None:
    export = add("export", "keeping:export", "take your questions or your record with you")
    export.add_argument("form", choices=["anki", "json"], help="cards for Anki, or all you did")
    export.add_argument("path", type=Path, metavar="PATH", help="the file to write")
    forget = add("forget", "keeping:forget", "delete all that the tutor keeps about you")
    forget.add_argument("--yes", action="store_true", default=False, help="do not ask")


class _Version(argparse.Action):
    """Look the version up only when it is asked for: the look-up costs as much as `tutor list`."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 argparse's own signature
        super().__init__(nargs=0, **options)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"tutor {version('diffusion-tutor')}")
        parser.exit()
