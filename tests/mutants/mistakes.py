"""The mistakes that are put in: Cosmic Ray's own, and three that a page is more likely to have.

An operator of Cosmic Ray finds its places in the tree of a file, as parso parses it, and makes the
mistake at one of them.
"""

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from cosmic_ray.plugins import OPERATOR_PROVIDERS
from cosmic_ray.work_item import MutationSpec

Position: TypeAlias = tuple[tuple[int, int], tuple[int, int]]

# Of the operators that Cosmic Ray has, one confusion of each kind; others break at once.
KEPT = re.compile(
    "ReplaceBinaryOperator_(Add_Sub|Sub_Add|Mul_Div|Div_Mul|FloorDiv_Mul|Mod_FloorDiv|Pow_Mul)"
    "|ReplaceComparisonOperator_(Eq_NotEq|NotEq_Eq|Lt_LtE|LtE_Lt|Gt_GtE|GtE_Gt|Is_IsNot|IsNot_Is)"
    "|ReplaceUnaryOperator_(USub_UAdd|Delete_Not|Delete_Invert)"
    "|AddNot|NumberReplacer|ZeroIterationForLoop|ExceptionReplacer"
    "|Replace(TrueWithFalse|FalseWithTrue|AndWithOr|OrWithAnd|BreakWithContinue|ContinueWithBreak)"
)

# How something looks, and not what it says.
LOOKS = (
    "help|alt|icon|badge|gap|width|height|size|opacity|anchor|digits|decimals|dashed|key|type"
    "|long|vertical_alignment|text_alignment|min_column_width|show_spinner|max_entries|horizontal|wrap"
)
OF_LOOKS = re.compile(rf"({LOOKS}|step|names|rare|eq|strict)=")  # a knob's last three, and guards
# A knob's range, and how it looks, are a choice; so is a large number, give or take one.
CHOSEN = re.compile(rf"({LOOKS}|low|high|step)=-?$")
LARGE = re.compile(r"\d[\d_]+|\d+\.\d+|\d+e")
# Whether two are the same, and whether two lists are equally long, is asked by nobody but a guard.
GUARDED = re.compile(r"\b(eq|strict)=$")
# The greater of two is the same in either order.
EITHER_WAY = re.compile(r"\b(max|min|maximum|minimum|isclose|allclose|array_equal)\($")
# In a signature a star multiplies nothing.
STAR = re.compile(r"\*\s*,")


class Mistake:
    """What Cosmic Ray asks of an operator: its places, and the mistake at one of them."""

    @classmethod
    def arguments(cls) -> tuple[()]:
        """It has none."""
        return ()

    def found(self, node: Any) -> Iterator[tuple[Any, Any]]:
        """Pairs of parts of a node that may be confused."""
        raise NotImplementedError

    def mutation_positions(self, node: Any) -> Iterator[Position]:
        """Where it may be made."""
        for one, _ in self.found(node):
            yield one.start_pos, one.end_pos


class Swapped(Mistake):
    """Two arguments that stand side by side change places, or two keywords their values."""

    def found(self, node: Any) -> Iterator[tuple[Any, Any]]:
        """Neighbours that differ."""
        if node.type == "arglist":
            for one, other in zip(node.children[::2], node.children[2::2], strict=False):
                pair = _value(one), _value(other)
                alike = (one.type == "argument") == (other.type == "argument")
                if all(pair) and alike and pair[0].get_code().strip() != pair[1].get_code().strip():
                    yield pair

    def mutate(self, node: Any, index: int) -> Any:
        """Exchange the pair of that number."""
        one, other = list(self.found(node))[index]
        first, second = one.parent.children, other.parent.children
        i, j = first.index(one), second.index(other)
        first[i], second[j] = other, one
        return node


class Forgotten(Mistake):
    """A keyword argument is left out."""

    def found(self, node: Any) -> Iterator[tuple[Any, Any]]:
        """Each with the comma before it."""
        if node.type == "arglist":
            for comma, each in zip(node.children[1::2], node.children[2::2], strict=False):
                if each.type == "argument" and _value(each):
                    yield each, comma

    def mutate(self, node: Any, index: int) -> Any:
        """Leave out the argument of that number."""
        gone = list(self.found(node))[index]
        node.children = [each for each in node.children if each not in gone]
        return node


class Mistaken(Mistake):
    """What is looked up by a name is what the next look-up in the same function is meant for."""

    def found(self, node: Any) -> Iterator[tuple[Any, Any]]:
        """A name in brackets, and the next other one."""
        if (name := _looked_up(node)) is None:
            return
        function = node.parent
        while function.type not in ("funcdef", "file_input"):
            function = function.parent
        leaf = name.get_next_leaf()
        while leaf is not None and leaf.end_pos <= function.end_pos:
            if _looked_up(leaf.parent) is leaf and leaf.value != name.value:
                yield name, leaf
                return
            leaf = leaf.get_next_leaf()

    def mutate(self, node: Any, index: int) -> Any:
        """Take the other name."""
        name, other = list(self.found(node))[index]
        name.value = other.value
        return node


def cosmetic(lines: list[str], mistake: MutationSpec) -> bool:
    """Whether nobody would call it one: the file's lines, and the mistake that would be made."""
    row, column = mistake.start_pos
    before, after = lines[row - 1][:column], lines[row - 1][column:]
    kind = mistake.operator_name.rpartition("/")[2]
    if kind == "NumberReplacer":
        return bool(CHOSEN.search(before) or LARGE.match(after))
    if kind in ("ReplaceTrueWithFalse", "ReplaceFalseWithTrue"):
        return bool(GUARDED.search(before))
    if kind == "Swapped":
        return bool(EITHER_WAY.search(before))
    if kind.startswith("ReplaceBinaryOperator"):
        return bool(STAR.match(after))
    return kind == "Forgotten" and bool(OF_LOOKS.match(after))


def _value(argument: Any) -> Any:
    """What is handed over: the argument itself, or what stands behind a keyword's sign."""
    if argument.type != "argument":
        return argument
    return argument.children[2] if argument.children[1] == "=" else None


def _looked_up(node: Any) -> Any:
    """The name in ``it["name"]``, if that is what a trailer is."""
    if node.type != "trailer" or node.children[0] != "[":
        return None
    return node.children[1] if node.children[1].type == "string" else None


def register() -> None:
    """Let Cosmic Ray make these mistakes and no others."""
    core = OPERATOR_PROVIDERS["core"]
    known = {name: core[name] for name in core if KEPT.fullmatch(name)}
    ours = {each.__name__: each for each in (Swapped, Forgotten, Mistaken)}
    OPERATOR_PROVIDERS.clear()
    OPERATOR_PROVIDERS["kept"] = known | ours
