"""Store results of earlier runs, keyed by everything that they depend on."""
