"""Build a site: ``pipeline`` shows all steps, the other modules implement them."""
