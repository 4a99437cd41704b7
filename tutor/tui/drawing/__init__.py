"""Frames as rows of characters, for a screen and for a pipe; free of textual."""
