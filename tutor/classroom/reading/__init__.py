"""From what a teacher has downloaded to submissions, whatever lies in it."""
