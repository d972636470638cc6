"""The estimator of waits, and the file interface it can be held against others by."""
