"""What is asked of every page, or of every view of it."""
