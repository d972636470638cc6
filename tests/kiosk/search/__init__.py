"""Finding a service."""
