"""The pictures of the divergences, view by view."""
