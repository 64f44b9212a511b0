"""What the page of robust statistics draws, a file for each view."""
