"""Social cards: the picture of a claim and its verdict that a shared link shows.

Drawn without a browser, straight into a few colours; kept by content, and drawn again on a change.
"""
