import assert from "node:assert/strict"
import { test } from "node:test"
import { halfTable, position } from "../../../../playground/static/scene/wire/codes.js"

test("halves by their bits", () => {
  const table = halfTable()
  const known = [[0x0000, 0], [0x3c00, 1], [0xc000, -2], [0x3555, 0.333251953125], [0x0001, 2 ** -24],
    [0x7c00, Infinity]]
  for (const [bits, value] of known) assert.equal(table[bits], value)
  assert.ok(Number.isNaN(table[0x7e00]))
})

test("a value's position on its scale is from 0 to 1, after the power", () => {
  const range = { low: -1, high: 3, power: 0.5 }
  assert.deepEqual([-5, -1, 0, 3, 9].map((value) => position(range, value)), [0, 0, 0.5, 1, 1])
  assert.equal(position({}, 0.25), 0.25)
  assert.ok(Number.isNaN(position(range, NaN)))
})
