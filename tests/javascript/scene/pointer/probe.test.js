import assert from "node:assert/strict"
import { test } from "node:test"
import { readings } from "../../../../playground/static/scene/pointer/probe.js"

/** A table of one row and two columns, 0 and 254 of 254 steps from 0 to 31.75. */
const table = (digits) => ({ kind: "field", name: "codeword", scale: "sequential", cells: true, digits,
  extent: [0, 2, 0, 1], values: { type: "u1", shape: [1, 2],
    at: () => ({ data: [0, 125], low: 0, high: 31.75, power: 1 }) } })

test("a table of whole numbers is read as whole numbers, any other to three digits", () => {
  const read = (digits) => readings({ axes: false }, [table(digits)], {}, 0, [1.4, 0.5])
  assert.deepEqual(read(0), [["codeword", "16"]])
  assert.deepEqual(read(2), [["codeword", "15.6"]])
  assert.deepEqual(read(null), [["codeword", "15.6"]])
})
