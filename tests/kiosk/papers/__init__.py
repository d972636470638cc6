"""Tests of `kiosk.papers`."""
