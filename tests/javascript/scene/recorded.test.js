import assert from "node:assert/strict"
import { before, test } from "node:test"
import { openPictures } from "../screen.js"

let Recorded
let frames

before(async () => {
  frames = openPictures()
  Recorded = (await import("../../../playground/static/scene/recorded.js")).Recorded
})

/** A picture of times on a page whose style sheets have been read; it notes what it is told. */
function picture() {
  frames.length = 0
  const told = []
  class Noting extends Recorded {
    take(header) {
      super.take(header)
      told.push(["take", this.fresh, this.whole])
      this.timeline.update(header, this.recording.times, this.fresh, this.whole)
    }

    draw(theme, header, playing) {
      super.draw(theme, header, playing)
      told.push(["draw", this.timeline.frame])
    }
  }
  const one = new Noting({ append() {} }, "noting")
  one.root.classList.add("styled")
  return { one, told }
}

/** The frames from `first` on, as Python sends them. */
function bytes(first, times, identity = "run") {
  const header = { identity, first, times, layers: [], curves: [], time_name: "step", start: "first",
    link: "", live: false, badge: "A run", meaning: "It ran.", share: 1 }
  const text = new TextEncoder().encode(JSON.stringify(header))
  const all = new Uint8Array(8 + text.length)
  new DataView(all.buffer).setUint32(4, text.length, true)
  all.set(text, 8)
  return all
}

const key = (name, more) => ({ key: name, code: "", ctrlKey: false, metaKey: false, altKey: false,
  shiftKey: false, repeat: false, ...more })
const drawAll = () => {
  for (const draw of frames.splice(0)) draw(0)
}

test("bytes are taken in once, and drawn once however often something changes", () => {
  const { one, told } = picture()
  const sent = bytes(0, [0, 1, 2])
  one.update(sent, () => {})
  one.update(sent, () => {})
  one.changed()
  assert.equal(frames.length, 1)
  drawAll()
  assert.deepEqual(told, [["take", true, true], ["draw", 0]])
  assert.equal(one.badge.textContent, "A run")
  assert.equal(one.badge.title, "It ran.")
})

test("frames that are missing are asked for; another recording is a fresh one", () => {
  const { one, told } = picture()
  const asked = []
  const tell = (name, value) => asked.push([name, value.have])
  one.update(bytes(0, [0, 1]), tell)
  one.update(bytes(2, [2]), tell)
  one.update(bytes(1, [5], "another"), tell)
  one.remove()
  assert.deepEqual(told, [["take", true, true], ["take", false, true], ["take", true, false]])
  assert.deepEqual(asked, [["missing", 0]])
})

test("keys play where time goes on, Space only once while it is held", () => {
  const { one } = picture()
  assert.equal(one.key(key("ArrowRight")), false, "nothing has come yet")
  one.update(bytes(0, [0, 1, 2]), () => {})
  assert.equal(one.key(key("ArrowRight", { ctrlKey: true })), false, "the browser's own")
  assert.equal(one.key(key("ArrowRight")), true)
  assert.equal(one.timeline.frame, 1)
  assert.equal(one.key(key(" ")), true)
  assert.equal(one.key(key(" ", { repeat: true })), true)
  assert.equal(one.timeline.playing, true)
  assert.equal(one.key(key("x")), false)
  const { frame } = one.timeline
  for (const more of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }]) {
    assert.equal(one.key(key("ArrowRight", more)), false, "it is the browser's")
  }
  assert.equal(one.timeline.frame, frame)
})

test("time begins with Play, however long ago the last picture was drawn", () => {
  const { one } = picture()
  one.update(bytes(0, [...Array(40).keys()]), () => {})
  const draw = (now) => frames.splice(0).forEach((each) => each(now))
  draw(1000)
  one.timeline.play()
  draw(61_000)
  assert.equal(one.timeline.frame, 0)
  draw(61_200)
  assert.ok(one.timeline.frame > 0)
})

test("before its style is read and after it has gone, nothing is drawn", () => {
  const { one, told } = picture()
  one.root.classList.delete("styled")
  one.update(bytes(0, [0]), () => {})
  drawAll()
  one.root.classList.add("styled")
  one.remove()
  one.changed()
  assert.equal(frames.length, 0)
  assert.deepEqual(told, [["take", true, true]])
})
