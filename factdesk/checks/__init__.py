"""The checks: one small generator per rule, and one table of codes.

``check_file`` checks one file on its own; ``check_claims`` reads and checks a collection.
"""
