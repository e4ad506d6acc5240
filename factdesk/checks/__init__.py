"""What a claim file must be and should be: a small generator a rule, and one table of codes.

``check_file`` needs one file alone; ``check_claims`` reads and checks a whole collection.
"""
