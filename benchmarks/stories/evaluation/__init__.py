"""Claims of the stories about the evaluation of generators."""
