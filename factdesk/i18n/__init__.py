"""The texts of the interface, and data about languages."""
