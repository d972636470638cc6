"""What comes out of a printer: papers, their layout, their renderings, and the way out."""
