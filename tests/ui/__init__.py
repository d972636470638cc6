"""The glass, through real windows."""
