import assert from "node:assert/strict"
import { before, test } from "node:test"
import { View } from "../../../../playground/static/scene/plane/view.js"
import { called, paper, theme } from "../../paper.js"
import { openPage } from "../../screen.js"

let points

before(async () => {
  openPage()
  points = (await import("../../../../playground/static/scene/drawing/dots.js")).points
})

const cache = new Map()

/** The images that are copied for a layer with one point in the middle of a plane. */
function copied(colour, more = {}, moment = {}) {
  const view = new View()
  view.place([{ left: 0, top: 0, width: 100, height: 100 }], false)
  const context = paper()
  const layer = { kind: "points", name: "model", size: 3, opacity: 1,
    xy: { at: () => ({ data: Float32Array.from([0.5, 0.5, 9, 9, Number.NaN, 0]) }) }, ...more }
  points(context, layer, { frame: 0, view, theme, cache, ratio: 1, coloured: false, ...moment }, colour)
  return called(context, "drawImage").map(({ values: [image] }) => image)
}

test("a dot is drawn once and copied again, and what lies outside or nowhere is not", () => {
  const [image, ...others] = copied("red")
  assert.deepEqual(others, [])
  assert.deepEqual(copied("red"), [image])
  const fills = called(image.context, "fill").map(({ fillStyle }) => fillStyle)
  assert.deepEqual(fills, [theme.background, "red"], "a halo, and the dot")
})

test("namesakes of another colour or size, another theme and another screen have dots of their own", () => {
  const images = [copied("red"), copied("green"), copied("red", { size: 4 }),
    copied("red", {}, { theme: { ...theme } }), copied("red", {}, { ratio: 2 })].flat()
  assert.equal(new Set(images).size, images.length)
  assert.equal(called(images[1].context, "fill").at(-1).fillStyle, "green")
})

test("on a field a dot has a ring around it, and no halo", () => {
  const [ring, dot] = copied("red", {}, { coloured: true })
  assert.deepEqual(called(ring.context, "fill").map(({ fillStyle }) => fillStyle), [theme.background])
  assert.deepEqual(called(dot.context, "fill").map(({ fillStyle }) => fillStyle), ["red"])
})
