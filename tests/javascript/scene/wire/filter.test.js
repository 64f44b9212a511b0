// A filter by its roots, against what scipy says of the same one.

import assert from "node:assert/strict"
import { test } from "node:test"
import { correlation, factors, filtered, impulse, inside, spectrum }
  from "../../../../playground/static/scene/wire/filter.js"

const near = (found, wanted, least = 1e-9) => found.forEach((each, n) =>
  assert.ok(Math.abs(each - wanted[n]) < least, `${n}: ${each}, not ${wanted[n]}`))

test("a root on the axis counts once, any other with its conjugate", () => {
  near(factors([[0.5, 0]], [true])[0], [-0.5, 0])
  near(factors([[0.3, 0.4]], [false])[0], [-0.6, 0.25])
  assert.equal(factors([[0.3, 0.4], [0.5, 0]], [false, true]).length, 2)
  assert.deepEqual(factors([], []), [])
})

test("a pole outside counts as its mirror image inside", () => {
  near(inside([0, 2]), [0, 0.5])
  near(inside([0.6, 0.6]), [0.6, 0.6])
  assert.ok(Math.hypot(...inside([1, 0])) < 1)
  near([inside([-3, 4])[0] / inside([-3, 4])[1]], [-0.75])
})

test("the recursion and its inverse undo each other", () => {
  const [a, b] = [[[-0.9, 0.5]], [[0.4, 0]]]
  const noise = Float64Array.from({ length: 64 }, (_, n) => Math.sin(n * n))
  near(filtered(a, b, filtered(b, a, noise)), noise)
  near(impulse([], [[-0.5, 0]], 4), [1, 0.5, 0.25, 0.125])
})

test("autocorrelations are those of the closed forms", () => {
  near(correlation([], [[-0.75, 0.5]], 3), [1.7777777778, 0.8888888889, -0.2222222222], 1e-8)
  near(correlation([[0.5, 0]], [], 3), [1.25, 0.5, 0])
})

test("the spectrum is the power of the response, in decibels", () => {
  const wanted = [4, 0.8, 4 / 9].map((s, i) => [(Math.PI * i) / 2, 10 * Math.log10(s)])
  near(spectrum([], [[-0.5, 0]], 3).flat(), wanted.flat())
})

test("six pairs of poles at one place lose no digits, and zeros on them take them away", () => {
  const place = (radius, angle) => [radius * Math.cos(angle), radius * Math.sin(angle)]
  const row = (...places) => factors(places.flatMap((each) => [each, each, each]), [])
  const [one, other] = [place(0.98, 0.3), place(0.98, 1.5)]
  const [power] = correlation([], row(one, one), 1)
  near([power / 7.557928531941972e20], [1], 1e-11) // by 60 digits of the multiplied polynomial
  const unit = [1, ...Array(47).fill(0)]
  near(impulse(row(other, one), row(one, other), 48), unit)
  near(correlation(row(other, one), row(one, other), 48), unit)
  for (const [, level] of spectrum(row(other, one), row(one, other), 9)) near([level], [0])
})
