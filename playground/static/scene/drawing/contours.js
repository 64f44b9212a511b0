// Marching squares: where a field passes through a level.

import { halfTable } from "../wire/codes.js"

/** @import { Code, Colours } from "../wire/header.js" */

/**
 * The colour positions of a field's frame before the power where it has full precision.
 * @type {(type: Code, frame: Colours) => Float32Array}
 */
function positions(type, { data }) {
  const out = new Float32Array(data.length)
  if (type === "f2") {
    const table = halfTable()
    for (let i = 0; i < data.length; i++) out[i] = table[data[i]]
  } else {
    for (let i = 0; i < data.length; i++) out[i] = data[i] === 255 ? NaN : data[i] / 254
  }
  return out
}

/**
 * Segments (x, y, x, y per segment) of all levels, in cells: (0, 0) is the first cell's centre.
 * @type {(track: { type: Code, shape: number[] }, frame: Colours, levels: number[]) => number[]}
 */
export function contours(track, frame, levels) {
  const [rows, columns] = track.shape
  const grid = positions(track.type, frame)
  const { low, high, power } = frame
  /** @type {number[]} */
  const segments = []
  for (const value of levels) {
    const way = (value - low) / (high - low)
    const level = track.type === "f2" ? way : Math.max(way, 0) ** power
    for (let i = 0; i + 1 < rows; i++) {
      for (let j = 0; j + 1 < columns; j++) {
        const k = i * columns + j
        cell(grid[k] - level, grid[k + 1] - level, grid[k + columns + 1] - level,
          grid[k + columns] - level, j, i, segments)
      }
    }
  }
  return segments
}

/**
 * a, b, c, d: the corners, counter-clockwise from (x, y). A NaN fails every comparison below.
 * @type {(a: number, b: number, c: number, d: number, x: number, y: number, out: number[]) => void}
 */
function cell(a, b, c, d, x, y, out) {
  const inside = [a, b, c, d].filter((corner) => corner >= 0).length
  if (inside === 0 || inside === 4 || Number.isNaN(a + b + c + d)) return
  /** @type {number[]} */
  const cuts = []
  if (a >= 0 !== b >= 0) cuts.push(x + a / (a - b), y)
  if (b >= 0 !== c >= 0) cuts.push(x + 1, y + b / (b - c))
  if (c >= 0 !== d >= 0) cuts.push(x + d / (d - c), y + 1)
  if (d >= 0 !== a >= 0) cuts.push(x, y + a / (a - d))
  // Four cuts are a saddle: where its middle goes with a, the corners b and d are cut off.
  const simple = cuts.length === 4 || (a >= 0) === (a + b + c + d >= 0)
  out.push(...(simple ? cuts : [...cuts.slice(6), ...cuts.slice(0, 6)]))
}
