// What Python packs is what the browser unpacks: blob.py writes the bytes and says what is in them.

import assert from "node:assert/strict"
import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before, test } from "node:test"
import { coordinates, decode, fieldValue, keyOf, Recording } from
  "../../../../playground/static/scene/wire/blob.js"

const NOTHING = -99
const root = new URL("../../../..", import.meta.url).pathname
let folder
let told
let unpacked

before(() => {
  folder = mkdtempSync(join(tmpdir(), "blob-"))
  execFileSync(process.env.PYTHON, ["-m", "tests.javascript.blob", folder], { cwd: root })
  told = JSON.parse(readFileSync(join(folder, "values.json"), "utf8"))
  unpacked = (name) => decode(new Uint8Array(readFileSync(join(folder, `${name}.bin`))))
})
after(() => rmSync(folder, { recursive: true }))

const layer = (header, name) => header.layers.find((one) => one.name === name)

function agrees(found, wanted, tolerance) {
  wanted.forEach((value, i) => {
    if (value === NOTHING) assert.ok(Number.isNaN(found[i]), `${i}`)
    else assert.ok(Math.abs(found[i] - value) <= tolerance, `${i}: ${found[i]} for ${value}`)
  })
}

test("points and fields come back within a step of their codes", () => {
  const header = unpacked("first")
  const { xy } = layer(header, "samples")
  const { values } = layer(header, "density")
  assert.deepEqual(values.shape, [3, 6])
  for (const frame of [0, 1]) {
    agrees(coordinates(xy.at(frame)), told.points[frame].flat(), 3.1 / 65534)
    const array = values.at(frame)
    const cells = told.field[frame].flat()
    agrees(cells.map((_, k) => fieldValue(values.type, array, k)), cells, 8 / 254)
  }
  assert.deepEqual(header.window, [-2, 2, -1, 3])
})

test("a recording grows by what is sent later, and says what it lacks", () => {
  const recording = new Recording()
  assert.equal(recording.accept(unpacked("more")), 0, "the first two frames are asked for")
  assert.equal(recording.accept(unpacked("first")), null)
  const header = unpacked("more")
  assert.equal(recording.accept(header), null)
  assert.deepEqual(recording.times, [0, 1, 2, 3])
  const { xy } = layer(header, "samples")
  for (const frame of [0, 1, 2, 3]) {
    agrees(coordinates(xy.at(frame)), told.points[frame].flat(), 3.1 / 65534)
  }
  const another = unpacked("first")
  another.identity = "another run"
  recording.accept(another)
  assert.deepEqual(recording.times, [0, 1], "nothing of one run is left in another")
})

test("the power of a field's colours is undone, in either precision", () => {
  const bytes = { data: Uint8Array.of(0, 127, 254, 255), low: 1, high: 5, power: 0.5 }
  agrees([0, 1, 2, 3].map((k) => fieldValue("c1", bytes, k)), [1, 2, 5, NOTHING], 1e-9)
  const halves = { data: Uint16Array.of(0, 0x3800, 0x3c00), low: 1, high: 5, power: 0.5 }
  agrees([0, 1, 2].map((k) => fieldValue("f2", halves, k)), [1, 3, 5], 1e-9)
})

test("layers of one name in two panels are two", () => {
  assert.notEqual(keyOf({ panel: 0, name: "real" }), keyOf({ panel: 1, name: "real" }))
  assert.equal(keyOf({ panel: null, name: "real" }), "real")
})
