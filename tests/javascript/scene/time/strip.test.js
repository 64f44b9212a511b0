import assert from "node:assert/strict"
import { before, test } from "node:test"
import { called, sheet, theme, written } from "../../paper.js"
import { openPage } from "../../screen.js"

const WIDTH = 500
let Strip

before(async () => {
  openPage()
  Strip = (await import("../../../../playground/static/scene/time/strip.js")).Strip
})

/** What a strip of some curves draws: still things first, then what moves with the frame. */
function drawn(curves, { frame = 0, count = 5, width = WIDTH } = {}) {
  const strip = new Strip({ frame, count, words: () => "", seek: () => {} })
  const whole = curves.map(({ numbers, ...more }, color) => ({ name: `curve ${color}`, color, floor: null,
    floor_name: "", log: false, wanted: null, ...more,
    values: { frames: numbers.map((number) => ({ data: [number] })) } }))
  strip.update({ curves: whole }, count)
  const made = []
  strip.picture(theme, width, () => {
    made.push(sheet())
    return made.at(-1)
  })
  const [moving, still] = made
  return { still: still.context, moving: moving.context }
}

/** The corners of the curve in a colour. */
const corners = ({ calls }, colour) => calls.filter(({ name, strokeStyle }) =>
  strokeStyle === colour && (name === "moveTo" || name === "lineTo")).map(({ values }) => values)

test("time runs to the right and a larger value stands higher", () => {
  const points = corners(drawn([{ numbers: [1, 2, 3, 4, 5] }]).still, "red")
  assert.equal(points.length, 5)
  points.slice(1).forEach(([x, y], i) => assert.ok(x > points[i][0] && y < points[i][1]))
  const [first, last] = [points[0], points[4]]
  assert.ok(first[0] < 20 && last[0] > WIDTH - 20, "from end to end")
})

test("a logarithmic strip has equal distances for equal factors", () => {
  const heights = corners(drawn([{ numbers: [1, 10, 100, 1000, 10000], log: true }]).still, "red")
    .map(([, y]) => y)
  const steps = heights.slice(1).map((y, i) => y - heights[i])
  for (const step of steps) assert.ok(Math.abs(step - steps[0]) < 1e-9 && step < 0)
})

test("a hole parts a curve, and its floor is a dashed line at its value", () => {
  const { still } = drawn([{ numbers: [4, Number.NaN, 2, 1, 1], floor: 1, floor_name: "H" }])
  assert.equal(corners(still, "red").length, 4)
  const floor = corners(still, "black")
  const [, atOne] = corners(still, "red").at(-1)
  assert.deepEqual(floor.map(([, y]) => y), [atOne, atOne])
  const line = still.calls.filter(({ name, strokeStyle }) => name === "stroke" && strokeStyle === "black")
  assert.equal(line.length, 1)
  assert.ok(written(still).some(({ text, y }) => text === "H 1" && y < atOne && atOne - y < 12))
})

test("the greatest number is written above the least", () => {
  const words = written(drawn([{ numbers: [1, 2, 3, 4, 5], wanted: [1, 5] }]).still)
  const height = (wanted) => words.find(({ text }) => text === wanted).y
  assert.ok(height("5") < height("1"))
})

test("where something is counted all numbers are whole, and nowhere else", () => {
  const said = ({ still, moving }) => [...written(still), ...written(moving)].map(({ text }) => text)
  const modes = { numbers: [3, 5, 8, Number.NaN, -7], floor: 8, floor_name: "all" }
  assert.deepEqual(said(drawn([modes], { frame: 1 })), ["all 8", "curve 0 5"])
  assert.ok(said(drawn([modes], { frame: 4 })).includes("curve 0 −7"))
  assert.deepEqual(said(drawn([{ ...modes, floor: 7.5 }], { frame: 1 })), ["all 7.50", "curve 0 5.00"])
  const both = said(drawn([{ numbers: [3, 5, 5, 4, 5] }, { numbers: [3, 4.5, 5, 4, 5] }], { frame: 1 }))
  assert.deepEqual(both, ["5.00", "3.00", "curve 0 5", "curve 1 4.50"])
})

test("a floor stands under its line at the top, and no number of the axis lies on its word", () => {
  const { still } = drawn([{ numbers: [3, 5, 8, 6, 7], wanted: [0, 8], floor: 8, floor_name: "all" }])
  const [word, ...others] = written(still).map(({ text, y }) => ({ text, y }))
  assert.equal(word.text, "all 8")
  assert.ok(word.y > corners(still, "black")[0][1], "the words of the curves are over the line")
  assert.deepEqual(others, [], "8 is said once")
})

test("a floor that curves share is said once", () => {
  const floored = { floor: 1, floor_name: "H" }
  const said = written(drawn([{ numbers: [4, 3, 2, 1, 1], ...floored }, { numbers: [5, 4, 2, 2, 1], ...floored }]).still)
  assert.equal(said.filter(({ text }) => text === "H 1").length, 1)
})

test("two floors that are close are said beside each other", () => {
  const { still } = drawn([{ numbers: [3, 5, 5, 4, 5], floor: 5, floor_name: "R[0]" },
    { numbers: [1, 1, 1, 4, 4], floor: 4, floor_name: "σ²" }])
  const [one, other] = written(still)
  assert.ok(Math.abs(one.y - other.y) < 8, "on one height")
  assert.ok(other.x < one.x - 6 * one.text.length, "where the first has ended")
})

test("curves whose names have no room in one line have two", () => {
  const many = ["Nearest neighbours", "Histogram, α = 1", "Kernel", "Mixture"]
    .map((name) => ({ name, numbers: [1, 2, 3, 4, 5] }))
  const lines = (curves, width) => {
    const at = written(drawn(curves, { width }).moving)
    for (const { text, wide, x } of at) {
      assert.ok(wide > 0.75 * 6 * text.length, "hardly squeezed")
      assert.ok(x + wide <= width)
    }
    return new Set(at.map(({ y }) => y)).size
  }
  assert.deepEqual([lines(many, 900), lines(many, 340), lines(many.slice(2), 340)], [1, 2, 1])
})

test("the cursor stands at the frame, with each curve's own number there", () => {
  const { still, moving } = drawn([{ numbers: [1, 2, 3, 4, 5] }, { numbers: [9, 8, 7, 6, 5] }], { frame: 3 })
  const texts = written(moving).map(({ text }) => text)
  assert.deepEqual(texts, ["curve 0 4", "curve 1 6"])
  const dots = called(moving, "arc").map(({ values: [x, y] }) => [x, y])
  for (const [n, colour] of ["red", "green"].entries()) {
    assert.deepEqual(dots[n], corners(still, colour)[3], "on its curve")
  }
})
