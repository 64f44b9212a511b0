import assert from "node:assert/strict"
import { test } from "node:test"
import { arrange, drawTitle } from "../../../../playground/static/scene/plane/panels.js"
import { called, paper, theme } from "../../paper.js"

const margin = { left: 10, right: 10, top: 10, bottom: 10, bars: 0 }
const scene = (count, equal = true, tall = 0.62) => ({ panels: Array(count).fill({ title: "" }), equal,
  window: [0, 1, 0, 1], tall })

test("panels stand in as many columns as make them largest, inside the room, apart", () => {
  const side = (count, room, high) => {
    const { areas, width, height } = arrange(scene(count), margin, room, high)
    assert.equal(areas.length, count)
    assert.ok(width <= room + 1e-9 && height <= high + 1e-9)
    areas.forEach((a, i) => areas.slice(i + 1).forEach((b) => assert.ok(
      a.left + a.width <= b.left || a.top + a.height <= b.top || b.left + b.width <= a.left)))
    return areas[0].width
  }
  assert.equal(side(4, 400, 400), 180)
  assert.equal(side(4, 1600, 400), 380, "four in a row where there is width for them")
  assert.ok(side(8, 1200, 600) > 200)
})

test("a plane without equal units fills the height it is given, and so does what is drawn on", () => {
  const { height, natural, areas } = arrange(scene(0, false), margin, 500, 900)
  assert.equal(height, 900)
  assert.equal(areas[0].height + margin.top + margin.bottom, height)
  assert.ok(natural < height, "where nothing says how high, it is as high as looks well")
  const table = arrange(scene(0, false, 1.5), margin, 500, 900)
  assert.equal(table.natural, 1.5 * (500 - margin.left - margin.right) + margin.top + margin.bottom)
})

test("only the first column has room for the numbers of the second axis", () => {
  const numbered = { ...margin, left: 40 }
  const alike = arrange(scene(2), numbered, 800, 600).areas
  const saved = arrange(scene(2), { ...numbered, beside: 10 }, 800, 600).areas
  assert.equal(saved[0].left, 40)
  assert.equal(saved[1].left, saved[0].left + saved[0].width + margin.right + 10)
  assert.ok(saved[0].width > alike[0].width)
})

test("planes that fill any room leave no place of it empty, squares are as large as they can be", () => {
  const rows = (equal) => new Set(arrange(scene(3, equal), margin, 1100, 560).areas.map(({ top }) => top)).size
  assert.equal(rows(false), 1)
  assert.equal(rows(true), 1)
  assert.equal(new Set(arrange(scene(3), margin, 700, 700).areas.map(({ top }) => top)).size, 2)
})

test("a title has one line where it fits, else two over its plane, and is not squeezed", () => {
  const lines = (title, width, taken = 0) => {
    const drawn = paper()
    drawTitle(drawn, { title, color: null }, { left: 0, top: 100, width }, taken, theme)
    return called(drawn, "fillText").map(({ values: [text, , y, wide], font }) => {
      assert.equal(wide, width - taken)
      return { text, y, high: Number.parseFloat(font.slice(4)) }
    })
  }
  const [whole] = lines("Random walk · KS 0.0199", 200)
  assert.deepEqual([whole.text, whole.high], ["Random walk · KS 0.0199", 9.5])
  const [smaller] = lines("Random walk · KS 0.0199", 125)
  assert.ok(smaller.high < whole.high && smaller.high > 8)
  for (const two of [lines("Random walk · KS 0.0199", 80), lines("Random walk · KS 0.0199", 200, 120)]) {
    assert.deepEqual(two.map(({ text }) => text), ["Random walk", "KS 0.0199"])
    assert.ok(two[1].y - two[0].y > two[0].high, "one below the other")
    assert.ok(two[0].y - two[0].high / 2 > 100 - 0.8 * 10 - 9.5 && two[1].y + two[1].high / 2 < 100)
  }
  assert.equal(lines("Neighbourhood", 40).length, 1)
})
