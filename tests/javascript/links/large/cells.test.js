import assert from "node:assert/strict"
import { before, test } from "node:test"
import { called, paper, theme, written } from "../../paper.js"
import { openPage } from "../../screen.js"

let cells
let strokes
let Weights

before(async () => {
  openPage()
  cells = await import("../../../../playground/static/links/large/cells.js")
  strokes = await import("../../../../playground/static/links/large/strokes.js")
  Weights = (await import("../../../../playground/static/links/weights.js")).Weights
})

/** What is drawn of a matrix from two words to three. */
function drawn(more = {}) {
  const shares = [0, 1, 0.5, 0.25, 0.125, 0.75]
  const data = Uint16Array.from(shares, (share) => Math.round(65534 * share))
  const header = { sources: ["a", "b"], targets: ["x", "y", "z"], breaks: [] }
  return { header, weights: new Weights({ data, low: 0, high: 1 }, [1, 1, 2, 3]), matrix: [0, 0],
    pointed: null, locks: { sources: new Set(), targets: new Set() }, theme: { ...theme,
      background: "#ffffff", categorical: Array(7).fill("#000000") }, views: new Set(["matrix"]),
    height: 200, ...more }
}

test("words that look stand beside their rows, words looked at over their columns, inside the room", () => {
  const context = paper()
  const what = drawn()
  const at = cells.fitted(context, what, 300)
  assert.ok(at.left + at.width <= 300 && at.top + at.height <= 200 + 1e-9)
  cells.drawCells(context, at, what)
  const words = Object.fromEntries(written(context).filter(({ text }) => Number.isNaN(Number(text)))
    .map(({ text, x, y }) => [text, [x, y]]))
  assert.ok(words.a[1] > at.top && words.a[1] < at.top + at.cell)
  assert.ok(words.b[1] > at.top + at.cell && words.b[1] < at.top + 2 * at.cell)
  assert.ok(["a", "b"].every((word) => words[word][0] < at.left))
  assert.ok(["x", "y", "z"].every((word) => words[word][1] < at.top))
  for (const [j, word] of ["x", "y", "z"].entries()) {
    assert.ok(words[word][0] > at.left + j * at.cell && words[word][0] < at.left + (j + 1) * at.cell)
  }
})

test("on a page of vectors each cell is a square of its own weight's colour, and its number is there", () => {
  const context = paper({ Outline: class {} })
  const what = drawn()
  const at = cells.fitted(context, what, 300)
  cells.drawCells(context, at, what)
  const squares = called(context, "fillRect")
  assert.equal(squares.length, 6)
  const light = squares.map(({ fillStyle }) => Number(fillStyle.match(/\d+/)[0]))
  const order = [0, 4, 3, 2, 5, 1] // by weight, the least first: paper is white, all is black
  order.slice(1).forEach((n, i) => assert.ok(light[n] < light[order[i]], `${light}`))
  const numbers = written(context).filter(({ text }) => /\d/.test(text))
  const place = numbers.find(({ text }) => text === "0.75")
  assert.ok(place.x > at.left + 2 * at.cell && place.y > at.top + at.cell)
})

test("only what is locked is not dimmed, and what is pointed at has a frame", () => {
  const context = paper()
  const locks = { sources: new Set([1]), targets: new Set() }
  const what = drawn({ locks, pointed: { source: 0, target: 2 } })
  const at = cells.fitted(context, what, 300)
  cells.drawCells(context, at, what)
  assert.deepEqual(called(context, "fillRect").map(({ values }) => values), [[at.left, at.top, at.width, at.cell]])
  const frames = called(context, "strokeRect").slice(1).map(({ values }) => values)
  assert.deepEqual(frames, [[at.left, at.top, at.width, at.cell],
    [at.left + 2 * at.cell, at.top, at.cell, at.height]])
})

test("a line goes from its word to its word, bolder for more; a word alone has only its own", () => {
  const lines = (more) => {
    const context = paper()
    strokes.drawStrokes(context, drawn(more), 100, 20)
    const starts = called(context, "moveTo").map(({ values }) => values[1])
    return called(context, "bezierCurveTo").map(({ values, lineWidth }, n) =>
      ({ from: starts[n] / 20 - 0.5, to: values[5] / 20 - 0.5, lineWidth }))
  }
  const all = lines()
  assert.deepEqual(all.map(({ from, to }) => [from, to]), [[0, 1], [0, 2], [1, 0], [1, 1], [1, 2]])
  const widest = all.reduce((best, one) => (one.lineWidth > best.lineWidth ? one : best))
  assert.deepEqual([widest.from, widest.to], [0, 1])
  assert.deepEqual(lines({ pointed: { source: 1, target: null } }).map(({ from }) => from), [1, 1, 1])
  assert.deepEqual(lines({ pointed: { source: null, target: 2 } }).map(({ to }) => to), [2, 2])
  const locks = { sources: new Set([0]), targets: new Set([2]) }
  assert.deepEqual(lines({ locks }).map(({ from, to }) => [from, to]), [[0, 2]])
})
