"""The voice, heard in a room that is a pipe."""
