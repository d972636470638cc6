"""The rules and the service: what a hall may do, and the one way to do it."""

__version__ = "0.1.0"
