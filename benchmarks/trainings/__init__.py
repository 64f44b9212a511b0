"""How fast each kind of training is, beside a plain one of the same model."""
