"""The story of the scalar page, in order."""

from models.quantization import ScalarSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "Two half-steps",
        ScalarSetup(),
        "Step 2 puts each boundary midway, where the start has it already, step 3 puts each level "
        "at its cell's centroid: the distortion never rises, and never falls below the dashed "
        "optimum.",
        "Why can neither half-step ever raise the distortion?",
        "Each is the best answer to the other: for given levels the nearest one is best, which "
        "makes the midpoints the boundaries; for given cells the mean squared error is least at "
        "the mean of U in each cell. A best answer is never worse than what stood there before.",
    ),
    Preset(
        "As printed",
        ScalarSetup(procedure="printed"),
        "The notes print “repeat 1, 2”: play it, and nothing ever moves.",
        "What is wrong with it, and how do you see it?",
        "The 1: it has to be “repeat 2, 3”. Step 1 only chooses levels, and the midpoints of "
        "unchanged levels are the same midpoints. For the same reason a level is the centroid of "
        "U, a = E[U | U in its cell]; the printed E[V | V in the cell] is the level itself and "
        "says nothing.",
    ),
    Preset(
        "Uniform",
        ScalarSetup(source="uniform", levels=8, start="random", seed=1),
        "For a uniform source the optimum is the even steps, and each bit is worth 6.02 dB.",
        "A compact disc has 16 bits a sample. How many decibels is that?",
        "16 × 6.02 = 96.3 dB for a uniform source that fills the range. The 98.1 dB that is often "
        "quoted holds for a sine of full scale, whose variance is 1.76 dB larger.",
    ),
    Preset(
        "Sixteen levels",
        ScalarSetup(levels=16),
        "The levels crowd where the density is high, and a Gaussian still loses some dB to the "
        "rate-distortion function: look at the plot below.",
        "Towards which gap in dB does Lloyd-Max go at high rate, and how much does a code win?",
        "Towards 4.35 dB with a fixed-length code (Panter-Dite, √3π/2). An entropy code on even "
        "steps leaves 1.53 dB, so it wins 2.81 dB. The last 1.53 dB can only be had by vectors: "
        "cells rounder than cubes.",
    ),
    Preset(
        "Laplacian",
        ScalarSetup(source="laplacian", levels=8, start="companded"),
        "A peak and long tails: the outer cells are wide, and even steps lose 1.2 dB.",
        "Should a level stand where the density is p, in proportion to p?",
        "No: at high rate the best density of levels grows with the cube root of p, which spends "
        "more levels on the tails than p itself would.",
    ),
    Preset(
        "Bad optimum",
        ScalarSetup(source="mixture", levels=4, start="split", left_levels=3),
        "Three levels stay on the left and one on the right: both half-steps are content, and "
        "the distortion stands high above the optimum.",
        "Drag one level from the left hump to the right one. Why did the algorithm not do it?",
        "Every cell is already midway and centred, so no half-step moves it, and on the way "
        "across the gap the distortion rises first. Lloyd-Max finds a stationary point; it is the "
        "optimum for sure only where it is the only one, such as for log-concave densities.",
    ),
]
