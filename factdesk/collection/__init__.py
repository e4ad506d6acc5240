"""All claims of a site: look-ups, and related claims."""
