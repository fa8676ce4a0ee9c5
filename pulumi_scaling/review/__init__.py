"""What changes for people, told from a plan before it is applied."""
