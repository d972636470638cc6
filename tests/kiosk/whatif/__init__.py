"""A day of the hall once more, with something otherwise."""
