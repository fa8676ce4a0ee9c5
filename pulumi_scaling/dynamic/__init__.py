"""Door 1: Pulumi's dynamic providers. A door translates and calls the core."""
