"""The pictures of the page on scaling laws."""
