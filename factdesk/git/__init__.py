"""Read from git which commit changed which claim file.

Only the first parents of ``HEAD`` count: these are the states that were on the branch.
"""
