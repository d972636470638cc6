"""What is kept: models, store, migrations and the seed files."""
