import assert from "node:assert/strict"
import { test } from "node:test"
import { Computed } from "../../../../playground/static/scene/wire/computed.js"
import { place } from "../../../../playground/static/scene/wire/shared.js"

const recipe = (more) => ({ network: [], handles: "page:z", start: [[0, 1], [2, 3]], each: [2], count: null,
  ...more })

test("without stages the points are the answer, from their start until handles stand somewhere", () => {
  const array = new Computed(recipe())
  assert.deepEqual([...array.at().data], [0, 1, 2, 3])
  assert.equal(array.at(), array.at(), "the same as long as nothing moves")
  place("page:z", [[5, 6], [7, 8]])
  assert.deepEqual([...array.at().data], [5, 6, 7, 8])
  place("page:z", null)
})

test("points lie evenly along the line through the handles, its ends included", () => {
  const array = new Computed(recipe({ start: [[0, 0], [4, 8]], count: 5 }))
  assert.deepEqual([...array.at().data], [0, 0, 1, 2, 2, 4, 3, 6, 4, 8])
  const one = new Computed(recipe({ start: [[1, 2]], count: 2 }))
  assert.deepEqual([...one.at().data], [1, 2, 1, 2])
})

test("a picture's first row is its top, which is a field's last; ends of the scale are the ends", () => {
  const bias = { frames: [{ data: Float32Array.of(0, 1, 0.5, 2) }] } // [[0, 1], [.5, 2]], from the top
  const weight = { shape: [4, 2], frames: [{ data: new Uint16Array(8) }] }
  const array = new Computed(recipe({ start: [[0, 0]], each: [2, 2], low: 0, high: 1, power: 1,
    network: [{ weight, bias, activation: "" }] }))
  assert.deepEqual(array.shape, [2, 2])
  assert.deepEqual([...array.at().data], [127, 254, 0, 254])
})
