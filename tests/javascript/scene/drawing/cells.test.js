import assert from "node:assert/strict"
import { test } from "node:test"
import { paper, theme, written } from "../../paper.js"
import { openPage } from "../../screen.js"

openPage() // for the colours, which are read when the module is
const { numbered } = await import("../../../../playground/static/scene/drawing/cells.js")

const values = [[-0.04, 1.5], [NaN, -1]] // by rows, the lowest first
const ramp = Array.from({ length: 256 }, (_, i) => (i < 128 ? "#ffffff" : "#000000"))
const layer = { scale: "diverging", low: -2, high: 2, power: 1, digits: 1,
  values: { type: "c1", shape: [2, 2] } }
const codes = { low: -2, high: 2, power: 1, data: Uint8Array.from(values.flat(), (value) =>
  (Number.isNaN(value) ? 255 : Math.round(((value + 2) / 4) * 254))) }
const look = { ...theme, text: "#000000", background: "#ffffff", diverging: { css: ramp } }

test("every cell has its value in its middle, in the ink that is seen on its colour", () => {
  const drawn = paper()
  numbered(drawn, layer, codes, [100, 50, 80, 40], look)
  const texts = written(drawn).filter(({ text }) => text)
  assert.deepEqual(texts, [
    { text: "0.0", x: 120, y: 80 }, { text: "1.5", x: 160, y: 80 }, { text: "−1.0", x: 160, y: 60 }])
  const inks = drawn.calls.filter(({ name, values: [text] }) => name === "fillText" && text)
  assert.deepEqual(inks.map(({ fillStyle }) => fillStyle), ["#000000", "#ffffff", "#000000"])
})

test("nothing is written where cells are too small to be read", () => {
  const drawn = paper()
  numbered(drawn, layer, codes, [0, 0, 30, 30], look)
  assert.deepEqual(written(drawn), [])
})
