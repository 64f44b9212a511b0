"""What the page on measures draws."""
