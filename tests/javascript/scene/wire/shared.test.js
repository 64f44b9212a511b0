import assert from "node:assert/strict"
import { test } from "node:test"
import { listen, place, where } from "../../../../playground/static/scene/wire/shared.js"

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
