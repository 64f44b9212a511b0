import assert from "node:assert/strict"
import { test } from "node:test"
import { drawSwatch, named, SWATCH } from "../../../../playground/static/scene/legend/legend.js"

/** A context that notes the stops of its ramp, and the colours that lines and areas have. */
function sheet() {
  const stops = []
  const seen = []
  const context = new Proxy({ stops, seen }, {
    get: (known, name) => {
      if (name === "createLinearGradient") {
        return (...ends) => ({ ends, addColorStop: (place, css) => stops.push({ place, css }) })
      }
      if (name === "fill" || name === "stroke") {
        return () => seen.push(name === "fill" ? known.fillStyle : known.strokeStyle)
      }
      return name in known ? known[name] : () => {}
    },
    set: (known, name, value) => {
      known[name] = value
      return true
    },
  })
  return context
}

const css = Array.from({ length: 256 }, (_, i) => `colour ${i}`)
const theme = { text: "black", border: "grey", categorical: ["red", "green"],
  sequential: { css }, classes: ["one", "two"] }

test("the ramp of a field runs from its low end on the left to its high end", () => {
  const drawn = sheet()
  drawSwatch(drawn, { kind: "field", scale: "sequential" }, theme)
  const { stops } = drawn
  assert.deepEqual([stops[0], stops.at(-1)],
    [{ place: 0, css: "colour 0" }, { place: 1, css: "colour 254" }])
  assert.ok(stops.every(({ css: name, place }, i) => !i || (place > stops[i - 1].place
    && Number(name.slice(7)) > Number(stops[i - 1].css.slice(7)))))
  assert.deepEqual(drawn.fillStyle.ends, [0, 0, SWATCH.width, 0])
})

test("a word has the colour of its concept, and dashes where its line has them", () => {
  for (const [color, expected] of [[0, "red"], [1, "green"]]) {
    for (const kind of ["points", "paths", "arrows", "handles"]) {
      const drawn = sheet()
      drawSwatch(drawn, { kind, color, width: 2, dashed: false }, theme)
      assert.ok(drawn.seen.length && drawn.seen.every((each) => each === expected), kind)
    }
  }
})

test("in panels one word stands for all its namesakes", () => {
  const layers = [{ name: "a", n: 1 }, { name: "b", n: 2 }, { name: "a", n: 3 }]
  assert.deepEqual(named(layers).map(({ n }) => n), [1, 2])
})
