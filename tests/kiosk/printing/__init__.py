"""Tests of papers: jobs, journals, spools, and the faults of printers."""
