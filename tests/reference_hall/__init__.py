"""A hall whose truth is known: a discrete-event simulator to hold estimates against."""
