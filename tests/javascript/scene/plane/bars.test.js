import assert from "node:assert/strict"
import { test } from "node:test"
import { drawBars, roomBeside, roomInTitle, scalesOf } from "../../../../playground/static/scene/plane/bars.js"
import { called, paper, theme, written } from "../../paper.js"

const bar = { kind: "field", opacity: 1, scale: "diverging", name: "D(x)", unit: "", low: -0.5, high: 1, power: 1 }
const boxes = [0, 310].map((left) => ({ left, top: 100, width: 300, height: 300 }))
const two = { panels: [{}, {}] }

test("over two planes the one bar lies at the end of the last one's title, with its ends", () => {
  const drawn = paper()
  drawBars(drawn, two, [bar], boxes, 900, theme)
  assert.equal(roomBeside(two, [bar], 900, theme), 0)
  const taken = roomInTitle(two, [bar], boxes, 1, 900, theme)
  assert.ok(taken > 0)
  assert.equal(roomInTitle(two, [bar], boxes, 0, 900, theme), 0)
  const ends = written(drawn)
  assert.deepEqual(ends.map(({ text }) => text).sort(), ["1", "−0.5"])
  const at = (wanted) => ends.find(({ text }) => text === wanted).x
  assert.ok(at("−0.5") < at("1"), "the high end is on the right")
  for (const { x, y } of ends) assert.ok(x > 610 - taken && x < 610 && y < 100)
  const [{ values: [turned] }] = called(drawn, "rotate")
  assert.equal(turned, Math.PI / 2)
})

test("planes below each other have it over the first, with a name that the legend does not say", () => {
  const below = [{ left: 0, top: 100, width: 300, height: 300 }, { left: 0, top: 500, width: 300, height: 300 }]
  const drawn = paper()
  drawBars(drawn, two, [{ ...bar, unit: "nats" }], below, 900, theme)
  assert.ok(written(drawn).some(({ text, y }) => text === "nats" && y < 100))
  assert.ok(roomInTitle(two, [{ ...bar, unit: "nats" }], below, 0, 900, theme)
    > roomInTitle(two, [bar], below, 0, 900, theme))
})

test("on a phone the bar leaves the title its line", () => {
  assert.equal(roomInTitle(two, [bar], boxes, 1, 200, theme), 0)
  assert.ok(roomBeside(two, [bar], 200, theme) > 0)
})

test("a field whose colours need no bar has none", () => {
  assert.deepEqual(scalesOf([{ ...bar, bar: false }, bar], 900, theme), [bar])
})

test("beside one plane, and beside many, bars stand on the right", () => {
  for (const count of [0, 3]) {
    const header = { panels: Array.from({ length: count }, () => ({})) }
    assert.ok(roomBeside(header, [bar], 900, theme) > 0)
    assert.equal(roomInTitle(header, [bar], boxes, 1, 900, theme), 0)
  }
})

test("beside a single panel, too, the name of a bar has its room", () => {
  const [box] = boxes
  const drawn = paper()
  drawBars(drawn, { panels: [{}] }, [bar], [box], 900, theme)
  const name = written(drawn).find(({ text }) => text === "D(x)")
  const end = box.left + box.width + roomBeside({ panels: [{}] }, [bar], 900, theme)
  assert.ok(name.x + 9.5 < end, `${name.x} of ${end}`)
})
