"""One module for each screen, its look beside it in a `.tcss` of the same name."""
