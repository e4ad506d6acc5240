"""Outputs for other programs: markup, feeds, data, citations, annotations, cards and embeds.

Documents of all claims are made of fragments that are serialised once for each claim.
"""
