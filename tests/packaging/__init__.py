"""Tests of the Debian package, its units and the session of the touch screen."""
