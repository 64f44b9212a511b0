import assert from "node:assert/strict"
import { test } from "node:test"
import { lettering, room } from "../../../../playground/static/scene/plane/lettering.js"

test("words for the back row are nowhere too small for it", () => {
  assert.equal(lettering(16, 0.75), 12)
  assert.equal(lettering(24, 0.75), 24)
  assert.equal(lettering(40, 0.75), 30)
})

test("a longer and a larger number takes more room", () => {
  assert.ok(room("0.125", 10) > room("0.5", 10))
  assert.equal(room("0.5", 20), 2 * room("0.5", 10))
})

test("a minus sign is wider than a digit", () => {
  // DejaVu Sans, thousandths of its height: minus 838, digits 636.
  assert.ok(room("−5", 1000) >= 838 + 636)
})

test("a decimal point is narrower than a digit", () => {
  assert.ok(room("0.5", 1000) >= 2 * 636 + 364) // the point is Verdana's
  assert.ok(room("0.5", 1000) < room("005", 1000))
})
