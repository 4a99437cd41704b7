"""What is taught, as plain values, and how it is read from files. No torch, no screen."""
