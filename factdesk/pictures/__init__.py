"""Read the pictures of claims from untrusted files: whether they can be shown, and their pixels."""
