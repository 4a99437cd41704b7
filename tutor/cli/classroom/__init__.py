"""`tutor class`: what a class handed in, and what goes back."""
