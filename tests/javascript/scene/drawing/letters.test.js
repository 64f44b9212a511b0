import assert from "node:assert/strict"
import { test } from "node:test"
import { letters, linesOf } from "../../../../playground/static/scene/drawing/letters.js"
import { numbersOf } from "../../../../playground/static/scene/voice/numbers.js"
import { paper, theme, written } from "../../paper.js"

const frames = [[0, 1, 2, NaN], [1, 1, 1, 1]] // by rows, the lowest first
const layer = { kind: "letters", name: "it writes", alphabet: "ab ", extent: [0, 2, 1, 3],
  codes: { shape: [2, 2], at: (frame) => frames[frame] && { data: Float32Array.from(frames[frame]) } } }
const view = { px: (x) => 10 + 20 * x, py: (y) => 100 - 30 * y }

test("the lines of a table are read from the top, an empty cell as a blank", () => {
  assert.deepEqual(linesOf(layer, 0), ["  ", "ab"])
  assert.deepEqual(linesOf(layer, 1), ["bb", "bb"])
  assert.deepEqual(linesOf(layer, 2), [])
})

test("each character stands in the middle of its cell, and blanks are not written", () => {
  const drawn = paper()
  letters(drawn, layer, { frame: 0, view, theme })
  assert.deepEqual(written(drawn), [{ text: "a", x: 20, y: 55 }, { text: "b", x: 40, y: 55 }])
  const { font, fillStyle, textAlign, textBaseline } = drawn.calls[0]
  assert.equal(parseFloat(font), 0.74 * 30)
  assert.match(font, /monospace$/)
  assert.deepEqual([fillStyle, textAlign, textBaseline], ["black", "center", "middle"])
})

test("where cells are narrow the characters are small enough for them", () => {
  const drawn = paper()
  letters(drawn, layer, { frame: 1, view: { ...view, px: (x) => 4 * x }, theme })
  assert.equal(parseFloat(drawn.calls[0].font), 1.55 * 4)
})

test("who cannot see the table hears its lines", () => {
  assert.deepEqual(numbersOf([layer], 1, {}), ["it writes: bb / bb."])
  assert.deepEqual(numbersOf([layer], 2, {}), [])
})
