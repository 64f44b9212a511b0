"""The presets of each page: what they set, what to notice, what to ask."""
