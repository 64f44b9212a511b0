import assert from "node:assert/strict"
import { test } from "node:test"
import { Groups } from "../../../playground/static/component/groups.js"

test("members of one name go together until they leave, or go elsewhere", () => {
  const groups = new Groups()
  const [a, b, c] = ["a", "b", "c"].map((title) => ({ title }))
  groups.join("run", a)
  groups.join("run", b)
  groups.join("another", c)
  assert.deepEqual(groups.others(a), [b])
  assert.deepEqual(groups.others(c), [])
  groups.join("another", b)
  assert.deepEqual(groups.others(a), [])
  assert.deepEqual(groups.others(b), [c])
  groups.leave(b)
  assert.deepEqual(groups.others(c), [])
  assert.deepEqual(groups.others(b), [])
})

test("who has no name is alone, also among others without one", () => {
  const groups = new Groups()
  const [a, b] = [{}, {}]
  groups.join("", a)
  groups.join("", b)
  assert.deepEqual(groups.others(a), [])
  groups.join("run", a)
  groups.join("run", b)
  groups.join("", b)
  assert.deepEqual(groups.others(a), [])
})
