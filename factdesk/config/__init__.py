"""Read and validate the configuration of a site, once."""
