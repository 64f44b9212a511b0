"""The mathematics: a library of generative models that knows no screen."""
