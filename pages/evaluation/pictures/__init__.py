"""The pictures of pages that have many: scenes composed from what a model computed."""
