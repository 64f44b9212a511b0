"""The f-GAN table in TeX (Nowozin, Cseke and Tomioka 2016, tables 1 and 2)."""

from typing import NamedTuple


class Written(NamedTuple):
    """How one divergence is written: f(u), f*(t), g_f(v) and T* = f'(u)."""

    f: str
    conjugate: str
    activation: str
    best: str


WRITTEN = {
    "kl": Written(
        r"u \ln u",
        r"e^{t-1}",
        r"v",
        r"1 + \ln u",
    ),
    "reverse_kl": Written(
        r"-\ln u",
        r"-1 - \ln(-t)",
        r"-e^{-v}",
        r"-1/u",
    ),
    "pearson": Written(
        r"(u - 1)^2",
        r"t^2/4 + t",
        r"v",
        r"2(u - 1)",
    ),
    "hellinger": Written(
        r"(\sqrt{u} - 1)^2",
        r"t / (1 - t)",
        r"1 - e^{-v}",
        r"1 - 1/\sqrt{u}",
    ),
    "jensen_shannon": Written(
        r"-(u + 1) \ln\frac{1 + u}{2} + u \ln u",
        r"-\ln(2 - e^t)",
        r"\ln 2 - \ln(1 + e^{-v})",
        r"\ln 2 - \ln(1 + 1/u)",
    ),
    "standard_js": Written(
        r"\tfrac12\left[(u + 1) \ln\frac{2}{u + 1} + u \ln u\right]",
        r"-\tfrac12 \ln(2 - e^{2t})",
        r"\tfrac12\left[\ln 2 - \ln(1 + e^{-v})\right]",
        r"\tfrac12\left[\ln 2 - \ln(1 + 1/u)\right]",
    ),
    "gan": Written(
        r"u \ln u - (u + 1) \ln(u + 1)",
        r"-\ln(1 - e^t)",
        r"-\ln(1 + e^{-v})",
        r"-\ln(1 + 1/u)",
    ),
}
