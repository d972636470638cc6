"""Papers of a hall: jobs in its store, and the spools that take them to the printers."""
