"""The pictures of the page on density estimation, a file for each of its views."""
