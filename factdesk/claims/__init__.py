"""What a claim is: the fields of a claim file, the verdict scale, the evidence, and its problems.

A ``Claim`` is frozen and cannot be wrong any more; a ``Problem`` says what kept a file from
being one.
"""
