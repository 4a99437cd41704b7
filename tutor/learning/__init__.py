"""What the learner has done: their files and their record."""
