"""The pictures of the page of plain autoencoders, a file for each kind."""
