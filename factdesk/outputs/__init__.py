"""What others take from the site: markup, feeds, data, citations, annotations, cards and embeds.

Documents of all claims are made of pieces that are serialised once for each claim.
"""
