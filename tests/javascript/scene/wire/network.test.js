import assert from "node:assert/strict"
import { test } from "node:test"
import { answer } from "../../../../playground/static/scene/wire/network.js"

const stage = (shape, weight, bias, activation = "none") => ({ shape, weight, bias, activation })

test("a linear stage multiplies, adds and bends", () => {
  const net = [stage([2, 2], [1, 2, 3, 4], [10, 20]), stage([1, 2], [1, -1], [0], "sigmoid")]
  assert.deepEqual([...answer(net.slice(0, 1), [1, -1])], [9, 19])
  const [out] = answer(net, [1, -1])
  assert.ok(Math.abs(out - 1 / (1 + Math.exp(10))) < 1e-7)
})

test("silu is x times its sigmoid", () => {
  const [out] = answer([stage([1, 1], [1], [0], "silu")], [2])
  assert.ok(Math.abs(out - 2 / (1 + Math.exp(-2))) < 1e-6)
})

test("a transposed convolution doubles each side and puts a pixel's kernel around it", () => {
  const kernel = Array.from({ length: 16 }, (_, k) => k + 1)
  const one = answer([stage([1, 1, 4], kernel, [0])], [1])
  assert.deepEqual([...one], [6, 7, 10, 11], "the middle of the kernel: padding 1 cuts the rest")
  const four = answer([stage([1, 1, 4], kernel, [100])], [1, 0, 0, 0])
  assert.deepEqual([...four.slice(0, 4)], [106, 107, 108, 100])
  assert.deepEqual([...four.slice(8, 12)], [114, 115, 116, 100])
})

test("channels are added up, and each output has its own bias", () => {
  const kernels = [1, 2].flatMap((channel) => [10, 100].flatMap((output) =>
    Array(16).fill(channel * output)))
  const out = answer([stage([2, 2, 4], kernels, [0.5, 0.25])], [1, 1])
  assert.deepEqual([...out], [...Array(4).fill(30.5), ...Array(4).fill(300.25)])
})
