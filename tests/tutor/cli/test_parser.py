from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module

import pytest

from tutor.cli.parser import build_parser


def commands(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from commands(command)


def leaves() -> list[argparse.ArgumentParser]:
    return [
        one
        for one in commands(build_parser())
        if not any(isinstance(action, argparse._SubParsersAction) for action in one._actions)
    ]


@pytest.mark.parametrize("command", leaves(), ids=lambda command: command.prog)
def test_every_command_names_a_function_that_is_there(command: argparse.ArgumentParser) -> None:
    module, _, function = command.get_default("run").partition(":")

    assert callable(getattr(import_module(f"tutor.cli.{module}"), function))


@pytest.mark.parametrize("command", leaves(), ids=lambda command: command.prog)
def test_every_command_says_what_it_does(command: argparse.ArgumentParser) -> None:
    assert command.description
    assert command.description.endswith(".")


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(["--course", "c", "list"], id="before the command"),
        pytest.param(["list", "--course", "c"], id="after the command"),
    ],
)
def test_common_options_are_taken_on_both_sides_of_the_command(line: list[str]) -> None:
    arguments = build_parser().parse_args(line)

    assert str(arguments.course) == "c"
    assert arguments.workspace is None
    assert arguments.plain is False


@pytest.mark.parametrize("line", [["--help"], ["list"], ["list", "--json"], ["--version"]])
def test_light_commands_load_nothing_heavy(line: list[str], tmp_path: object) -> None:
    script = (
        "import sys; from tutor.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "heavy = {'torch', 'pytest', 'sympy', 'numpy', 'pydantic', 'fsrs', 'textual', 'rich'}\n"
        "heavy &= set(sys.modules)\n"
        "sys.exit(', '.join(sorted(heavy)) or 0)\n"
    )

    run = subprocess.run(
        [sys.executable, "-c", script, "--workspace", str(tmp_path), *line],
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.stderr == ""
    assert run.returncode == 0


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        pytest.param(
            ["lst"],
            "error: there is no command `lst`\n\nhint: did you mean `list`?\n",
            id="a typing error",
        ),
        pytest.param(
            ["list", "2"],
            "error: `tutor list` takes no `2`\n\nhint: see `tutor list --help`\n",
            id="too much",
        ),
        pytest.param(
            ["train", "--secnds=5"],
            "error: `tutor train` has no option `--secnds`\n\nhint: did you mean `--seconds`?\n",
            id="an option of the command misspelt",
        ),
        pytest.param(
            ["grade", "--wach", "q_sample"],
            "error: `tutor grade` has no option `--wach`\n\nhint: did you mean `--watch`?\n",
            id="an option with something behind it",
        ),
        pytest.param(
            ["--plian", "list"],
            "error: `tutor` has no option `--plian`\n\nhint: did you mean `--plain`?\n",
            id="an option before the command",
        ),
        pytest.param(
            ["list", "--zebra"],
            "error: `tutor list` has no option `--zebra`\n\nhint: see `tutor list --help`\n",
            id="nothing alike",
        ),
        pytest.param(
            ["read"],
            "error: the following arguments are required: lesson\n\n"
            "hint: see `tutor read --help`\n",
            id="too little",
        ),
    ],
)
def test_a_wrong_command_line_gets_one_sentence_and_a_hint(
    line: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        build_parser().parse_args(line)

    assert caught.value.code == 2
    assert capsys.readouterr().err == complaint


def test_the_help_names_every_point_set() -> None:
    from tutor.diffusion.datasets import names

    train = next(one for one in leaves() if one.prog == "tutor train")

    unwrapped = "".join(train.format_help().split())
    assert all(name in unwrapped for name in names())
