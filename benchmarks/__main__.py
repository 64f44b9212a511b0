"""``make bench``: all ratios, each measured side by side in one run, as one table."""

from benchmarks import (
    attention_training,
    autoregressive_training,
    browser,
    decoding,
    dragged_pole,
    flow_training,
    gan_training,
    glow_training,
    next_token,
    pixels_training,
    runs,
    sampling,
    table,
    vae_training,
)

TRAININGS = (
    flow_training,
    vae_training,
    gan_training,
    attention_training,
    autoregressive_training,
    pixels_training,
    glow_training,
)


def main() -> None:
    """Measure for several minutes, best on a machine that does nothing else."""
    rows = browser.measure() + dragged_pole.measure() + decoding.measure() + sampling.measure()
    rows += next_token.measure()
    for training in TRAININGS:
        rows += training.measure()
    print(table.text([*rows, *runs.measure()]))


if __name__ == "__main__":
    main()
