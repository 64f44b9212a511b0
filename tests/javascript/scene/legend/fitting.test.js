import assert from "node:assert/strict"
import { test } from "node:test"
import { fitting } from "../../../../playground/static/scene/legend/fitting.js"
import { lettering } from "../../../../playground/static/scene/plane/lettering.js"

test("all words stand in the line, or as many as leave room for the menu", () => {
  assert.equal(fitting([50, 50, 50], 150, 40), 3)
  assert.equal(fitting([50, 50, 50], 149, 40), 2)
  assert.equal(fitting([50, 50, 50], 139, 40), 1)
  assert.equal(fitting([50, 50, 50], 30, 40), 0)
  assert.equal(fitting([], 30, 40), 0)
})

test("words for the back row are nowhere too small for it", () => {
  assert.equal(lettering(16, 0.75), 12)
  assert.equal(lettering(24, 0.75), 24)
  assert.equal(lettering(40, 0.75), 30)
})
