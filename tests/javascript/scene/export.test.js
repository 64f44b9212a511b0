import assert from "node:assert/strict"
import { before, test } from "node:test"
import { sheet, theme, written } from "../paper.js"
import { openPage } from "../screen.js"

let compose

before(async () => {
  openPage()
  compose = (await import("../../../playground/static/scene/export.js")).compose
})

/** The file of a picture of 200 by 100 pixels at a frame. */
function filed(frame, more = {}) {
  const header = { layers: [{}], badge: "", captions: [], ...more }
  return compose({ timeline: { frame, element: { hidden: true } }, root: {},
    drawn: { theme, header, seen: [{ kind: "points", name: "model", color: 0 }] },
    paintOn: () => ({ width: 200, height: 100 }) }, sheet)
}

const texts = (file) => written(file.context).map(({ text }) => text)

test("a file says the badge, the legend and the caption of its frame", () => {
  const captions = ["First this.", "Then that."]
  assert.deepEqual(texts(filed(1, { captions, badge: "exact" })), ["exact", "model", "Then that."])
  assert.deepEqual(texts(filed(0, { captions })), ["model", "First this."])
  assert.deepEqual(texts(filed(0)), ["model"])
})

test("a long caption is written in lines that fit, under the picture and in the middle of it", () => {
  const long = "A caption of so many words that one line has no room for them."
  const file = filed(0, { captions: [long] })
  const lines = written(file.context).slice(1)
  assert.equal(lines.map(({ text }) => text).join(" "), long)
  assert.ok(lines.length > 1)
  for (const { text, x, y } of lines) {
    assert.ok(6 * text.length <= 200)
    assert.equal(x, 16 + 100)
    assert.ok(y > 16 + 17 + 100 && y < file.height - 16)
  }
})

test("all frames are of one size, as an animation needs them", () => {
  const captions = ["Short.", "A caption of so many words that one line has no room for them.", ""]
  assert.equal(new Set(captions.map((_, frame) => filed(frame, { captions }).height)).size, 1)
  assert.ok(filed(0, { captions }).height > filed(0).height)
})
