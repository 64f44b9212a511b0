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
  out.send("time", "of a picture that is gone")
  mock.timers.tick(50)
  assert.equal(told.length, 2)
})

test("missing frames are asked for again, ever more rarely, until they are here", ({ mock }) => {
  const { out, told } = outbox(mock)
  mock.method(performance, "now", () => Date.now())
  out.ask("run", 3)
  mock.timers.tick(1900)
  assert.equal(told.length, 1)
  mock.timers.tick(200)
  assert.equal(told.length, 2)
  assert.ok(told[1][1].serial > told[0][1].serial, "Python tells it from the one before")
  mock.timers.tick(3900)
  assert.equal(told.length, 2)
  mock.timers.tick(200)
  assert.equal(told.length, 3)
  out.ask("run", null)
  mock.timers.tick(60_000)
  assert.equal(told.length, 3)
  out.ask("run", 4)
  mock.timers.tick(2100)
  assert.equal(told.length, 5, "patient as at first")
  out.close()
  mock.timers.tick(60_000)
  assert.equal(told.length, 5)
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
