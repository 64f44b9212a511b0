// An array that is computed here, from where shared handles stand, in the place of one that was
// sent: it answers like a track that stands still (see blob.js).

import { position } from "./codes.js"
import { where } from "./shared.js"
import { answer, unpacked } from "./network.js"

/** @import { Code, Point, Recipe } from "./header.js" */

/** @typedef {Pick<Recipe, "low" | "high" | "power"> & { data: Float32Array | Uint8Array }} Computation */

export class Computed {
  timed = false
  #known = "" // the points of the last answer
  /** @type {Computation | null} */
  #array = null

  /** @param {Recipe} recipe */
  constructor({ network, handles, start, each, count, ...range }) {
    this.handles = handles
    this.start = start
    this.each = each
    this.count = count
    this.range = range
    this.stages = unpacked(network)
    const points = count ?? start.length
    const picture = each.length === 2
    /** @type {Code} */
    this.type = picture ? "c1" : "f4"
    this.shape = picture ? [each[0], points * each[1]] : [1, points]
  }

  /**
   * The array as it is now; the same object as long as no handle has moved.
   * @returns {Computation}
   */
  at() {
    const points = along(where(this.handles) ?? this.start, this.count)
    const key = points.join()
    if (!this.#array || key !== this.#known) {
      const answers = points.map((point) => answer(this.stages, point))
      this.#array = { data: this.#drawn(answers), ...this.range }
      this.#known = key
    }
    return this.#array
  }

  /** @type {(answers: ArrayLike<number>[]) => Float32Array | Uint8Array} */
  #drawn(answers) {
    if (this.type === "f4") return Float32Array.from(answers.flatMap((each) => Array.from(each)))
    const [rows, columns] = this.each
    const codes = new Uint8Array(rows * columns * answers.length)
    answers.forEach((values, n) => Array.from(values).forEach((value, k) => {
      const row = rows - 1 - Math.floor(k / columns) // row 0 of a field is its lowest
      codes[(row * answers.length + n) * columns + (k % columns)] =
        Math.round(254 * position(this.range, value))
    }))
    return codes
  }
}

/**
 * So many points evenly along the line through some; all of them where no number is given.
 * @type {(points: Point[], count: number | null) => Point[]}
 */
function along(points, count) {
  if (count === null) return points
  return Array.from({ length: count }, (_, i) => {
    const place = (i / (count - 1)) * (points.length - 1)
    const from = Math.min(Math.floor(place), Math.max(points.length - 2, 0))
    const [x, y] = points[from]
    const [u, v] = points[from + 1] ?? points[from]
    return [x + (place - from) * (u - x), y + (place - from) * (v - y)]
  })
}
