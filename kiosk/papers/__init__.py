"""What stands on the papers of a hall: each module makes one of them, from values and phrases."""
