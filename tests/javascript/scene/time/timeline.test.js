import assert from "node:assert/strict"
import { before, test } from "node:test"
import { openPage } from "../../screen.js"

let Timeline, momentOf

before(async () => {
  openPage()
  Timeline = (await import("../../../../playground/static/scene/time/timeline.js")).Timeline
  momentOf = (await import("../../../../playground/static/scene/export.js")).momentOf
})

/** A time of some frames, and what it has told. */
function timeOf(times, more = {}) {
  const settled = []
  const time = new Timeline({ changed: () => {}, settled: (frame) => settled.push(frame) })
  const header = { time_name: "step", curves: [], start: "first", link: "", total: null, live: false,
    autoplay: false, report_time: false, ...more }
  const take = (all, changes = {}, fresh = false, whole = true) =>
    time.update({ ...header, ...changes }, all, fresh, whole)
  take(times, {}, true)
  return { time, settled, take }
}

const TEN = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90]

test("a start is the first frame, the last, or one inside", () => {
  for (const [start, frame] of [["first", 0], ["last", 9], [3, 3], [99, 9], [-1, 0]]) {
    assert.equal(timeOf(TEN, { start }).time.frame, frame)
  }
})

test("a picture without time has no time axis; one that will have is given one", () => {
  assert.ok(timeOf([0]).time.element.hidden)
  assert.ok(!timeOf([0], { total: 9 }).time.element.hidden)
  assert.ok(!timeOf([0], { live: true }).time.element.hidden)
  assert.ok(timeOf([0, 1], { transport: false }).time.element.hidden)
})

test("a file says its time, also of a picture that leaves the time axis to another", () => {
  const seen = (times, more) => momentOf({ timeline: timeOf(times, more).time })
  assert.deepEqual(seen(TEN, { start: 3, transport: false }), ["step", 30])
  assert.deepEqual(seen(TEN, { start: 3 }), ["step", 30])
  assert.deepEqual(seen([7]), [], "nothing moves")
})

test("playing goes on at its pace to the end, and is there", () => {
  const { time, settled } = timeOf(TEN, { pace: 10 })
  time.play()
  time.tick(0.05)
  assert.equal(time.frame, 0, "half a frame is none")
  time.tick(0.05)
  assert.equal(time.frame, 1)
  time.tick(0.2)
  assert.equal(time.frame, 3)
  for (let i = 0; i < 10; i++) time.tick(0.1)
  assert.deepEqual([time.frame, time.playing], [9, false])
  assert.deepEqual(settled, [9])
  time.play()
  assert.equal(time.frame, 0, "again from the beginning")
})

test("speed multiplies the pace, and a loop begins again", () => {
  const { time } = timeOf(TEN, { pace: 10 })
  time.speed.value = "2"
  time.loopButton.click()
  time.play()
  time.tick(0.2)
  assert.equal(time.frame, 4)
  time.tick(0.25)
  time.tick(0.2)
  assert.equal(time.frame, 3, "4 + 5 + 4 of 10 frames")
  assert.ok(time.playing)
})

test("steps stay inside, and a choice is told once it is made", () => {
  const { time, settled } = timeOf(TEN)
  time.step(-1)
  time.step(4)
  time.seek(7, { scrubbing: true })
  assert.equal(time.frame, 7)
  assert.deepEqual(settled, [0, 4])
  time.step(99)
  assert.equal(time.frame, 9)
})

test("who stands on the newest frame of a training follows it; who went back does not", () => {
  const { time, settled, take } = timeOf([0, 10], { live: true, start: "last" })
  take([0, 10, 20], { live: true })
  assert.equal(time.frame, 2)
  time.step(-1)
  take([0, 10, 20, 30], { live: true })
  assert.equal(time.frame, 1)
  time.seek(3)
  assert.equal(settled.at(-1), null, "the newest is no frame of its own")
  take([0, 10, 20, 30, 40], { live: false })
  assert.equal(time.frame, 4)
  take([0, 10, 20, 30, 40, 50], { live: false })
  assert.equal(time.frame, 4, "it has ended")
})

test("who follows is at the end also when the last frames are sent again after the word that it is", () => {
  const { time, take } = timeOf([0, 10], { live: true, start: "last" })
  take([0, 10], { live: false }, false, false)
  take([0, 10, 20, 30], { live: false })
  assert.equal(time.frame, 3)
})

test("pictures of one link play together and show the nearest time", () => {
  const { time: fine } = timeOf(TEN, { link: "run", pace: 10 })
  const { time: rough, settled } = timeOf([0, 40, 80], { link: "run" })
  fine.seek(5)
  assert.equal(rough.frame, 1)
  assert.deepEqual(settled, [1])
  fine.play()
  assert.deepEqual([rough.playing, rough.driving, fine.driving], [true, false, true])
  rough.pause()
  assert.ok(!fine.playing)
  rough.seek(2)
  assert.equal(fine.frame, 8)
  const { time: late } = timeOf(TEN, { link: "run" })
  assert.equal(late.frame, 8, "a later one begins at the others' time")
  for (const one of [fine, rough, late]) one.remove()
})

test("the counter pads with zeros that are told apart, and says what it counts", () => {
  const { time } = timeOf([0, 50, 1500, 12000])
  time.seek(1)
  assert.deepEqual(time.reading(), ["step", "00,0", "50"])
  time.seek(2)
  assert.deepEqual(time.reading(), ["step", "0", "1,500"])
  assert.equal(time.words(), "step 1,500, 3 of 4")
  const { time: broken } = timeOf([-0.5, 0.25], { time_name: "t" })
  assert.deepEqual(broken.reading(), ["t", "", "−0.500"])
  assert.deepEqual(timeOf([]).time.reading(), ["step", "", "–"])
})

test("a page with numbers of a frame hears now and then while it plays", ({ mock }) => {
  const { time, settled } = timeOf(TEN, { pace: 10, report_time: true })
  let now = 5000
  mock.method(performance, "now", () => now)
  time.play()
  time.tick(0.1)
  time.tick(0.1)
  assert.deepEqual(settled, [1], "not at every frame")
  now += 1000
  time.tick(0.1)
  assert.deepEqual(settled, [1, 3])
})
