"""Social cards: the pictures of claims and verdicts for link previews."""
