// Sums of Gaussian bumps, computed here from where a shared handle stands, in the place of an array
// that was sent: they answer like a track that stands still (see blob.js). What they are is told in
// playground/scene/computed/.

import { position } from "./codes.js"
import { where } from "./shared.js"

/** @import { Point } from "./header.js" */

/** @typedef {{ bumps: { shape: number[], at(frame: number): { data: Float32Array } }, handles: string,
 *    start: Point[], extent: number[], cells: number, each: number, low?: number, high?: number,
 *    power?: number }} Sums */

const REACH = 6 // standard deviations: beyond, a bump is less than a hundred-millionth of its height

/**
 * Heights of the mean of bumps of width h at some places, which are evenly spaced.
 * @type {(points: ArrayLike<number>, h: number, places: Float64Array) => Float64Array}
 */
export function onLine(points, h, places) {
  const heights = new Float64Array(places.length)
  const scale = 1 / (points.length * h * Math.sqrt(2 * Math.PI))
  const step = places[1] - places[0]
  for (const point of Array.from(points)) {
    const [from, to] = within(point, REACH * h, places, step)
    for (let i = from; i < to; i++) {
      const z = (places[i] - point) / h
      heights[i] += Math.exp(-0.5 * z * z)
    }
  }
  return heights.map((height) => height * scale)
}

/**
 * The same in the plane: points [x, y, x, y, ...], heights row by row, the lowest y first.
 * @type {(points: ArrayLike<number>, h: number, x: Float64Array, y: Float64Array) => Float64Array}
 */
export function onPlane(points, h, x, y) {
  const heights = new Float64Array(x.length * y.length)
  const scale = 1 / ((points.length / 2) * h * h * 2 * Math.PI)
  const [across, up] = [x[1] - x[0], y[1] - y[0]]
  const row = new Float64Array(x.length)
  for (let k = 0; k < points.length; k += 2) {
    const [left, right] = within(points[k], REACH * h, x, across)
    const [low, high] = within(points[k + 1], REACH * h, y, up)
    for (let i = left; i < right; i++) row[i] = Math.exp(-0.5 * ((x[i] - points[k]) / h) ** 2)
    for (let j = low; j < high; j++) {
      const factor = Math.exp(-0.5 * ((y[j] - points[k + 1]) / h) ** 2)
      const at = j * x.length
      for (let i = left; i < right; i++) heights[at + i] += factor * row[i]
    }
  }
  return heights.map((height) => height * scale)
}

/**
 * The first of the places that is near, and the one after the last.
 * @type {(point: number, reach: number, places: Float64Array, step: number) => [number, number]}
 */
function within(point, reach, places, step) {
  const from = Math.ceil((point - reach - places[0]) / step)
  const to = Math.floor((point + reach - places[0]) / step) + 1
  return [Math.max(from, 0), Math.min(to, places.length)]
}

export class Bumps {
  timed = false
  #known = NaN // the bandwidth of the last answer
  /** @type {{ data: Float32Array | Uint8Array } | null} */
  #array = null

  /** @param {Sums} sums */
  constructor({ bumps, handles, start, extent, cells, each, ...range }) {
    this.handles = handles
    this.start = start
    this.each = each
    this.range = range
    this.points = bumps.at(0).data
    /** @type {(low: number, high: number, ends: boolean) => Float64Array} */
    const places = (low, high, ends) => Float64Array.from({ length: cells }, (_, i) =>
      low + ((high - low) * (ends ? i : i + 0.5)) / (ends ? cells - 1 : cells))
    const [x0, x1, y0, y1] = extent
    this.plane = bumps.shape[1] === 2
    this.x = places(x0, x1, !this.plane)
    this.y = places(y0, y1, false)
    this.type = this.plane ? "c1" : "f4"
    this.shape = this.plane ? [cells, cells] : [each || 1, cells]
  }

  /** The array as it is now; the same object as long as the bandwidth stays. */
  at() {
    const [[h]] = where(this.handles) ?? this.start
    if (!this.#array || h !== this.#known) {
      this.#array = { data: this.plane ? this.#field(h) : this.#graphs(h), ...this.range }
      this.#known = h
    }
    return this.#array
  }

  /** @param {number} h */
  #graphs(h) {
    const [count, cells] = this.shape
    const data = new Float32Array(2 * count * cells).fill(NaN)
    if (!(h > 0)) return data
    for (let n = 0; n < count; n++) {
      const share = this.each ? this.points.length : 1
      const heights = onLine(this.each ? [this.points[n]] : this.points, h, this.x)
      for (let i = 0; i < cells; i++) {
        data[2 * (n * cells + i)] = this.x[i]
        data[2 * (n * cells + i) + 1] = heights[i] / share
      }
    }
    return data
  }

  /** @param {number} h */
  #field(h) {
    if (!(h > 0)) return new Uint8Array(this.x.length * this.y.length).fill(255)
    return Uint8Array.from(onPlane(this.points, h, this.x, this.y), (value) =>
      Math.round(254 * position(this.range, value)))
  }
}
