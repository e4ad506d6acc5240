"""What others take from the site: markup, feeds, data, citations, annotations, cards and embeds.

Every document is made of texts that were serialised once for each claim; nothing here renders pages.
"""
