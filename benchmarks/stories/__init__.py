"""Whether what the stories of the pages claim is true, on seeds that did not choose them."""
