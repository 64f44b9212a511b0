"""The pages on sampling and density estimation."""
