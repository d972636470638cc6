"""Tests of what is kept: the store, its migrations, its seal and the seed files."""
