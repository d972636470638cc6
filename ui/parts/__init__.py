"""The design system: Theme, our own controls, and the pictures that they draw."""
