"""Right ways as the files that learners would hand in."""

import ast
import inspect


def preamble(module):
    """What all ways of a module begin with: its imports and its own helpers."""
    shared = [one for one in _definitions(module) if not _is_a_way(one)]
    return "\n".join(map(ast.unparse, shared)) + "\n\n\n"


def ways(module, slugs):
    """Whole files by slug and by what is special about each.

    A function is called by its slug and what is special: `q_sample_by_a_loop`.
    """
    found = {}
    for one in filter(_is_a_way, _definitions(module)):
        slug = max((slug for slug in slugs if one.name.startswith(f"{slug}_")), key=len)
        source = inspect.getsource(getattr(module, one.name)).replace(one.name, slug, 1)
        found[slug, one.name.removeprefix(f"{slug}_")] = preamble(module) + source
    return found


def _definitions(module):
    """What stands in a module but its docstring."""
    return [
        one for one in ast.parse(inspect.getsource(module)).body if not isinstance(one, ast.Expr)
    ]


def _is_a_way(one):
    return isinstance(one, ast.FunctionDef) and not one.name.startswith("_")
