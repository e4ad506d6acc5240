"""Factdesk compiles claim files, with sources and verdicts, into a static fact-check site.

Data travels one way: a claim file is *read* into a ``ClaimFile``, *checked* into a ``Claim``,
*gathered* into a ``Collection``, *rendered* into pages and *published* as a new folder.
"""

__version__ = "0.1.0"
