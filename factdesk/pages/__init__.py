"""From a collection to pages: pure functions and templates; no clock, no network, no disk."""
