"""``make bench``: all ratios, each measured side by side in one run, as one table."""

from benchmarks import browser, flow_training, runs, table, vae_training


def main() -> None:
    """Measure for about three minutes, best on a machine that does nothing else."""
    rows = [*browser.measure(), *flow_training.measure(), *runs.measure()]
    rows += vae_training.measure()
    print(table.text(rows))


if __name__ == "__main__":
    main()
