"""The touch screen, through real windows."""
