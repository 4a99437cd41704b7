"""What is remembered of the course, and what is to be asked again when."""
