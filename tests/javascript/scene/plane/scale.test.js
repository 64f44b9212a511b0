import assert from "node:assert/strict"
import { before, test } from "node:test"
import { codeTable, formerTable, isScaled, scaleIndex } from "../../../../playground/static/scene/plane/scale.js"
import { openPage } from "../../screen.js"

let ramp

before(async () => {
  openPage()
  ramp = (await import("../../../../playground/static/component/theme.js")).ramp
})

test("a layer has a scale or has none", () => {
  assert.ok(isScaled({ scale: "ink" }))
  assert.ok(!isScaled({ kind: "mesh" }))
})

test("a value's colour is its place on the scale; what is none has none", () => {
  const layer = { low: -1, high: 3, power: 1 }
  assert.deepEqual([-1, 1, 3, 9, -9].map((v) => scaleIndex(layer, v)), [0, 128, 255, 255, 0])
  assert.equal(scaleIndex(layer, NaN), -1)
  assert.equal(scaleIndex({ ...layer, power: 0.5 }, 0), 128)
})

test("codes of both kinds end at the same colours, and nothing stays nothing", () => {
  const scale = ramp(["#000000", "#ffffff"])
  const bytes = codeTable(scale, "c1", 1)
  const halves = codeTable(scale, "f2", 1)
  assert.deepEqual([bytes[0], bytes[254], bytes[255]], [scale.words[0], scale.words[255], 0])
  assert.deepEqual([halves[0], halves[0x3c00], halves[0x7e00]], [scale.words[0], scale.words[255], 0])
  assert.equal(codeTable(scale, "c1", 1), bytes, "made once")
})

test("what was sent when the colours reached elsewhere has the colours of now", () => {
  const scale = ramp(["#000000", "#ffffff"])
  const [now, then] = [{ low: 0, high: 4, power: 1 }, { low: 0, high: 2, power: 0.5 }]
  const bytes = formerTable(scale, "c1", now, then)
  assert.deepEqual([bytes[0], bytes[254], bytes[255]], [scale.words[0], scale.words[128], 0])
  assert.equal(bytes[127], scale.words[Math.round((2 * (127 / 254) ** 2 / 4) * 255)], "its own power")
  const halves = formerTable(scale, "f2", now, then)
  assert.deepEqual([halves[0], halves[0x3c00], halves[0x7e00]], [scale.words[0], scale.words[128], 0])
  const same = formerTable(scale, "c1", now, now)
  assert.deepEqual(same, codeTable(scale, "c1", 1), "of one range it is the usual one")
})
