"""What a GPU asks of a function, acted out on the CPU, from the operations that it dispatches."""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_flatten, tree_map_only


class OneDevice(TorchDispatchMode):
    """All arrays that an operation meets are on ``device``; single numbers may be anywhere."""

    def __init__(self, device: torch.device) -> None:
        super().__init__()
        self._device = device

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        leaves = tree_flatten((args, kwargs))[0]
        strangers = [
            leaf
            for leaf in leaves
            if isinstance(leaf, Tensor) and leaf.ndim and leaf.device != self._device
        ]
        assert not strangers, f"{func} meets {strangers[0].device}"
        return func(*args, **(kwargs or {}))


class Graph(TorchDispatchMode):
    """The operations of one call of ``function``, with the memory that they read and wrote.

    :meth:`replay` repeats them, as a CUDA graph does.
    """

    def __init__(self, function: Callable[[], object]) -> None:
        super().__init__()
        self._done: list[tuple[Any, tuple[Any, ...], dict[str, Any], dict[int, Tensor]]] = []
        with self:
            function()

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        kwargs = kwargs or {}
        # The memory as it is seen now: a transpose_() later changes how a tensor itself sees it.
        seen = tree_map_only(Tensor, Tensor.detach, (args, kwargs))
        result = func(*args, **kwargs)
        if func is torch.ops.aten._local_scalar_dense.default:
            raise AssertionError("A captured step must not read from the device.")
        entered = {
            leaf.untyped_storage().data_ptr()
            for leaf in tree_flatten((args, kwargs))[0]
            if isinstance(leaf, Tensor)
        }
        fresh = {
            number: leaf.detach()
            for number, leaf in enumerate(tree_flatten(result)[0])
            if isinstance(leaf, Tensor) and leaf.untyped_storage().data_ptr() not in entered
        }
        if fresh or func._schema.is_mutable:
            self._done.append((func, *seen, fresh))
        return result

    @torch.no_grad()
    def replay(self) -> None:
        """The same operations again, on the same memory."""
        for func, args, kwargs, fresh in self._done:
            again = tree_flatten(func(*args, **kwargs))[0]
            for number, old in fresh.items():
                old.copy_(again[number])
