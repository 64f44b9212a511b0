import assert from "node:assert/strict"
import { test } from "node:test"
import { Outbox } from "../../../../playground/static/scene/wire/outbox.js"

function outbox(mock) {
  mock.timers.enable({ apis: ["setTimeout", "Date"] })
  const told = []
  const out = new Outbox()
  out.address((name, value) => told.push([name, value]))
  return { out, told }
}

test("of what comes soon only the newest is told, and what is told at once overtakes it", ({ mock }) => {
  const { out, told } = outbox(mock)
  out.sendSoon("probe", 1)
  out.sendSoon("probe", 2)
  assert.deepEqual(told, [])
  mock.timers.tick(50)
  assert.deepEqual(told, [["probe", 2]])
  out.sendSoon("handles", "on the way")
  out.send("handles", "there")
  mock.timers.tick(50)
  assert.deepEqual(told.slice(1), [["handles", "there"]])
  out.sendSoon("probe", 3)
  out.close()
  mock.timers.tick(50)
  assert.equal(told.length, 2)
})

test("missing frames are asked for once, and others again", ({ mock }) => {
  const { out, told } = outbox(mock)
  mock.method(performance, "now", () => 1000)
  out.ask("run", 3)
  out.ask("run", 3)
  out.ask("run", 4)
  assert.deepEqual(told.map(([name, { identity, have }]) => [name, identity, have]),
    [["missing", "run", 3], ["missing", "run", 4]])
})
