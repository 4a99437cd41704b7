"""What the course says, on stdout."""
