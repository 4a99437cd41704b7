"""YAML whose every value remembers its line, read key by key against what is expected.

Values stay as written: no `no` becomes False and no `1e-4` a string, as YAML 1.1 has it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import yaml

from tutor.course.names import did_you_mean
from tutor.course.reading.faults import Report

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the C parser, where it is built

_BACKTICK = "\ue000"
"""YAML forbids a value to start with a backtick; Markdown often does. So it never sees one."""

_OPENING = ("[", "{", "- ", "? ")
_DEEPEST = 10_000
"""Of which so many may open one inside the other; the C parser ends the process at some 50,000."""


class Field(NamedTuple):
    """A value and the line on which it starts."""

    value: str | tuple[Field, ...] | Mapping[str, Field]
    line: int


class Section(NamedTuple):
    """A mapping of the course; asking for a key reports what is wrong with it.

    name: what faults call it, as `front matter`.
    """

    name: str
    fields: Mapping[str, Field]
    line: int
    report: Report

    def only(self, *known: str) -> None:
        """Report every other key."""
        for key, field in self.fields.items():
            if key not in known:
                listed = "use one of " + ", ".join(f"`{name}`" for name in known)
                self.report(
                    field.line,
                    f"{self.name} has an unknown key `{key}`",
                    did_you_mean(key, known, listed),
                )

    def line_of(self, key: str) -> int:
        """Where the key stands, or the section if it has none."""
        return self.fields[key].line if key in self.fields else self.line

    def text(self, key: str, *, required: bool = False) -> str:
        """Words; empty where they are missing."""
        field = self.fields.get(key)
        if field is None or field.value == "":
            if required:
                self.missing(key)
            return ""
        if isinstance(field.value, str):
            return field.value.strip()
        self.report(field.line, f"`{key}` is not text", f"write it as `{key}: some words`")
        return ""

    def number(self, key: str, *, required: bool = False) -> float:
        """A number of 0 or more; 0 where it is missing."""
        written = self.text(key, required=required)
        try:
            value = float(written or 0)
        except ValueError:
            value = -1.0
        if not 0 <= value < float("inf"):
            self.report(
                self.line_of(key),
                f"`{key}` is not a number of 0 or more: `{written}`",
                f"write it as `{key}: 10`",
            )
            return 0.0
        return value

    def texts(self, key: str, *, required: bool = False) -> tuple[Field, ...]:
        """A list of words, each with its line; empty where it is missing."""
        field = self.fields.get(key)
        if field is None or field.value in ("", ()):
            if required:
                self.missing(key)
            return ()
        items = field.value if isinstance(field.value, tuple) else (field,)
        if items == (field,) or not all(isinstance(item.value, str) for item in items):
            self.report(field.line, f"`{key}` is not a list of words", f"write `{key}: [one, two]`")
            return ()
        return items

    def sections(self, key: str, name: str) -> tuple[Section, ...]:
        """A list of mappings; empty where it is missing."""
        field = self.fields.get(key)
        if field is None or field.value in ("", ()):
            return ()
        items = field.value if isinstance(field.value, tuple) else ()
        if not items:
            self.report(
                field.line, f"`{key}` is not a list of keys and values", "start each with `- `"
            )
        return tuple(
            section
            for number, item in enumerate(items, 1)
            if (section := _section(f"{name} {number}", item, self.report))
        )

    def section(self, key: str) -> Section | None:
        """One mapping inside this one; None where it is missing."""
        field = self.fields.get(key)
        return _section(f"`{key}`", field, self.report) if field else None

    def missing(self, key: str) -> None:
        """Report that the key is not there."""
        self.report(
            self.line_of(key), f"{self.name} has no `{key}`", f"add a line that starts `{key}: `"
        )


def read_section(name: str, text: str, first_line: int, report: Report) -> Section | None:
    """The mapping that a YAML text holds; None, and a fault, where it holds none.

    first_line: the line of the file on which the text starts.
    """
    try:
        if sum(map(text.count, _OPENING)) > _DEEPEST:
            raise RecursionError
        node = yaml.compose(text.replace("`", _BACKTICK), Loader=_Loader)
        field = _field(node, first_line, report) if node else None
    except RecursionError:
        report(first_line, f"{name} is nested too deep", "write it with fewer brackets")
        return None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = str(getattr(error, "problem", None) or getattr(error, "reason", "unreadable"))
        report(
            first_line + (mark.line if mark else 0),
            f"{name} is not YAML: {problem.replace(_BACKTICK, '`')}",
            "put quotes around a value that holds `: ` or starts with a sign",
        )
        return None
    if field is None:
        return Section(name, {}, first_line - 1, report)
    return _section(name, field, report)


def _section(name: str, field: Field, report: Report) -> Section | None:
    if isinstance(field.value, Mapping):
        return Section(name, field.value, field.line, report)
    if field.value == "":
        return Section(name, {}, field.line, report)
    report(
        field.line, f"{name} is not made of keys and values", "write it as lines of `key: value`"
    )
    return None


def _field(node: yaml.Node, first_line: int, report: Report) -> Field:
    line = first_line + node.start_mark.line
    if isinstance(node, yaml.ScalarNode):
        return Field(node.value.replace(_BACKTICK, "`"), line)
    if isinstance(node, yaml.SequenceNode):
        return Field(tuple(_field(one, first_line, report) for one in node.value), line)
    fields: dict[str, Field] = {}
    for key, value in node.value:
        name = str(key.value).replace(_BACKTICK, "`")
        at = first_line + key.start_mark.line
        if name in fields:
            report(at, f"`{name}` is written twice", "remove one of them")
        fields[name] = Field(_field(value, first_line, report).value, at)
    return Field(fields, line)
