import assert from "node:assert/strict"
import { before, test } from "node:test"
import { View } from "../../../../playground/static/scene/plane/view.js"
import { openPage } from "../../screen.js"

let Handles

before(async () => {
  openPage()
  Handles = (await import("../../../../playground/static/scene/pointer/handles.js")).Handles
})

/** Three handles on a plane of 100 by 100 pixels that shows 0 to 10; each finger is told by its number. */
function held(more = {}) {
  const view = new View()
  view.setHome([0, 10, 0, 10])
  view.place([{ left: 0, top: 0, width: 100, height: 100 }], false)
  const told = []
  const handles = new Handles(view, (...words) => told.push(words), () => told.push("left"))
  const layer = { kind: "handles", name: "means", labels: ["a", "b", "c"], titles: [], off: [], shared: "",
    along: "", clicks: false, xy: { frames: [{ data: [1, 1, 5, 5, 9, 9] }] }, ...more }
  handles.update([layer])
  const buttons = handles.element.children
  const finger = (kind, pointerId, n, x, y) =>
    buttons[n].dispatch(kind, { pointerId, button: 0, clientX: 10 * x, clientY: 100 - 10 * y })
  /** Press a key on a handle; whether it was used. */
  const press = (key, n, more) => {
    let used = false
    buttons[n].dispatch("keydown", { key, ...more, stopPropagation() {}, preventDefault: () => {
      used = true
    } })
    return used
  }
  return { handles, layer, told, finger, press }
}

test("two fingers hold a handle each, and one goes on when the other is lifted", () => {
  const { handles, layer, told, finger } = held()
  finger("pointerdown", 1, 0, 1, 1)
  finger("pointerdown", 2, 1, 5, 5)
  finger("pointermove", 1, 0, 2, 1)
  finger("pointermove", 2, 1, 5, 6)
  assert.deepEqual(handles.positions.means, [[2, 1], [5, 6], [9, 9]])
  finger("lostpointercapture", 1, 0)
  handles.update([layer])
  assert.deepEqual(handles.positions.means, [[2, 1], [5, 6], [9, 9]], "one is still in somebody's hand")
  finger("pointermove", 2, 1, 4, 7)
  assert.deepEqual(handles.positions.means, [[2, 1], [4, 7], [9, 9]])
  finger("lostpointercapture", 2, 1)
  assert.deepEqual(told.map(([dragging]) => dragging), [true, true, false, true, false])
  handles.update([layer])
  assert.deepEqual(handles.positions.means, [[1, 1], [5, 5], [9, 9]], "and then what Python sent wins")
})

test("two fingers on the button of one of two neighbours hold what each of them means", () => {
  const { handles, finger } = held({ xy: { frames: [{ data: [1, 1, 3, 1, 9, 9] }] } })
  finger("pointerdown", 1, 1, 1, 1) // the upper button reaches over its neighbour
  finger("pointerdown", 2, 1, 3, 1)
  finger("pointermove", 1, 1, 1, 4)
  finger("pointermove", 2, 1, 3, 5)
  assert.deepEqual(handles.positions.means, [[1, 4], [3, 5], [9, 9]])
})

test("a finger that trembles clicks its own handle, one that moves or is taken away clicks none", () => {
  const { told, finger } = held({ clicks: true })
  finger("pointerdown", 1, 0, 1, 1)
  finger("pointerdown", 2, 1, 5, 5)
  finger("pointerdown", 3, 2, 9, 9)
  finger("pointermove", 1, 0, 1.2, 1)
  finger("pointermove", 2, 1, 6, 5)
  finger("pointercancel", 3, 2)
  for (const [id, n] of [[2, 1], [3, 2], [1, 0]]) finger("lostpointercapture", id, n)
  assert.deepEqual(told, [[true], [false, undefined], [false, undefined], [false, ["means", 0]]])
})

test("arrow keys move a handle by a hundredth of the plane, with Shift by a tenth", () => {
  const { handles, told, press } = held()
  assert.ok(press("ArrowRight", 1) && press("ArrowDown", 1, { shiftKey: true }))
  assert.deepEqual(handles.positions.means[1], [5.1, 4])
  assert.deepEqual(told, [[false], [false]])
  for (const more of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }]) {
    assert.equal(press("ArrowLeft", 1, more), false, "it is the browser's")
  }
  assert.deepEqual(handles.positions.means[1], [5.1, 4])
})

test("Escape gives the keyboard back, and so does Tab on a handle that the pointer took", () => {
  const { told, finger, press } = held()
  assert.equal(press("Tab", 0), false, "on to the next handle")
  assert.ok(press("Escape", 0))
  finger("pointerdown", 1, 0, 1, 1)
  finger("lostpointercapture", 1, 0)
  assert.ok(press("Tab", 0))
  assert.deepEqual(told, ["left", [false, undefined], "left"])
})
