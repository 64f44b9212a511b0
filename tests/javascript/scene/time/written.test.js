// How the counter writes a time.

import assert from "node:assert/strict"
import test from "node:test"

import { written } from "../../../../playground/static/scene/time/written.js"

test("whole times are as long as the longest, and what does not count is apart", () => {
  const times = [0, 5, 1200]
  assert.deepEqual(written(5, times), ["0,00", "5"])
  assert.deepEqual(written(1200, times), ["", "1,200"])
  assert.deepEqual(written(0, times), ["0,00", "0"])
  assert.deepEqual(written(-3, [-3, 12]), ["0", "−3"])
})

test("other times have three decimals, or one where they are large", () => {
  assert.deepEqual(written(0.25, [0.25, 2]), ["", "0.250"])
  assert.deepEqual(written(-12.34, [-12.34, 2]), ["", "−12.3"])
})
