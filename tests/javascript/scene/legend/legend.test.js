import assert from "node:assert/strict"
import { before, test } from "node:test"
import { called, paper, theme, written } from "../../paper.js"
import { openPage } from "../../screen.js"

let legends

before(async () => {
  openPage()
  legends = await import("../../../../playground/static/scene/legend/legend.js")
})

const swatch = (layer) => {
  const drawn = paper()
  legends.drawSwatch(drawn, { name: "layer", color: 1, ...layer }, theme)
  return drawn
}

test("a field's swatch runs from its low colour on the left to its high on the right", () => {
  for (const layer of [{ kind: "field", scale: "sequential" }, { kind: "points", scale: "diverging" },
    { kind: "polygons", scale: "sequential" }]) {
    const [{ fillStyle: { stops } }] = called(swatch(layer), "fill")
    assert.deepEqual(stops[0], [0, `${layer.scale} 0`])
    assert.equal(stops.at(-1)[0], 1)
    assert.ok(Number(stops.at(-1)[1].split(" ")[1]) >= 250)
    const places = stops.map(([, colour]) => Number(colour.split(" ")[1]))
    assert.deepEqual(places, [...places].sort((a, b) => a - b))
  }
})

test("a swatch has the colour and the form of what it stands for", () => {
  const painted = (layer, name) => called(swatch(layer), name)[0]
  assert.equal(painted({ kind: "points" }, "fill").fillStyle, "green")
  assert.equal(painted({ kind: "mesh" }, "stroke").strokeStyle, "green")
  assert.equal(painted({ kind: "arrows" }, "fill").fillStyle, "green")
  assert.equal(called(swatch({ kind: "points" }), "arc").length, 3, "some dots")
  assert.deepEqual(painted({ kind: "paths", width: 2, dashed: true }, "setLineDash").values, [[6, 4]])
  assert.deepEqual(painted({ kind: "paths", width: 2, dashed: false }, "setLineDash").values, [[]])
  const glyphs = swatch({ kind: "glyphs", texts: ["3", "8", "1"], classes: [0, 3, 1] })
  assert.deepEqual(written(glyphs).map(({ text }) => text), ["3", "8"])
  assert.deepEqual(called(glyphs, "fillText").map(({ fillStyle }) => fillStyle), ["c0", "c1"])
})

test("a word switches the layers of its name, and what is switched is told", () => {
  const told = []
  const legend = new legends.Legend(() => {}, (switched) => told.push(switched))
  const layers = ["real", "model", "real"].map((name, panel) =>
    ({ kind: "points", name, panel, color: 0, visible: name === "real" }))
  legend.update(layers, theme)
  const [line] = legend.element.children
  assert.deepEqual(line.children.map(({ words }) => words), ["real", "model"])
  const pressed = () => line.children.map((word) => word.getAttribute("aria-pressed"))
  assert.deepEqual(pressed(), ["true", "false"])
  for (const word of line.children) word.click()
  legend.update(layers, theme)
  assert.deepEqual(pressed(), ["false", "true"])
  assert.deepEqual(layers.map((layer) => legend.shows(layer)), [false, true, false])
  assert.deepEqual(told, [{ names: ["real"], serial: 1 }, { names: ["real", "model"], serial: 2 }])
  legend.take({ names: [], echo: 1 })
  assert.ok(legend.switched.size, "an older word of the page does not undo a newer press")
  legend.take({ names: [], echo: 2 })
  assert.equal(legend.switched.size, 0)
})

test("a swatch is drawn anew when a new header gives its layer another form", () => {
  const legend = new legends.Legend(() => {}, () => {})
  const layer = { kind: "paths", name: "path", color: 0, visible: true, width: 2, dashed: false }
  const take = (more) => {
    legend.take({ names: [], echo: 0 })
    legend.update([{ ...layer, ...more }], theme)
  }
  take({})
  const [{ context }] = legend.element.children[0].children[0].children
  const dashes = () => called(context, "setLineDash").filter(({ values: [each] }) => each.length).length
  take({ dashed: true })
  assert.equal(dashes(), 1)
  legend.update([{ ...layer, dashed: true }], theme)
  assert.equal(dashes(), 1, "and not with every frame")
})

test("words without room stand in the menu", () => {
  const legend = new legends.Legend(() => {}, () => {})
  const layers = Array.from({ length: 12 }, (_, i) =>
    ({ kind: "mesh", name: `layer ${i}`, panel: null, color: 0, visible: true }))
  legend.update(layers, theme) // 12 words of 50 pixels in 400
  const [, more, rest] = legend.element.children
  assert.equal(rest.children.length, 5)
  assert.equal(more.textContent, "+5")
  assert.deepEqual([rest.children[0].words, rest.children.at(-1).words], ["layer 7", "layer 11"])
})
