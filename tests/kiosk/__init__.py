"""Tests of the rules and the service."""
