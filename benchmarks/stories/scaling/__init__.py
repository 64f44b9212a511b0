"""Claims of the stories about scaling laws."""
