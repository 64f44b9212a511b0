import assert from "node:assert/strict"
import { test } from "node:test"
import { join, leave, others } from "../../../../playground/static/scene/time/link.js"

test("pictures of one link follow each other; a later one begins at the others' time", () => {
  const [a, b, c] = [{ count: 5, time: 3 }, { count: 0, time: 0 }, { count: 2, time: 1 }]
  assert.equal(join("run", a), null)
  assert.equal(join("run", b), 3)
  join("another", c)
  assert.deepEqual(others(a), [b])
  leave(b)
  assert.deepEqual(others(a), [])
  assert.equal(join("", b), null)
  assert.deepEqual(others(b), [])
})
