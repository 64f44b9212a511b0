import assert from "node:assert/strict"
import { before, mock, test } from "node:test"
import { FakeElement, openPage } from "../screen.js"

let slider

before(async () => {
  openPage()
  globalThis.window = { addEventListener() {}, removeEventListener() {} }
  slider = (await import("../../../playground/static/continuous/main.js")).default
})

/** A place on the page with the parts of a slider; and how Python speaks to it. */
function place() {
  const parts = Object.fromEntries(["input", "output", ".label"].map((name) => [name, new FakeElement(name)]))
  const root = { isConnected: true, querySelector: (name) => parts[name] }
  const moves = []
  const say = (value, version) => slider({
    data: { label: "Time", help: "", low: 0, high: 1, step: 0.1, value, initial: 0, decimals: 1, version,
      parameter: "demo_time" },
    parentElement: root,
    setStateValue: (_, moved) => moves.push(moved),
  })
  const drag = (value) => {
    parts.input.value = `${value}`
    parts.input.oninput()
  }
  return { root, parts, moves, say, drag }
}

test("a call that is overtaken does not move the thumb that a hand holds; what is set does", (context) => {
  mock.timers.enable({ apis: ["setTimeout"] })
  context.after(() => mock.timers.reset())
  const { parts, moves, say, drag } = place()
  const overtaken = say(0.2, 1)
  assert.equal(parts.input.value, "0.2")
  drag(0.7)
  assert.deepEqual(moves, [{ value: 0.7, version: 1, rested: false }])
  overtaken() // and the newer one, with an older echo, comes late
  mock.timers.tick(5000)
  say(0.5, 1)
  assert.equal(parts.input.value, "0.7")
  say(0.1, 2)
  assert.equal(parts.input.value, "0.1")
  assert.equal(parts.output.textContent, "0.1")
})

test("the address follows when it rests, but not for a page that was left", (context) => {
  mock.timers.enable({ apis: ["setTimeout"] })
  context.after(() => mock.timers.reset())
  const { parts, moves, say, drag } = place()
  say(0.2, 1)
  drag(0.7)
  parts.input.onchange()
  mock.timers.tick(1000)
  assert.deepEqual(moves.at(-1), { value: 0.7, version: 1, rested: true })
  parts.input.onchange()
  parts.input.isConnected = false
  mock.timers.tick(1000)
  assert.equal(moves.length, 2)
})
