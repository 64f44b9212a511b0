// A small network, evaluated for one input after the other. Its stages are told in
// playground/scene/computed/.

import { halfTable } from "./codes.js"

/** @import { Stage } from "./header.js" */

/**
 * A stage with its weights in single precision.
 * @typedef {{ shape: number[], weight: ArrayLike<number>, bias: ArrayLike<number>,
 *   activation: string }} Layer
 */

/** @type {Record<string, (x: number) => number>} */
const ACTIVATIONS = {
  silu: (x) => x / (1 + Math.exp(-x)),
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
}

/**
 * Stages as they stand in a header, with their weights in single precision.
 * @type {(stages: Stage[]) => Layer[]}
 */
export function unpacked(stages) {
  const table = halfTable()
  return stages.map(({ weight, bias, activation }) => ({
    shape: weight.shape,
    weight: Float32Array.from(weight.frames[0].data, (bits) => table[bits]),
    bias: bias.frames[0].data,
    activation,
  }))
}

/**
 * What the network says for one input: (out,) for (in,).
 * @type {(stages: Layer[], input: ArrayLike<number>) => ArrayLike<number>}
 */
export function answer(stages, input) {
  let x = input
  for (const stage of stages) {
    const y = stage.shape.length === 2 ? linear(stage, x) : transposed(stage, x)
    const shared = y.length / stage.bias.length // outputs for each number of the bias
    const act = ACTIVATIONS[stage.activation]
    for (let i = 0; i < y.length; i++) {
      y[i] += stage.bias[shared === 1 ? i : Math.floor(i / shared)]
      if (act) y[i] = act(y[i])
    }
    x = y
  }
  return x
}

/** @type {(stage: Layer, x: ArrayLike<number>) => Float32Array} */
function linear({ shape: [rows, columns], weight }, x) {
  const y = new Float32Array(rows)
  for (let i = 0, k = 0; i < rows; i++) {
    let sum = 0
    for (let j = 0; j < columns; j++, k++) sum += weight[k] * x[j]
    y[i] = sum
  }
  return y
}

/**
 * A transposed convolution of stride 2 and padding 1: pixel (i, j) reaches (2i - 1 + a, 2j - 1 + b).
 * @type {(stage: Layer, x: ArrayLike<number>) => Float32Array}
 */
function transposed({ shape: [channels, outputs, size], weight }, x) {
  const side = Math.sqrt(x.length / channels)
  const wide = 2 * side
  const y = new Float32Array(outputs * wide * wide)
  for (let c = 0; c < channels; c++) {
    for (let o = 0; o < outputs; o++) {
      const kernel = (c * outputs + o) * size * size
      for (let a = 0; a < size; a++) {
        for (let b = 0; b < size; b++) {
          const w = weight[kernel + a * size + b]
          for (let i = 0; i < side; i++) {
            const row = 2 * i - 1 + a
            if (row < 0 || row >= wide) continue
            const from = (c * side + i) * side
            const to = (o * wide + row) * wide - 1 + b
            for (let j = 0; j < side; j++) {
              const column = 2 * j - 1 + b
              if (column >= 0 && column < wide) y[to + 2 * j] += w * x[from + j]
            }
          }
        }
      }
    }
  }
  return y
}
