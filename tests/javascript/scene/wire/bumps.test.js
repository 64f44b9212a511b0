import assert from "node:assert/strict"
import { test } from "node:test"
import { Bumps, onLine, onPlane } from "../../../../playground/static/scene/wire/bumps.js"
import { place } from "../../../../playground/static/scene/wire/shared.js"

const normal = (z, h) => Math.exp(-0.5 * (z / h) ** 2) / (h * Math.sqrt(2 * Math.PI))
const near = (found, wanted, tolerance = 1e-7) =>
  assert.ok(Math.abs(found - wanted) <= tolerance, `${found} for ${wanted}`)
const places = Float64Array.from({ length: 81 }, (_, i) => -2 + i / 20)
const array = (data, shape) => ({ shape, at: () => ({ data: Float32Array.from(data) }) })

test("a graph is the mean of the bumps of all points", () => {
  const points = [-1.5, 0.25, 0.3, 5]
  for (const h of [0.07, 0.5, 3]) {
    const heights = onLine(points, h, places)
    places.forEach((x, i) => {
      const exact = points.reduce((sum, point) => sum + normal(x - point, h), 0) / points.length
      near(heights[i], exact)
    })
  }
})

test("a field is the mean of round bumps, the lowest row first", () => {
  const points = [-1, 0.5, 0.75, -0.25]
  const [x, y] = [places.slice(0, 41), places.slice(20, 61)]
  const heights = onPlane(points, 0.4, x, y)
  for (const [j, i] of [[0, 0], [10, 30], [40, 7]]) {
    const exact = (normal(x[i] + 1, 0.4) * normal(y[j] - 0.5, 0.4)
      + normal(x[i] - 0.75, 0.4) * normal(y[j] + 0.25, 0.4)) / 2
    near(heights[j * x.length + i], exact)
  }
})

const graph = (each = 0) => new Bumps({
  bumps: array([0, 1], [2, 1]), handles: "h", start: [[0.5, 0]], extent: [-1, 2, 0, 1],
  cells: 31, each,
})

test("it follows the handle, and is the same object while that stands still", () => {
  const bumps = graph()
  const first = bumps.at()
  near(first.data[2 * 10 + 1], (normal(0, 0.5) + normal(1, 0.5)) / 2, 1e-6)
  assert.equal(bumps.at(), first)
  place("h", [[0.25, 0]])
  near(bumps.at().data[2 * 10 + 1], (normal(0, 0.25) + normal(1, 0.25)) / 2, 1e-6)
  place("h", null)
})

test("single bumps are as high as they are in the sum", () => {
  const { shape } = graph(2)
  assert.deepEqual(shape, [2, 31])
  const { data } = graph(2).at()
  near(data[2 * (31 + 20) + 1], normal(0, 0.5) / 2, 1e-6)
})

test("without a positive bandwidth there is nothing to draw", () => {
  place("h", [[0, 0]])
  assert.ok(Number.isNaN(graph().at().data[1]))
  place("h", null)
})
