"""The behaviour of the API, one module an area of the contract, and the list of all handlers."""
