"""Wrong versions of a solution, made by machine, and whether its hidden test catches them."""
