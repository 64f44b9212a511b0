import assert from "node:assert/strict"
import { test } from "node:test"
import { drawAxes, margins } from "../../../../playground/static/scene/plane/axes.js"
import { drawBars, scalesOf } from "../../../../playground/static/scene/plane/bars.js"
import { View } from "../../../../playground/static/scene/plane/view.js"
import { paper, theme, written } from "../../paper.js"

const numbers = (texts) => texts.map(({ text, ...at }) =>
  ({ value: Number(text.replace("−", "-")), ...at })).filter(({ value }) => !Number.isNaN(value))

const ADVANCE = { "−": 0.838, ".": 0.318 } // of DejaVu Sans, the widest usual font; a digit has .636
const printed = (text) => 8.2 * [...text].reduce((wide, sign) => wide + (ADVANCE[sign] ?? 0.636), 0)

test("a colour bar has its low end below and its ticks where their colours are", () => {
  const boxes = [{ left: 0, top: 100, width: 300, height: 200 }]
  for (const power of [1, 0.5]) {
    const drawn = paper()
    const layer = { kind: "field", opacity: 1, scale: "diverging", name: "D(x)", unit: "", low: 0,
      high: 1, power }
    drawBars(drawn, { panels: [] }, [layer], boxes, 900, theme)
    const marks = numbers(written(drawn))
    assert.ok(marks.length >= 3)
    for (const { value, y } of marks) assert.ok(Math.abs(y - (300 - 200 * value ** power)) < 1e-6)
    const [{ values: [colours, , top, , height] }] = drawn.calls.filter(({ name }) =>
      name === "drawImage")
    assert.deepEqual([colours, top, height], ["the diverging colours", 100, 200])
    assert.ok(written(drawn).some(({ text }) => text === "D(x)"))
  }
})

test("ticks of the axes stand at their values, and the names are said", () => {
  const view = new View()
  view.setHome([-1.5, 1.5, 0, 6])
  view.place([{ left: 50, top: 10, width: 300, height: 300 }], false)
  const drawn = paper()
  drawAxes(drawn, { axes: true, panels: [], x_label: "time", y_label: "error" }, view, 600, theme)
  const marks = numbers(written(drawn))
  const below = marks.filter(({ y }) => y > 310)
  const beside = marks.filter(({ x }) => x < 50)
  assert.equal(below.length + beside.length, marks.length)
  for (const { value, x } of below) assert.ok(Math.abs(x - view.px(value)) < 1e-6)
  for (const { value, y } of beside) assert.ok(Math.abs(y - view.py(value)) < 1e-6)
  assert.ok(["time", "error"].every((name) => written(drawn).some(({ text }) => text === name)))
})

test("numbers stand only in the part of the plane that is measured", () => {
  const view = new View()
  view.setHome([-1.5, 1.5, -6, 6])
  view.place([{ left: 50, top: 10, width: 300, height: 300 }], false)
  const drawn = paper()
  const header = { axes: true, panels: [], x_label: "", y_label: "", measured: [-1, 1, 0, 6] }
  drawAxes(drawn, header, view, 600, theme)
  const marks = numbers(written(drawn))
  const [below, beside] = [marks.filter(({ y }) => y > 310), marks.filter(({ x }) => x < 50)]
  assert.ok(below.length && below.every(({ value }) => Math.abs(value) <= 1))
  assert.ok(beside.length && beside.every(({ value }) => value >= 0))
})

test("layers of one scale share a bar, a picture has none, a phone has room for one", () => {
  const layer = (scale, low, high) => ({ scale, low, high, power: 1, unit: "" })
  const all = [layer("diverging", 0, 1), layer("diverging", 0, 1), layer("sequential", 0, 9),
    layer("ink", 0, 1), layer(undefined)]
  assert.equal(scalesOf(all, 900, theme).length, 2)
  assert.equal(scalesOf(all, 250, theme).length, 1)
  const [header, [bar, , other]] = [{ panels: [], axes: true, window: [0, 1, 0, 1] }, all]
  assert.ok(margins(header, [bar, other], 900, 600, theme).bars > margins(header, [bar], 900, 600, theme).bars)
})

test("long numbers have the room that they need", () => {
  const needed = (low, high, size = 10) =>
    margins({ panels: [], axes: true, window: [0, 1, low, high] }, [], 900, 600, { ...theme, size }).left
  assert.ok(needed(-0.00125, 0.00125) > needed(-1, 1) + 12)
  assert.ok(needed(-1, 1, 24) > 24 * 0.64 * "−1.0".length)
})

test("the numbers beside a high plane are as wide as their room, and none is pressed together", () => {
  for (const high of [200, 400, 700, 1000]) {
    const window = [0, 1, -0.9, 4.3]
    const header = { axes: true, panels: [], window, x_label: "x", y_label: "y" }
    const { left, top, bottom } = margins(header, [], 900, high, theme)
    const view = new View()
    view.setHome(window)
    view.place([{ left, top, width: 600, height: high - top - bottom }], false)
    const drawn = paper()
    drawAxes(drawn, header, view, 900, theme)
    const texts = drawn.calls.filter(({ name }) => name === "fillText").map(({ values }) => values)
    const beside = texts.filter(({ length }) => length === 4) // those that have a room
    assert.ok(beside.length > 2)
    for (const [text, x, , most] of beside) {
      const wide = printed(text)
      assert.ok(wide <= most + 1e-9, `${text} is pressed into ${most} of ${wide}`)
      assert.ok(x - most >= 0, "and no number leaves the paper")
    }
  }
})

test("beside each other planes have no numbers beyond their edges, and as much room as those that are drawn", () => {
  const header = { axes: true, panels: [{}, {}], window: [-1.5, 1.5, -1.5, 1.5] }
  const view = new View()
  view.setHome(header.window)
  view.place([{ left: 50, top: 30, width: 300, height: 300 }, { left: 360, top: 30, width: 300,
    height: 300 }], true)
  const drawn = paper()
  drawAxes(drawn, header, view, 900, theme)
  const below = numbers(written(drawn)).filter(({ y }) => y > 330)
  assert.ok(below.some(({ value }) => value === -1.5) && below.some(({ value }) => value === 1.5))
  for (const { text, x } of written(drawn).filter(({ y }) => y > 330)) {
    const half = printed(text) / 2
    assert.ok(x - half >= 50 - 1e-6 && x + half <= 350 + 1e-6, `${text} at ${x}`)
  }
  const left = (high) => margins(header, [], 900, high, theme).left
  assert.ok(left(150) < left(900), "few numbers are short ones")
})
