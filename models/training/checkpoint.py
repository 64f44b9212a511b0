"""Parameters and optimiser states as named arrays, and back."""

from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn.utils import vector_to_parameters

from models.errors import ModelError
from models.frame import Arrays


def arrays(state: Mapping[str, Tensor]) -> Arrays:
    """Copies of tensors, from any device, for a frame."""
    return {name: tensor.detach().cpu().numpy().copy() for name, tensor in state.items()}


def tensor(checkpoint: Arrays, name: str) -> Tensor:
    """One array as a float32 tensor of its own.

    Raises:
        ModelError: The checkpoint has no such array.
    """
    if name not in checkpoint:
        raise ModelError("This checkpoint comes from another version: train again.")
    return torch.from_numpy(checkpoint[name].astype("float32"))


def write_parameters(
    model: nn.Module, checkpoint: Arrays, other: str, shape: Tensor | None = None
) -> None:
    """Give ``model`` the array ``parameters`` (P,).

    Args:
        model: Whose parameters are overwritten.
        checkpoint: Of a frame.
        other: The sentence for a checkpoint of another architecture.
        shape: What of the architecture the number of parameters does not tell, such as heads; to be
            compared with the checkpoint's array of this name.

    Raises:
        ModelError: The number of parameters or the shape differs.
    """
    values = tensor(checkpoint, "parameters")
    if len(values) != sum(parameter.numel() for parameter in model.parameters()):
        raise ModelError(other)
    told = "shape" in checkpoint  # which those of earlier versions have not all
    if shape is not None and told and not torch.equal(tensor(checkpoint, "shape"), shape.float()):
        raise ModelError(other)
    vector_to_parameters(values, model.parameters())
