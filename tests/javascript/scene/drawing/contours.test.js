import assert from "node:assert/strict"
import { test } from "node:test"
import { contours } from "../../../../playground/static/scene/drawing/contours.js"

/** A field of full range 0..1 over cells, by its rows from below. */
const field = (rows, { power = 1, high = 1 } = {}) => {
  const data = Uint8Array.from(rows.flat(), (v) =>
    (Number.isNaN(v) ? 255 : Math.round(254 * (v / high) ** power)))
  return [{ type: "c1", shape: [rows.length, rows[0].length] }, { data, low: 0, high, power }]
}

test("the middle of a ramp is a straight line across it", () => {
  const lines = contours(...field([[0, 0.5, 1], [0, 0.5, 1], [0, 0.5, 1]]), [0.25])
  assert.equal(lines.length, 8)
  lines.forEach((place, i) => assert.ok(i % 2 || Math.abs(place - 0.5) < 0.01))
})

test("a level is found at its value whatever the power of the colours", () => {
  const ramp = [0, 1, 2, 3, 4]
  for (const power of [1, 0.5]) {
    const lines = contours(...field([ramp, ramp], { power, high: 4 }), [1])
    assert.ok(lines.every((place, i) => i % 2 || Math.abs(place - 1) < 0.02), `${lines}`)
  }
})

test("a saddle is cut where its middle says", () => {
  const joined = contours(...field([[1, 0], [0, 1]]), [0.4])
  const parted = contours(...field([[1, 0], [0, 1]]), [0.6])
  assert.equal(joined.length, 8)
  assert.equal(parted.length, 8)
  const ends = (lines) => [lines.slice(0, 4), lines.slice(4)].map(([x, y, u, v]) =>
    Math.round((x + u) / 2) + 2 * Math.round((y + v) / 2)).sort()
  assert.deepEqual(ends(joined), [1, 2], "the low corners are cut off")
  assert.deepEqual(ends(parted), [0, 3], "the high corners are cut off")
})

test("nothing is drawn beside a hole", () => {
  assert.deepEqual(contours(...field([[0, NaN], [1, 1]]), [0.5]), [])
})
