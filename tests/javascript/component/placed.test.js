import assert from "node:assert/strict"
import { before, mock, test } from "node:test"

let component

before(async () => {
  globalThis.devicePixelRatio = 1
  globalThis.matchMedia = () => ({ addEventListener: () => {} })
  component = (await import("../../../playground/static/component/placed.js")).component
})

/** A component that notes the things it makes, and what becomes of them. */
function drawn() {
  const told = []
  const crowd = new Set()
  const call = component(() => {
    told.push("made")
    return { update: (data) => told.push(data), changed: () => {}, remove: () => told.push("removed") }
  }, crowd)
  return { call, crowd, told }
}

test("what is drawn stays on its place, however late the next call comes, and goes with it", (context) => {
  mock.timers.enable({ apis: ["setTimeout"] })
  context.after(() => mock.timers.reset())
  const { call, crowd, told } = drawn()
  const place = { isConnected: true }
  let clean = call({ data: "frames", parentElement: place })
  clean() // another theme: the next call waits for modules
  mock.timers.tick(5000)
  assert.equal(crowd.size, 1)
  clean = call({ data: "the same frames", parentElement: place })
  assert.deepEqual(told, ["made", "frames", "the same frames"])
  mock.timers.tick(5000)
  clean()
  place.isConnected = false
  mock.timers.tick(1000)
  assert.deepEqual([told.at(-1), crowd.size], ["removed", 0])
})
