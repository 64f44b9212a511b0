import assert from "node:assert/strict"
import { before, test } from "node:test"
import { documentOf } from "../paper.js"

let colour

before(async () => {
  globalThis.document = documentOf()
  colour = await import("../../../playground/static/component/colour.js")
})

test("a ramp runs from its first stop to its last, through those between", () => {
  const { css, words } = colour.ramp(["#000000", "#ff0000", "#ffffff"])
  assert.equal(css[0], "rgb(0,0,0)")
  assert.equal(css[255], "rgb(255,255,255)")
  assert.equal(css.length, 256)
  const red = css.map((each) => Number(each.match(/\d+/)[0]))
  assert.ok(red.every((value, i) => !i || value >= red[i - 1]))
  assert.equal(words[255], 0xffffffff, "opaque, red lowest")
  assert.equal(words[128] & 0xff, 255)
})

test("a value's colour is its place on the scale; what is none has none", () => {
  const layer = { low: -1, high: 3, power: 1 }
  assert.deepEqual([-1, 1, 3, 9, -9].map((v) => colour.scaleIndex(layer, v)), [0, 128, 255, 255, 0])
  assert.equal(colour.scaleIndex(layer, NaN), -1)
  assert.equal(colour.scaleIndex({ ...layer, power: 0.5 }, 0), 128)
})

test("codes of both kinds end at the same colours, and nothing stays nothing", () => {
  const scale = colour.ramp(["#000000", "#ffffff"])
  const bytes = colour.codeTable(scale, "c1", 1)
  const halves = colour.codeTable(scale, "f2", 1)
  assert.deepEqual([bytes[0], bytes[254], bytes[255]], [scale.words[0], scale.words[255], 0])
  assert.deepEqual([halves[0], halves[0x3c00], halves[0x7e00]], [scale.words[0], scale.words[255], 0])
  assert.equal(colour.codeTable(scale, "c1", 1), bytes, "made once")
})
