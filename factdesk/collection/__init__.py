"""All claims of a site: look-ups, related claims, and storage of full claims."""
