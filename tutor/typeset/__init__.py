"""LaTeX to text: parsed once, written in two dimensions, in one line, or in ASCII."""
