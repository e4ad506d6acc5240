"""Parse bytes into a ``ClaimFile``: text, keys and values with their positions, and faults.

Input is untrusted, and no error stops the reader: a broken file is a value like any other.
"""
