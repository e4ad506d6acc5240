"""Store results between runs, each with a fingerprint of all its inputs."""
