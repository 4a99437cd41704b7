"""What a teacher hands out: the learners' half of a course, and what grades on other machines."""
