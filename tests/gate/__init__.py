"""Tests of the gate itself: what the tools alone would not notice."""
