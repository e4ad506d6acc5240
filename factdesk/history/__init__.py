"""The history of a site's claims in git: which commit changed which file.

Only the first parents of ``HEAD`` count: these are the states that were on the branch.
"""
