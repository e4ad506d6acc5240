"""What tests in several folders share: sample claims and sites, HTML readers, a server, a browser.

Test modules import it as ``support``; pytest puts ``tests/`` on the import path.
"""
