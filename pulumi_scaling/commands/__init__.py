"""What `pulumi-scaling` does beside programs; each command is one module, imported when it runs."""
