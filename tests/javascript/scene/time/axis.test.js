import assert from "node:assert/strict"
import { test } from "node:test"
import { axis } from "../../../../playground/static/scene/time/axis.js"

const curve = (numbers, more = {}) =>
  ({ numbers: Float64Array.from(numbers), floor: null, log: false, wanted: null, ...more })

test("an axis runs from the least value to the greatest, but for the first spikes", () => {
  const falling = [1000, ...Array.from({ length: 20 }, (_, i) => 20 - i)]
  const { low, high } = axis([curve(falling)])
  assert.equal(low, 1)
  assert.ok(high <= 20 && high >= 18)
})

test("what is little higher than the rest is on the axis, whenever it comes", () => {
  const swinging = [...Array(20).fill(1), 2.5, ...Array(20).fill(0), ...Array(20).fill(2)]
  const { low, high } = axis([curve(swinging)])
  assert.deepEqual([low, high], [0, 2.5])
})

test("of few values all are on the axis", () => {
  const { low, high } = axis([curve([1, 2, 3, 4, 9])])
  assert.deepEqual([low, high], [1, 9])
})

test("what a curve cannot pass is on the axis, and what a page wants is the axis", () => {
  assert.equal(axis([curve([3, 4, 5], { floor: 1 })]).low, 1)
  const { low, high } = axis([curve([3, 4, 900], { wanted: [0, 10] })])
  assert.deepEqual([low, high], [0, 10])
})

test("one logarithmic curve makes the axis logarithmic, without a place for zero", () => {
  const { log, low, high, drawn } = axis([curve([100, 1, 0], { log: true }), curve([5])])
  assert.ok(log)
  assert.deepEqual([low, high], [1, 100])
  assert.deepEqual([drawn(0), drawn(-1), drawn(Number.NaN), drawn(2)], [false, false, false, true])
})

test("without numbers there is an axis all the same", () => {
  for (const log of [false, true]) {
    const { low, high } = axis([curve([Number.NaN], { log })])
    assert.ok(low < high && (!log || low > 0))
  }
})
