import assert from "node:assert/strict"
import { before, test } from "node:test"
import { openPictures } from "../screen.js"

let Board

before(async () => {
  openPictures()
  Board = (await import("../../../playground/static/links/board.js")).Board
})

/** Links from two words to two, in two heads of one layer; the first head looks ahead, the second back. */
function board(matrices = [[0, 0]]) {
  const one = new Board({ append() {} })
  const weights = Uint16Array.from([0, 1, 0, 1, 1, 0, 1, 0], (share) => 65534 * share)
  const track = { shape: [1, 2, 2, 2], timed: false, frames: [], at: () => ({ data: weights, low: 0, high: 1 }) }
  const header = { identity: "links", first: 0, times: [0], curves: [], time_name: "step", start: "first",
    link: "", live: false, badge: "", meaning: "", share: 1, height: 300, alt: "", table: true, version: 1,
    matrices, locked: { sources: [], targets: [] }, crossed: [], columns: ["1"], rows: ["a", "b"],
    nouns: ["layer", "head"], sources: ["he", "she"], targets: ["x", "y"], breaks: [], relation: ["looks at", "by"],
    origins: { sources: [], targets: [] }, views: ["matrix"], total: 1, layers: [{ name: "weights", values: track }] }
  one.take(header)
  one.theme = { size: 16 }
  one.views = new Set(["matrix"])
  return one
}

const key = (name) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false })

test("of two compared matrices the second says its own cells", () => {
  const one = board([[0, 0], [0, 1]])
  const said = [0, 1].map((panel) => {
    one.say({ source: 0, target: 1 }, panel)
    return one.announcer.textContent
  })
  assert.match(said[0], /1/)
  assert.notEqual(said[0], said[1])
  one.say(null)
  assert.equal(one.announcer.textContent, "layer 1, head a beside layer 1, head b")
})

test("Escape ends a preview, and is not used where there is none", () => {
  const one = board()
  assert.equal(one.key(key("Escape")), false)
  one.thumbs.preview([0, 1])
  assert.deepEqual(one.choice.large, [[0, 1]])
  assert.equal(one.key(key("Escape")), true)
  assert.deepEqual(one.choice.large, [[0, 0]])
})
