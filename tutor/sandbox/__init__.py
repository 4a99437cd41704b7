"""Running a learner's code in a process of its own: what it may do, and how values cross over."""
