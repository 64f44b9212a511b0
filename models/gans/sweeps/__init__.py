"""Several GANs at once: a duel of recipes, eight seeds, a field over two knobs."""
