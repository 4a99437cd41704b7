"""How each kind of question is judged, one file for each; `judge` chooses among them."""
