"""The small model: trained, drawn with, and shown in a terminal."""
