"""Tests of the office: what came of promises, and tables to take away."""
