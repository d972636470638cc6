"""How long until a number is called: learned from the hall's own days, simulated forward."""
