import assert from "node:assert/strict"
import { before, test } from "node:test"
import { called } from "../paper.js"
import { openPage } from "../screen.js"

let colour

before(async () => {
  openPage()
  colour = await import("../../../playground/static/component/theme.js")
})

test("a ramp runs from its first stop to its last, through those between", () => {
  const { css, words } = colour.ramp(["#000000", "#ff0000", "#ffffff"])
  assert.equal(css[0], "rgb(0,0,0)")
  assert.equal(css[255], "rgb(255,255,255)")
  assert.equal(css.length, 256)
  const red = css.map((each) => Number(each.match(/\d+/)[0]))
  assert.ok(red.every((value, i) => !i || value >= red[i - 1]))
  assert.equal(words[255], 0xffffffff, "opaque, red lowest")
  assert.equal(words[128] & 0xff, 255)
})

test("the column of a ramp has its last colour above and its first below", () => {
  const { css, column } = colour.ramp(["#000000", "#ffffff"])
  const rows = called(column.context, "fillRect").map(({ values: [, y], fillStyle }) => [y, fillStyle])
  assert.deepEqual(rows.find(([y]) => y === 0), [0, css[255]])
  assert.deepEqual(rows.find(([y]) => y === 255), [255, css[0]])
})

test("another look of anything is another theme, and none is the former one itself", () => {
  const style = { fontSize: "16px", fontFamily: "Serif",
    getPropertyValue: (name) => style[name] ?? (name.includes("chart") ? "#000000,#ffffff" : "#000000") }
  globalThis.getComputedStyle = () => style
  let theme = colour.readTheme({}, null)
  assert.equal(colour.readTheme({}, theme), theme)
  const changes = { fontFamily: "Sans", fontSize: "20px", "--st-background-color": "#ffffff",
    "--st-secondary-background-color": "#eeeeee", "--st-chart-sequential-colors": "#000000,#ff0000" }
  for (const [name, value] of Object.entries(changes)) {
    style[name] = value
    const next = colour.readTheme({}, theme)
    assert.notEqual(next, theme, name)
    theme = next
  }
  assert.deepEqual([theme.font, theme.size, theme.background, theme.secondary],
    ["Sans", 20, "#ffffff", "#eeeeee"])
})
