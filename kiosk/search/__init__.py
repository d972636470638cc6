"""Finding a service by whatever a person calls it, in words, in letters, by a slip."""

from kiosk.search.hits import Hit, Match
from kiosk.search.index import Index

__all__ = ["Hit", "Index", "Match"]
