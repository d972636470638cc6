"""A simulated day in a hall: people come and clerks work, through the verbs that real ones use."""
