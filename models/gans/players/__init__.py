"""The two networks, what they minimise, and how the gradients of both are found."""
