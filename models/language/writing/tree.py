"""A tree of continuations: where a person went on, and where they came back to.

Its root is the prompt, node 0; node i + 1 is the pair ``tree[i]`` of its parent and its token.
"""

from collections.abc import Sequence

Tree = tuple[tuple[int, int], ...]


def path(tree: Tree, node: int) -> tuple[int, ...]:
    """The nodes from the root to a node, both included."""
    nodes = [node]
    while nodes[-1]:
        nodes.append(tree[nodes[-1] - 1][0])
    return tuple(nodes[::-1])


def said(tree: Tree, node: int) -> list[int]:
    """The tokens after the prompt on the way to a node."""
    return [tree[each - 1][1] for each in path(tree, node)[1:]]


def grown(tree: Tree, node: int, tokens: Sequence[int]) -> tuple[Tree, int]:
    """The tree with ``tokens`` said after a node, and where they end; what is there is not doubled.

    >>> grown(((0, 7),), 0, [7, 9])
    (((0, 7), (1, 9)), 2)
    """
    for token in tokens:
        if (node, token) in tree:
            node = tree.index((node, token)) + 1
        else:
            tree = (*tree, (node, token))
            node = len(tree)
    return tree, node


def ends(tree: Tree) -> tuple[int, ...]:
    """The nodes after which nothing was said yet."""
    parents = {parent for parent, _ in tree}
    return tuple(node for node in range(len(tree) + 1) if node not in parents)


def placed(tree: Tree) -> list[tuple[int, float]]:
    """For each node its depth, and its height: a parent stands midway between its children."""
    children: dict[int, list[int]] = {}
    for node, (parent, _) in enumerate(tree, 1):
        children.setdefault(parent, []).append(node)
    depth, height = [0] * (len(tree) + 1), [0.0] * (len(tree) + 1)
    for node, (parent, _) in enumerate(tree, 1):
        depth[node] = depth[parent] + 1
    leaves = iter(range(len(tree) + 1))
    order, waiting = [], [0]
    while waiting:
        node = waiting.pop()
        order.append(node)
        waiting.extend(children.get(node, [])[::-1])
    for node in order:
        if node not in children:
            height[node] = float(next(leaves))
    for node in reversed(order):
        if node in children:
            low, high = height[children[node][0]], height[children[node][-1]]
            height[node] = (low + high) / 2
    return list(zip(depth, height, strict=True))
