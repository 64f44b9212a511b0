import assert from "node:assert/strict"
import { before, test } from "node:test"
import { openPictures } from "../screen.js"

let Thumbs

before(async () => {
  openPictures()
  Thumbs = (await import("../../../playground/static/links/thumbs.js")).Thumbs
})

/** Two by two thumbs, and what they have previewed. */
function table() {
  const seen = []
  const thumbs = new Thumbs({ preview: (matrix) => seen.push(matrix), choose: () => {} })
  thumbs.update({ columns: ["1", "2"], rows: ["a", "b"], nouns: ["layer", "head"], crossed: [] })
  const press = (key, more) =>
    thumbs.element.dispatch("keydown", { key, ...more, preventDefault() {}, stopPropagation() {} })
  return { thumbs, seen, press }
}

test("an arrow key previews the thumb that it reaches, and only inside of the table", () => {
  const { seen, press } = table()
  press("ArrowRight")
  press("ArrowRight")
  press("ArrowDown")
  press("ArrowLeft", { altKey: true }) // the browser goes back
  press("ArrowUp", { ctrlKey: true })
  assert.deepEqual(seen, [[1, 0], [1, 1]])
})

test("a preview ends when the keyboard leaves the table, not when it goes on to the next thumb", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] })
  const { thumbs, seen, press } = table()
  press("ArrowRight")
  const { element } = thumbs
  const next = element.children.find(({ tagName }) => tagName === "BUTTON")
  element.dispatch("focusout", { relatedTarget: next })
  t.mock.timers.tick(1)
  assert.deepEqual(seen, [[1, 0]])
  element.dispatch("focusout", { relatedTarget: null })
  t.mock.timers.tick(1)
  assert.deepEqual(seen, [[1, 0], null])
})
