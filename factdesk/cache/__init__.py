"""Keep results between runs, each under a fingerprint of everything it was made from."""
