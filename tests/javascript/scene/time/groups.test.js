import assert from "node:assert/strict"
import { test } from "node:test"
import { join, leave, others } from "../../../../playground/static/scene/time/link.js"
import { listen, place, where } from "../../../../playground/static/scene/wire/shared.js"

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

test("shared handles are copies that listeners hear of until they stop", () => {
  const heard = []
  const stop = listen((name) => heard.push(name))
  const points = [[1, 2]]
  place("cut", points)
  points[0][0] = 9
  assert.deepEqual(where("cut"), [[1, 2]])
  stop()
  place("cut", null)
  assert.equal(where("cut"), undefined)
  assert.deepEqual(heard, ["cut"])
})
