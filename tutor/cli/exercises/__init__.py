"""The learner's files, and what the grader says of them."""
