"""Tests of people at the machine."""
