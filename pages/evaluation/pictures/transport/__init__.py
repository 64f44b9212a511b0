"""The pictures of transport, view by view."""
