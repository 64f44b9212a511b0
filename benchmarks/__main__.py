"""``make bench``: all ratios, each measured side by side in one run, as one table."""

from benchmarks import browser, decoding, dragged_pole, next_token, runs, sampling, table
from benchmarks.trainings import attention, autoregressive, flow, gan, glow, pixels, vae

TRAININGS = (flow, vae, gan, attention, autoregressive, pixels, glow)


def main() -> None:
    """Measure for several minutes, best on a machine that does nothing else."""
    rows = browser.measure() + dragged_pole.measure() + decoding.measure() + sampling.measure()
    rows += next_token.measure()
    for training in TRAININGS:
        rows += training.measure()
    print(table.text([*rows, *runs.measure()]))


if __name__ == "__main__":
    main()
