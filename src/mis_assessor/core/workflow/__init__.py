"""How a declaration goes from draft to its end: which steps there are, and who may take them."""
