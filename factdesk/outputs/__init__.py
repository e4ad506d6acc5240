"""Outputs for other programs: markup, feeds, data, citations, annotations, cards and embeds.

Documents of all claims are joined from fragments, which are serialised once for each claim.
"""
