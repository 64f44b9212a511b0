import assert from "node:assert/strict"
import { test } from "node:test"
import { animated } from "../../../playground/static/take_home/webp.js"

const letters = (bytes) => String.fromCharCode(...bytes)
const little = (bytes) => bytes.reduce((sum, byte, k) => sum + byte * 256 ** k, 0)

/** The chunks of a file from a place on: their names and contents. */
function chunksOf(file, from) {
  const found = []
  for (let at = from; at < file.length;) {
    const size = little(file.subarray(at + 4, at + 8))
    found.push([letters(file.subarray(at, at + 4)), file.subarray(at + 8, at + 8 + size)])
    at += 8 + size + (size % 2)
  }
  return found
}

const still = (pixels) => Uint8Array.from([...Buffer.from("RIFF"), 0, 0, 0, 0, ...Buffer.from("WEBPVP8 "),
  pixels.length, 0, 0, 0, ...pixels, ...Array(pixels.length % 2).fill(0)])

test("frames follow each other with their sizes, times and pixels", () => {
  const file = animated([still([1, 2, 3]), still([4, 5])], [40, 1500], 300, 200)
  assert.equal(letters(file.subarray(0, 4)), "RIFF")
  assert.equal(little(file.subarray(4, 8)), file.length - 8)
  const chunks = chunksOf(file, 12)
  assert.deepEqual(chunks.map(([name]) => name), ["VP8X", "ANIM", "ANMF", "ANMF"])
  assert.deepEqual([little(chunks[0][1].subarray(4, 7)), little(chunks[0][1].subarray(7, 10))], [299, 199])
  for (const [n, [duration, pixels]] of [[40, [1, 2, 3]], [1500, [4, 5]]].entries()) {
    const content = chunks[2 + n][1]
    assert.equal(little(content.subarray(12, 15)), duration)
    const [[name, inside]] = chunksOf(content, 16)
    assert.deepEqual([name, [...inside]], ["VP8 ", pixels])
  }
})
