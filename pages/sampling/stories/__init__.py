"""The stories of the pages of this chapter."""
