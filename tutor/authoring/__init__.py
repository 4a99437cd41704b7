"""Proving a course sound."""
