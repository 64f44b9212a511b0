"""``make bench``: all ratios, each measured side by side in one run, as one table."""

from benchmarks import attention_training, browser, flow_training, runs, table


def main() -> None:
    """Measure for about three minutes, best on a machine that does nothing else."""
    rows = [*browser.measure(), *flow_training.measure(), *attention_training.measure()]
    rows += runs.measure()
    print(table.text(rows))


if __name__ == "__main__":
    main()
