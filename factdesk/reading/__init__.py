"""From bytes to a ``ClaimFile``: text with the place of every key and value, and its faults.

Nothing is believed here and nothing stops the reading: a broken file is a value like any other.
"""
