import assert from "node:assert/strict"
import { before, test } from "node:test"
import { openPage } from "../screen.js"

let weights

before(async () => {
  openPage()
  weights = await import("../../../playground/static/links/weights.js")
})

// Two columns of one row of matrices from two words to three.
const codes = Uint16Array.from([0, 65534, 32767, 1, 2, 65535, ...Array(6).fill(6553)])

test("a weight is its code's share, of the right matrix, row and column", () => {
  const all = new weights.Weights({ data: codes, low: 0, high: 1 }, [2, 1, 2, 3])
  assert.deepEqual([all.at([0, 0], 0, 0), all.at([0, 0], 0, 1)], [0, 1])
  assert.equal(all.at([0, 0], 0, 2), 0.5)
  assert.equal(all.at([0, 0], 1, 1), 2 / 65534)
  assert.ok(Number.isNaN(all.at([0, 0], 1, 2)), "no link at all")
  assert.ok(Math.abs(all.at([1, 0], 1, 2) - 0.1) < 1e-4)
})

test("a picture has a pixel for each link, its rows the words that look", () => {
  const all = new weights.Weights({ data: codes, low: 0, high: 1 }, [2, 1, 2, 3])
  const words = Uint32Array.from({ length: 256 }, (_, high) => 1000 + high)
  const image = all.image([0, 0], words)
  assert.deepEqual([image.width, image.height], [3, 2])
  const [{ values: [picture] }] = image.context.calls.filter(({ name }) => name === "putImageData")
  assert.deepEqual([...new Uint32Array(picture.data.buffer)], [1000, 1255, 1127, 1000, 1000, 0])
})

test("a weight is told with three digits, a link that is none with a dash", () => {
  assert.deepEqual([weights.told(0.12345), weights.told(Number.NaN)], ["0.123", "–"])
})
