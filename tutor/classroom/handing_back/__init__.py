"""From the book of a class to what a teacher uploads and a learner reads."""
