"""Factdesk turns claim files with sources and verdicts into a static fact-check site.

Data flows in one direction: a claim file is parsed into a ``ClaimFile``, checked and converted to a
``Claim``, collected in a ``Collection``, rendered to pages and published as a new folder.
"""

__version__ = "0.1.0"
