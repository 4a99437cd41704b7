"""How every page for a browser begins: one file that loads nothing and runs nothing."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path

STYLE = Path(__file__).with_name("page.css")
HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
"""
END = "</body>\n</html>\n"


def page(title: str, body: str) -> str:
    """A whole page; title: plain text. body: HTML."""
    return f"{HEAD.format(title=escape(title), style=_style())}{body}\n{END}"


@cache
def _style() -> str:
    return STYLE.read_text(encoding="utf-8")
