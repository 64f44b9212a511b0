"""``make bench``: all ratios, each measured side by side in one run, as one table."""

<<<<<<< HEAD
from benchmarks import attention_training, browser, flow_training, runs, table
=======
from benchmarks import browser, flow_training, runs, table, vae_training
>>>>>>> vae


def main() -> None:
    """Measure for about three minutes, best on a machine that does nothing else."""
<<<<<<< HEAD
    rows = [*browser.measure(), *flow_training.measure(), *attention_training.measure()]
    rows += runs.measure()
=======
    rows = [*browser.measure(), *flow_training.measure(), *runs.measure()]
    rows += vae_training.measure()
>>>>>>> vae
    print(table.text(rows))


if __name__ == "__main__":
    main()
