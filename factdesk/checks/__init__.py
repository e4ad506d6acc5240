"""The checks: one small generator per rule, and one table of codes.

``check_file`` needs one file alone; ``check_claims`` reads and checks a collection.
"""
