"""The story of the page on density estimation, in order."""

from models.estimation import BesideSetup, CountsSetup, KernelSetup, MixtureSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "Just count",
        CountsSetup(),
        "Letter after letter falls; the green bars close in on the dashed law, but letters marked "
        "pink were never seen, and one of them among the held-out ones makes the log-likelihood "
        "−∞.",
        "Relative counts are the most likely estimate. How can the best fit be infinitely bad?",
        "It is best for the letters that were seen: any probability kept for others would be "
        "taken from them. Unseen data asks about the others too, and ln 0 = −∞. "
        "**You can now say** why a maximum likelihood estimate has to be judged by points that "
        "did not make it.",
    ),
    Preset(
        "Laplace",
        CountsSetup(alpha=0.5),
        "Half a letter is added to each count: no letter is impossible any more, and the held-out "
        "log-likelihood is a number. The whiskers are one deviation of the posterior.",
        "Of which law is (nₖ + α) / (n + αK) the mean?",
        "Of the Dirichlet posterior: before any letter was seen the prior was Dirichlet(α, …, α), "
        "and each letter adds one to its parameter. With α = 1 all pmfs were equally likely at "
        "first. **You can now say** what smoothing assumes.",
    ),
    Preset(
        "A posterior that shrinks",
        CountsSetup(symbols="colours", draws=300, alpha=1.0),
        "Three probabilities are a point of a triangle. The posterior begins flat and contracts "
        "around the law, while counts jump about on the left.",
        "How many draws does it take to halve the width of the cloud?",
        "Four times as many: its deviation is √(p(1−p)/(n+αK+1)). The error of every estimate by "
        "counting falls as n^−½. **You can now say** what one more decimal costs: a hundred times "
        "the data.",
    ),
    Preset(
        "EM in slow motion",
        MixtureSetup(),
        "E colours the points by the component that answers for them, grey ones are shared; M "
        "moves the ellipses. The log-likelihood under the picture never falls. Then choose *Soft "
        "beside hard (Lloyd)*: from the same starts Lloyd cuts the plane into cells with straight "
        "borders.",
        "What must you take away from EM to get Lloyd's algorithm?",
        "Its half-steps are the same: points to cells, codewords to centroids. Take away the "
        "shapes and the doubt: equal weights, equal round covariances, and let their variance go "
        "to zero; then the nearest mean answers for a point alone. Each half-step is the best "
        "answer to the other, so neither can make it worse. **You can now say** why EM never "
        "falls, and in which sense vector quantization is density estimation. It can get stuck all "
        "the same: on *Eight Gaussians* with eight components, *Best and worst of the starts* end "
        "at least a tenth of a nat apart.",
        opens={"view": "mixture"},
    ),
    Preset(
        "How many components?",
        MixtureSetup(fit="number", points=300),
        "The time axis counts components. More always fit their own points better, but BIC and the "
        "held-out points both turn: the law has three.",
        "Why does BIC charge ½ ln n nats for each free number?",
        "It approximates ln p(data), where the parameters are integrated out: each is pinned down "
        "to about n^−½ of its range, which costs ½ ln n. The held-out points ask the same question "
        "without a formula. **You can now say** two ways to choose a size.",
        opens={"view": "mixture"},
    ),
    Preset(
        "One bump per point",
        KernelSetup(points=20),
        "Each point carries a bump; their sum is the estimate. Drag the handle under the curves: "
        "narrow bumps show the points, wide ones blur the law.",
        "What does the estimate become for h → 0 and for h → ∞?",
        "A spike at each point, which is the empirical law and has no density; and one broad bump "
        "that knows nothing of the points but their mean. Between the two lies the trade of "
        "variance ∼ 1/(nh) against squared bias ∼ h⁴. **You can now say** why the best h shrinks "
        "only as n^−1/5.",
        opens={"view": "kernel"},
    ),
    Preset(
        "The best bandwidth",
        KernelSetup(points=100, rule="best"),
        "The dashed valley is the exact mean error for a hundred points: lowest at h = 0.445. "
        "Silverman's rule comes close, for the law is normal; cross-validation, which knows only "
        "the points, scatters.",
        "Choose *A claw*. Which rule is misled, and why?",
        "Silverman's: it measures the whole spread and takes the law for one normal hump, so that "
        "it blurs the five narrow claws. Cross-validation sees them once there are enough points. "
        "**You can now say** what a rule of thumb assumes.",
        opens={"view": "kernel"},
    ),
    Preset(
        "Sample from it",
        KernelSetup(kind="draw", points=100, rule="own", bandwidth=0.6),
        "Choose one of the points, add noise of deviation h, done: the histogram grows under the "
        "estimate, and the variance of the draws is that of the points plus h².",
        "Why can one sample from p̂ without ever evaluating it?",
        "p̂ is a mixture with one component a point: choosing the component and adding its noise "
        "is enough. Generative models are of this kind. **You can now say** what the notes mean by "
        "“want to sample from P̂, not evaluate it”.",
        opens={"view": "kernel"},
    ),
    Preset(
        "Side by side",
        BesideSetup(source="moons", points=1000, components=8),
        "The same points, four estimates, more and more points; under the picture a flow can join "
        "them. A histogram puts −∞ on unseen points, and the neighbours' estimate is no density.",
        "Which estimate would you trust with ten points, and which with a thousand?",
        "With ten, the smoothest: a few components or wide bumps. With a thousand, whatever bends "
        "with the data; the law itself, at −H, is the ceiling for all. **You can now say** how "
        "density estimates are compared fairly.",
        opens={"view": "beside"},
    ),
]
