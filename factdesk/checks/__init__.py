"""What a claim file must be, should be and could be: one small generator a rule, one table of codes.

``check_file`` needs one file alone; ``check_claims`` reads and checks a whole collection.
"""
