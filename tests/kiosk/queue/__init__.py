"""Tests of tickets: taking, calling, the order of the line."""
