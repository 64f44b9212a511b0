"""Words that say how a picture came about, and what each of them means."""

MEANINGS = {
    "trained live": "Trained on this machine with the setup on this page.",
    "trained elsewhere": "Trained on another page, or replayed from its recording.",
    "pretrained": "Trained beforehand with a fixed setup; the knobs here do not train it again.",
    "exact": "Computed in closed form or by quadrature, with no sampling error.",
    "exact mean": "The mean over all samples, in closed form; a single sample lies around it.",
    "estimate": "Computed from a finite sample, so it carries the noise that is printed beside it.",
    "held out": "Of data that the training does not learn from.",
    "counted": "Counted on samples.",
    "fitted": "Fitted to the data that are shown.",
    "simulated": "From random numbers of a seed; another seed gives another path.",
    "by autograd": "Derivatives as PyTorch computes them, not estimated.",
    "probed by autograd": "Seen is what has a derivative that is not 0, of the network itself.",
    "published laws": "Computed from published formulas; nothing was trained here.",
    "drawn pixel by pixel": "Drawn from the model, each pixel given those before it.",
}


def meaning(badge: str) -> str:
    """What a word means, in a sentence; empty for words of a page's own."""
    return MEANINGS.get(badge, "")
