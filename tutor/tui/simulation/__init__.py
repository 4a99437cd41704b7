"""Driving a simulation: its keys, its time, the question before it, and whose code draws it."""
