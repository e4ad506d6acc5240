"""All claims together, and the ways in which readers look them up."""
