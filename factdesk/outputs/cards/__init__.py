"""Social cards: the picture of a claim and its verdict that links show where they are shared."""
