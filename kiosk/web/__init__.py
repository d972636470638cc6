"""HTTP: the API for consoles and boards, and the page that a phone shows."""
