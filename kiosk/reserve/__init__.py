"""Going on without the hall's database: numbers held in reserve, given out, delivered later."""
