import assert from "node:assert/strict"
import { beforeEach, test } from "node:test"
import { Spots } from "../../../../playground/static/scene/pointer/spots.js"

const view = { px: (x) => 100 * x, py: (y) => -100 * y }
/** @type {any} */
let timeline
/** @type {[frame: number, scrubbing: boolean][]} */
let sought
/** @type {Spots} */
let spots

beforeEach(() => {
  sought = []
  timeline = { frame: 2, count: 4, playing: false,
    seek(frame, { scrubbing = false } = {}) {
      sought.push([frame, scrubbing])
      timeline.frame = frame
    } }
  spots = new Spots(view, timeline)
  spots.places = [[1, 0], [2, 0], [3, 0], [4, 0]]
})

test("the frame that is pointed at is shown while the pointer is there", () => {
  spots.point(105, 3)
  assert.deepEqual(sought, [[0, true]])
  spots.point(106, 3)
  assert.equal(sought.length, 1)
  spots.point(400, 0)
  assert.equal(timeline.frame, 3)
  spots.point(250, 0) // between two
  assert.deepEqual(sought.at(-1), [2, true])
})

test("a frame can be pointed at in several places", () => {
  spots.places.push([1, 1], [2, 1], [3, 1], [4, 1])
  spots.frames = 4
  spots.choose(200, -100)
  assert.deepEqual(sought.at(-1), [1, false])
})

test("a click keeps it, and a click beside them changes nothing", () => {
  spots.choose(100, 0)
  assert.deepEqual(sought.at(-1), [0, false])
  spots.leave()
  assert.equal(timeline.frame, 0)
  const before = sought.length
  spots.choose(150, 0)
  assert.equal(sought.length, before)
})

test("time that goes on meanwhile is not turned back, and what plays is left alone", () => {
  spots.point(100, 0)
  timeline.frame = 1
  spots.leave()
  assert.equal(timeline.frame, 1)
  timeline.playing = true
  spots.point(400, 0)
  spots.choose(400, 0)
  assert.equal(timeline.frame, 1)
})

test("a frame that is still to come cannot be shown", () => {
  timeline.count = 3
  spots.point(400, 0)
  assert.deepEqual(sought, [])
})
