"""Flows and the change of variables: lectures 2 and 3."""
