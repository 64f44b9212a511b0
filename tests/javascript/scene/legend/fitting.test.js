import assert from "node:assert/strict"
import { test } from "node:test"
import { fitting } from "../../../../playground/static/scene/legend/fitting.js"

test("all words stand in the line, or as many as leave room for the menu", () => {
  assert.equal(fitting([50, 50, 50], 150, 40), 3)
  assert.equal(fitting([50, 50, 50], 149, 40), 2)
  assert.equal(fitting([50, 50, 50], 139, 40), 1)
  assert.equal(fitting([50, 50, 50], 30, 40), 0)
  assert.equal(fitting([], 30, 40), 0)
})
