import assert from "node:assert/strict"
import { test } from "node:test"
import { labels } from "../../../../playground/static/scene/drawing/words.js"
import { called, paper, theme } from "../../paper.js"

/** The words of a layer as they are written in a plane of 100 units and so many pixels. */
function told(texts, places, { width = 1000, room = null, size = 10 } = {}) {
  const drawn = paper()
  const px = (x) => (x / 100) * width
  const view = { box: { left: 0, top: 0, width, height: 200 }, px, pixels: (xy) => xy.map((at, n) => (n % 2 ? at : px(at))) }
  const track = { at: () => ({ data: Float32Array.from(places.flat()), shape: [places.length, 2] }) }
  labels(drawn, { texts, room, xy: track }, { frame: 0, view, theme: { ...theme, size } })
  return called(drawn, "fillText").map(({ values: [text, x, y], font }) =>
    ({ text, x, y, high: Number.parseFloat(font.slice(4)) }))
}

const ROW = [[30, 5], [50, 5], [70, 5]]
const NAMES = ["football", "opera", "football"]

test("words of a line stay apart: where there is little room, all are written smaller", () => {
  assert.deepEqual(told(NAMES, ROW).map(({ high }) => high), [8.5, 8.5, 8.5])
  const small = told(NAMES, ROW, { width: 160 })
  assert.ok(small.every(({ high }) => high < 8.5 && high >= 0.6 * 8.5))
  const share = small[0].high / 8.5
  for (const [n, { x, text }] of small.slice(1).entries()) {
    const wide = 6 * share * (text.length + small[n].text.length) / 2 // as the paper measures
    assert.ok(x - small[n].x > wide, `${small[n].text} and ${text} touch`)
  }
  const below = [[30, 5], [50, 25], [70, 45]]
  assert.equal(told(NAMES, below, { width: 160 })[0].high, 8.5, "each has a line of its own")
})

test("words under each other are written smaller where their lines are close", () => {
  const column = (step) => told(NAMES, NAMES.map((_, n) => [50, 20 + step * n]))[0].high
  assert.equal(column(10), 8.5)
  assert.ok(column(7) < 8.5 && column(7) <= 7)
})

test("a word whose place is inside is inside as a whole", () => {
  const [corner] = told(["opera"], [[0, 0]])
  assert.ok(corner.x >= 15 && corner.y >= 0.5 * 8.5)
  const [end] = told(["opera"], [[100, 200]])
  assert.ok(end.x <= 985 && end.y <= 200 - 0.5 * 8.5)
  const [beyond] = told(["opera"], [[50, -4]])
  assert.equal(beyond.y, -4, "this one is moved out of the picture")
})

test("a word is no longer than its room, as long as it can be read", () => {
  assert.equal(told(["12 Class. perf."], [[50, 5]], { room: 20 })[0].high, 8.5)
  const [{ high }] = told(["12 Class. perf."], [[50, 5]], { room: 8 })
  assert.ok(Math.abs(high / 8.5 - 80 / 90) < 1e-6)
  assert.equal(told(["12 Class. perf."], [[50, 5]], { room: 0.1 })[0].high, 0.6 * 8.5)
})

test("words at one place, and words of a projector, are as large as ever", () => {
  assert.equal(told(["now", "said"], [[50, 5], [50, 5]])[0].high, 8.5)
  assert.equal(told(["now", "said"], [[50, 5], [50.8, 5]])[0].high, 8.5, "they pass each other")
  assert.equal(told(NAMES, ROW, { width: 160, size: 30 })[0].high, 24)
})
