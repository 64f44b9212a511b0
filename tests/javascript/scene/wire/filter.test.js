// A filter by its roots, against what scipy says of the same one.

import assert from "node:assert/strict"
import { test } from "node:test"
import { coefficients, correlation, decibels, filtered, impulse, inside }
  from "../../../../playground/static/scene/wire/filter.js"

const near = (found, wanted, least = 1e-9) => found.forEach((each, n) =>
  assert.ok(Math.abs(each - wanted[n]) < least, `${n}: ${each}, not ${wanted[n]}`))

test("a root on the axis counts once, any other with its conjugate", () => {
  near(coefficients([[0.5, 0]], [true]), [1, -0.5])
  near(coefficients([[0.3, 0.4]], [false]), [1, -0.6, 0.25])
  near(coefficients([[0.3, 0.4], [0.5, 0]], [false, true]), [1, -1.1, 0.55, -0.125])
  assert.deepEqual(coefficients([], []), [1])
})

test("a pole outside counts as its mirror image inside", () => {
  near(inside([0, 2]), [0, 0.5])
  near(inside([0.6, 0.6]), [0.6, 0.6])
  assert.ok(Math.hypot(...inside([1, 0])) < 1)
  near([inside([-3, 4])[0] / inside([-3, 4])[1]], [-0.75])
})

test("the recursion and its inverse undo each other", () => {
  const [a, b] = [[1, -0.9, 0.5], [1, 0.4]]
  const noise = Float64Array.from({ length: 64 }, (_, n) => Math.sin(n * n))
  near(filtered(a, b, filtered(b, a, noise)), noise)
  near(impulse([1], [1, -0.5], 4), [1, 0.5, 0.25, 0.125])
})

test("autocorrelations are those of the closed forms", () => {
  near(correlation([1], [1, -0.75, 0.5], 3), [1.7777777778, 0.8888888889, -0.2222222222], 1e-8)
  near(correlation([1, 0.5], [1], 3), [1.25, 0.5, 0])
})

test("the spectrum is the power of the response, in decibels", () => {
  near(decibels([1], [1, -0.5], 3), [4, 0.8, 4 / 9].map((s) => 10 * Math.log10(s)))
})
