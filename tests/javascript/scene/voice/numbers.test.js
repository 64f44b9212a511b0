import assert from "node:assert/strict"
import { test } from "node:test"
import { numbersOf } from "../../../../playground/static/scene/voice/numbers.js"

const still = (data, range = {}) => ({ at: () => ({ data, ...range }) })

test("points are counted and placed, those that are nowhere left out", () => {
  const xy = still(Float32Array.of(0, 0, 2, 4, NaN, 1))
  assert.deepEqual(numbersOf([{ kind: "points", name: "data", xy }], 0, {}),
    ["data: 2 points around (1.00, 2.00)."])
  assert.deepEqual(numbersOf([{ kind: "glyphs", name: "codes", xy: still(Float32Array.of()) }], 0, {}),
    ["codes: no points."])
})

test("a field is told by its ends, holes left out; a picture in ink has none", () => {
  const values = { type: "c1", ...still(Uint8Array.of(0, 127, 254, 255), { low: -1, high: 1, power: 1 }) }
  const field = { kind: "field", name: "D(x)", scale: "diverging", values }
  assert.deepEqual(numbersOf([field], 0, {}), ["D(x) from −1.00 to 1.00."])
  assert.deepEqual(numbersOf([{ ...field, scale: "ink" }], 0, {}), [])
})

test("handles are told by their places; what has no numbers is not told", () => {
  const handles = { kind: "handles", name: "ends", labels: ["A"] }
  assert.deepEqual(numbersOf([handles, { kind: "mesh", name: "grid" }], 0, { ends: [[0, 1], [-2, 3]] }),
    ["ends: A at (0, 1.00), 2 at (−2.00, 3.00)."])
})
