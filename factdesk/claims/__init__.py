"""The fields of a claim file, the verdict scale, the count of independent sources, and problems.

A ``Claim`` is immutable and validated. A ``Problem`` explains why a file failed validation.
"""
