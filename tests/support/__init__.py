"""Code that tests in several folders share: samples, HTML readers, a server, a browser.

Test modules import it as ``support``; pytest puts ``tests/`` on the import path.
"""
