import assert from "node:assert/strict"
import { test } from "node:test"
import { Choice } from "../../../playground/static/links/choice.js"

const HEADER = { version: 1, matrices: [[2, 1]], locked: { sources: [4], targets: [] },
  columns: ["0", "1", "2"], rows: ["0", "1"] }

/** A choice that the page has just made. */
function choiceOf(changes = {}) {
  const choice = new Choice()
  choice.take({ ...HEADER, ...changes }, true)
  return choice
}

test("what the page has pinned is told as it came, with its version", () => {
  assert.deepEqual(choiceOf().told, { matrices: [[2, 1]], sources: [4], targets: [], version: 1 })
})

test("the same version again leaves what a hand has chosen since; a new one does not", () => {
  const choice = choiceOf()
  choice.add([0, 1], false)
  choice.lock("targets", 3)
  choice.take(HEADER, true)
  assert.deepEqual(choice.told, { matrices: [[0, 1]], sources: [4], targets: [3], version: 1 })
  choice.take({ ...HEADER, version: 2 }, true)
  assert.deepEqual(choice.told, { matrices: [[2, 1]], sources: [4], targets: [], version: 2 })
})

test("other words have none of the locks, and a matrix that is gone is not kept", () => {
  const choice = choiceOf()
  choice.add([1, 1], false)
  choice.lock("sources", 0)
  choice.take(HEADER, false)
  assert.deepEqual([choice.told.sources, choice.pinned], [[4], [[1, 1]]])
  choice.take({ ...HEADER, rows: ["0"], matrices: [[0, 0]] }, true)
  assert.deepEqual(choice.pinned, [[0, 0]])
  choice.add([2, 0], false)
  choice.take({ ...HEADER, columns: ["0", "1"], matrices: [[0, 0]] }, true)
  assert.deepEqual(choice.pinned, [[0, 0]])
})

test("a second matrix stands beside the first, once, when it is asked for", () => {
  const choice = choiceOf()
  choice.add([0, 0], true)
  assert.deepEqual(choice.pinned, [[2, 1], [0, 0]])
  choice.add([1, 1], false)
  choice.comparing = true
  choice.previewed = [0, 1]
  choice.add([0, 0], false)
  assert.deepEqual(choice.pinned, [[1, 1], [0, 0]])
  assert.deepEqual([choice.comparing, choice.previewed], [false, null])
})

test("what is looked at is large in the place of one, beside it when comparing, never of two", () => {
  const choice = choiceOf()
  assert.deepEqual(choice.large, [[2, 1]])
  choice.previewed = [0, 0]
  assert.deepEqual(choice.large, [[0, 0]])
  choice.comparing = true
  assert.deepEqual(choice.large, [[2, 1], [0, 0]])
  choice.pin([[2, 1], [1, 0]])
  choice.previewed = [0, 0]
  assert.deepEqual(choice.large, [[2, 1], [1, 0]])
})

test("a word is locked and let go by the same act, and all at once", () => {
  const choice = choiceOf()
  choice.lock("sources", 4)
  choice.lock("sources", 1)
  assert.deepEqual(choice.told.sources, [1])
  choice.lock("targets", 2)
  choice.unlock()
  assert.deepEqual([choice.told.sources, choice.told.targets], [[], []])
})
