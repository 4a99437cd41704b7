"""A sentence of a lesson as HTML, with formulas as MathJax reads them."""

from __future__ import annotations

import re
from html import escape

PIECES = re.compile(
    r"\$\$(?P<displayed>.+?)\$\$|\$(?P<formula>[^$]+)\$|`(?P<code>[^`]+)`"
    r"|\*\*(?P<strong>.+?)\*\*|\*(?P<em>[^*\s][^*]*)\*",
    re.DOTALL,
)
FORMS = {
    "displayed": r"\[{}\]", "formula": r"\({}\)",
    "code": "<code>{}</code>", "strong": "<b>{}</b>", "em": "<i>{}</i>",
}  # fmt: skip


def as_html(markdown: str) -> str:
    """Inline Markdown; a paragraph ends at an empty line."""
    paragraphs = re.split(r"\n\s*\n", markdown.strip())
    return "<br><br>".join(_inline(one) for one in paragraphs)


def _inline(text: str) -> str:
    parts, end = [], 0
    for found in PIECES.finditer(text):
        kind = found.lastgroup or "code"
        parts += [escape(text[end : found.start()], quote=False)]
        parts += [FORMS[kind].format(escape(found[kind], quote=False))]
        end = found.end()
    return "".join([*parts, escape(text[end:], quote=False)])
