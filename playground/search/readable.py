"""A formula of LaTeX as a line of text, to be read in a list and to be searched."""

import re
import unicodedata

_ONLY_TYPE = re.compile(
    r"\\(?:begin|end)\{\w+\}|\\[,;:! ]|\\\\|[&~]"
    r"|\\(?:left|right|[bB]igg?[lrm]?|displaystyle|allowbreak|q?quad|lim+its)(?![a-zA-Z])"
)
_DRESSED = r"\\(?:text|math\w+|operatorname\*?|hat|tilde|bar|underbrace)(?![a-zA-Z])"
_GROUPS = (  # innermost first, again and again
    (re.compile(r"\\[td]?frac\s*(\d)\s*(\d)"), r"\1/\2"),
    (re.compile(r"\\[td]?frac\s*(?:\{([^{}]*)\}|(\w))\s*(?:\{([^{}]*)\}|(\w))"), r"(\1\2)/(\3\4)"),
    (re.compile(_DRESSED + r"\s*\{([^{}]*)\}"), r"\1"),
    (re.compile(r"\\(?:hat|tilde|bar|mathbb|math\w+)\s*(\w)"), r"\1"),
    (re.compile(r"\\sqrt\s*\{([^{}]*)\}"), r"√(\1)"),
    (re.compile(r"_\{([^{}]*)\}"), r"_\1"),
    (re.compile(r"\^\{(\w|\([^{}()]*\))\}"), r"^\1"),
    (re.compile(r"\^\{([^{}]*)\}"), r"^(\1)"),
)
_COMMAND = re.compile(r"\\([a-zA-Z]+)\s*")
_SIGNS = {
    "int": "∫",
    "sum": "Σ",
    "prod": "Π",
    "nabla": "∇",
    "infty": "∞",
    "le": "≤",
    "ge": "≥",
    "sim": "~",
    "to": "→",
    "cdot": "·",
    "times": "×",
    "pm": "±",
    "top": "ᵀ",
    "dots": "…",
    "lVert": "‖",
    "rVert": "‖",
    "circ": "∘",
    "varepsilon": "ε",
    "varphi": "φ",
}


def readable(latex: str) -> str:
    """The formula in one line, without what only sets it in type."""
    text = latex.replace(r"\|", "‖").replace(r"\{", "(").replace(r"\}", ")")
    text, before = _ONLY_TYPE.sub(" ", text), ""
    while text != before:
        before = text
        for group, flat in _GROUPS:
            text = group.sub(flat, text)
    text = _COMMAND.sub(lambda found: _sign(found[1]), text)
    return " ".join(text.replace("{", "").replace("}", "").split())


def _sign(command: str) -> str:
    """What a command stands for: a sign, a Greek letter, or its own name as in log and det."""
    if command in _SIGNS:
        return _SIGNS[command]
    case = "CAPITAL" if command[0].isupper() else "SMALL"
    name = command.replace("lambda", "lamda")  # as Unicode spells it
    try:
        return unicodedata.lookup(f"GREEK {case} LETTER {name.upper()}")
    except KeyError:
        return f" {command} "
