// What is drawn of a filter whose roots are dragged: it answers like a track that stands still (see
// blob.js), and is told in playground/scene/computed/filtered.py.

import { correlation, factors, filtered, impulse, inside, spectrum } from "./filter.js"
import { where } from "./shared.js"

/** @import { Factor, Point } from "./filter.js" */
/** @typedef {{ handles: string, start: Point[], real: boolean[] }} Roots */
/** @typedef {{ filter: string, poles: Roots, zeros: Roots, count: number,
 *    noise: { at(frame: number): { data: Float32Array } } }} Told */

const MARK = 0.045 // half the size of a root's mark, in the plane
const ROUND = 16 // corners of a circle

export class Filtered {
  timed = false
  type = "f4"
  #known = "" // the roots of the last answer
  /** @type {{ data: Float32Array }} */
  #array = { data: new Float32Array() }

  /** @param {Told} told */
  constructor({ filter, poles, zeros, count, noise }) {
    this.shows = filter
    this.poles = poles
    this.zeros = zeros
    this.count = count
    this.noise = noise.at(0).data
    this.handles = [poles.handles, zeros.handles]
    this.shape = [1, this.at().data.length / 2]
  }

  /** The line as it is now; the same object as long as no root has moved. */
  at() {
    const poles = standing(this.poles).map(inside)
    const zeros = standing(this.zeros)
    const key = `${poles.join()};${zeros.join()}`
    if (key !== this.#known) {
      this.#array = { data: Float32Array.from(this.#line(poles, zeros).flat()) }
      this.#known = key
    }
    return this.#array
  }

  /** @param {Point[]} poles @param {Point[]} zeros @returns {Point[]} */
  #line(poles, zeros) {
    const a = factors(poles, this.poles.real)
    const b = factors(zeros, this.zeros.real)
    const { count } = this
    switch (this.shows) {
      case "output": return this.#output(b, a)
      case "impulse": return stems(impulse(b, a, count))
      case "inverse": return stems(impulse(a, b, count))
      case "correlation": {
        const r = correlation(b, a, count)
        return stems(r.map((each) => each / r[0]))
      }
      case "spectrum": return spectrum(b, a, count)
      case "poles": return marks(poles, this.poles.real, cross)
      default: return marks(zeros, this.zeros.real, ring)
    }
  }

  /** @param {Factor[]} b @param {Factor[]} a @returns {Point[]} */
  #output(b, a) {
    const scale = Math.sqrt(correlation(b, a, 1)[0])
    const x = filtered(b, a, this.noise).slice(-this.count)
    return [...x].map((value, n) => [n, value / scale])
  }
}

/** @type {Point} */
const GAP = [NaN, NaN]

/** Where roots are now. @param {Roots} roots @returns {Point[]} */
function standing({ handles, start, real }) {
  /** @type {Point[]} */
  const points = where(handles) ?? start
  return points.map(([x, y], n) => [x, real[n] ? 0 : y])
}

/** @param {Float64Array} values @returns {Point[]} */
function stems(values) {
  return [...values].flatMap((value, n) => /** @type {Point[]} */ ([[n, 0], [n, value], GAP]))
}

/** A mark at every root. @param {Point[]} roots @param {boolean[]} real
 *  @param {(x: number, y: number) => Point[]} draw @returns {Point[]} */
function marks(roots, real, draw) {
  return roots.flatMap(([x, y], n) => (real[n] ? draw(x, 0) : [...draw(x, y), ...draw(x, -y)]))
}

/** @param {number} x @param {number} y @returns {Point[]} */
function cross(x, y) {
  const [left, right, low, high] = [x - MARK, x + MARK, y - MARK, y + MARK]
  return [[left, low], [right, high], GAP, [left, high], [right, low], GAP]
}

/** @param {number} x @param {number} y @returns {Point[]} */
function ring(x, y) {
  /** @type {Point[]} */
  const round = Array.from({ length: ROUND + 1 }, (_, k) => {
    const angle = (2 * Math.PI * k) / ROUND
    return [x + MARK * Math.cos(angle), y + MARK * Math.sin(angle)]
  })
  return [...round, GAP]
}
