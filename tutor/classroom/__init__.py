"""Many learners: what they handed in, what it is worth, and what goes back to them."""
