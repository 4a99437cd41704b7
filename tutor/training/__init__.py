"""The small model, trained with the learner's own functions."""
