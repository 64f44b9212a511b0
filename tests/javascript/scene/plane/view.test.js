import assert from "node:assert/strict"
import { test } from "node:test"
import { digits3, ticks, View } from "../../../../playground/static/scene/plane/view.js"

/** A number as it is written, back again. */
function read(text) {
  const [mantissa, power = "0"] = text.replace("−", "-").split("×10")
  const digits = [...power].map((each) => "-0123456789"["⁻⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(each)] ?? each)
  return Number(`${mantissa}e${digits.join("")}`)
}

const close = (a, b) => a.forEach((each, i) => assert.ok(Math.abs(each - b[i]) < 1e-9, `${a} ${b}`))

function view(area = { left: 10, top: 20, width: 400, height: 200 }) {
  const one = new View()
  one.setHome([-2, 2, -1, 3])
  one.place([area], true)
  return one
}

test("with equal units a box is as large as fits, in the middle", () => {
  assert.deepEqual(view().box, { left: 110, top: 20, width: 200, height: 200 })
})

test("up is up, and a pixel and its point are each other's", () => {
  const one = view()
  assert.ok(one.py(3) < one.py(-1))
  close([one.px(-2), one.py(3)], [110, 20])
  close(one.at(one.px(0.3), one.py(1.7)), [0.3, 1.7])
  close([...one.pixels(Float32Array.of(0, 1))], [one.px(0), one.py(1)])
})

test("zooming keeps the point under the pointer, and ends", () => {
  const one = view()
  const [x, y] = [one.px(1), one.py(0)]
  one.zoom(3, x, y)
  close(one.at(x, y), [1, 0])
  assert.ok(one.moved)
  for (let i = 0; i < 50; i++) one.zoom(10, x, y)
  assert.ok(one.shown[1] - one.shown[0] >= 4 / 400 - 1e-9)
  one.reset()
  assert.ok(!one.moved)
})

test("panning carries the plane with the pointer", () => {
  const one = view()
  const point = one.at(200, 100)
  one.pan(30, -10)
  close(one.at(230, 90), point)
})

test("ticks are round, in order, inside, and told apart", () => {
  for (const [low, high] of [[0, 1], [-4.6, 4.6], [0, 0.47], [1e-9, 3e-9], [0, 3e7], [3.1, 8.2],
    [1e6, 1.3e6], [1e6, 1.004e6], [-2.0004e9, -2.0001e9]]) {
    const marks = ticks(low, high, 5)
    assert.ok(marks.length >= 2 && marks.length <= 12)
    assert.equal(new Set(marks.map(({ text }) => text)).size, marks.length)
    marks.forEach(({ value, text }, i) => {
      assert.ok(value >= low - 1e-9 * (high - low) && value <= high + 1e-9 * (high - low))
      assert.ok(!i || value > marks[i - 1].value)
      assert.ok(Math.abs(read(text) - value) <= 0.051 * (high - low))
    })
  }
  assert.ok(ticks(-1, 1, 2).some(({ text }) => text === "0" || text === "0.0"), "no −0")
})

test("however short an axis is, two ticks tell its scale", () => {
  for (const [low, high] of [[-4.6, 4.6], [-1.2, 4.9], [0, 0.47], [3.1, 8.2], [0.6, 1.9]]) {
    assert.ok(ticks(low, high, 1).length >= 2, `${low} ${high}`)
  }
})

test("on a long axis ticks are powers of ten", () => {
  assert.deepEqual(ticks(0, 2e6, 2).map(({ text }) => text), ["0", "1.0×10⁶", "2.0×10⁶"])
})

test("thousands are told apart as the counter tells them", () => {
  assert.deepEqual(ticks(-1000, 5000, 3).map(({ text }) => text), ["0", "2,000", "4,000"])
  assert.deepEqual(ticks(999, 1000.2, 4).map(({ text }) => text), ["999.0", "999.5", "1000.0"])
})

test("three digits, a true minus, and a dash for nothing", () => {
  assert.equal(digits3(-0.123456), "−0.123")
  assert.equal(digits3(0), "0")
  assert.equal(digits3(1234.5), "1,235")
  assert.equal(digits3(-999.7), "−1,000")
  assert.equal(digits3(2e-7), "2.00×10⁻⁷")
  assert.equal(digits3(-1.234e12), "−1.23×10¹²")
  assert.equal(digits3(NaN), "–")
})
