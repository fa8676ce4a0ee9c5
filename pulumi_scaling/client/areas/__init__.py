"""What there is: an area for each part of the API. What kinds declare is generated."""
