import assert from "node:assert/strict"
import { test } from "node:test"
import { Keyboard } from "../../../../playground/static/scene/pointer/keyboard.js"
import { View } from "../../../../playground/static/scene/plane/view.js"

/** A picture of 400 by 400 pixels without a time axis, which has the keyboard. */
function picture(more = {}) {
  const view = new View()
  view.place([{ left: 0, top: 0, width: 400, height: 400 }], false)
  const canvas = {}
  canvas.getRootNode = () => ({ activeElement: canvas })
  const one = { view, canvas, pointed: null, timeline: { element: { hidden: true } },
    tooltip: { words: "" }, voice: { say() {} },
    probe: (px, py) => {
      one.pointed = [px, py]
    },
    unprobe: () => {
      one.pointed = null
    }, ...more }
  const keys = new Keyboard(one)
  return { one, act: (key, code = "") => keys.acts({ key, code })[key] }
}

test("arrow keys look from the middle of the plane on, in steps, and not beyond its edge", () => {
  const { one, act } = picture()
  act("ArrowRight")()
  assert.deepEqual(one.pointed, [210, 200])
  act("ArrowUp")()
  assert.deepEqual(one.pointed, [210, 190])
  act("Home")()
  assert.deepEqual(one.pointed, [1, 190])
})

test("Escape ends a look, and is left to the page where there is none", () => {
  const { one, act } = picture()
  assert.equal(act("Escape"), undefined)
  act("ArrowLeft")()
  act("Escape")()
  assert.equal(one.pointed, null)
  assert.equal(act("Escape"), undefined)
})

test("where time moves the arrow keys are its own, and those of the view are for all", () => {
  const { one, act } = picture({ timeline: { element: { hidden: false } } })
  assert.equal(act("ArrowLeft"), undefined)
  act("+")()
  assert.ok(one.view.moved)
  act("à", "Digit0")()
  assert.ok(!one.view.moved)
})
