"""How soon a plain autoencoder of the digits is worth looking at.

Seconds on one core until the error on held-out digits is below that of PCA with as many numbers,
and until the training has ended, imports and data left out: ``-m benchmarks.trainings.plain``.
"""

import time

import torch

from models.autoencoders.plain import UndercompleteSetup, data_of, principal, train

CODES = (2, 10)


def main() -> None:
    """Measure and print."""
    torch.set_num_threads(1)
    for codes in CODES:
        setup = UndercompleteSetup(latents=codes)
        least = principal(setup).error(data_of(setup).test)
        begun, useful = time.perf_counter(), 0.0
        for frame in train(setup):
            if not useful and frame.metrics["test_sse"] < least:
                useful = time.perf_counter() - begun
                step = frame.step
        ended, error = time.perf_counter() - begun, frame.metrics["test_sse"]
        print(
            f"{codes} numbers: below PCA's {least:.3f} after {useful:.2f} s (step {step:,}), "
            f"{error:.3f} at the end, after {ended:.1f} s"
        )


if __name__ == "__main__":
    main()
