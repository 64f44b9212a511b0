// A filter L(z) = b(1/z) / a(1/z) and what follows from it, in factors: multiplied out, roots at
// one place would lose their digits.

/** @typedef {[x: number, y: number]} Point of the complex plane */
/** @typedef {[p: number, q: number]} Factor 1 + p / z + q / z² */

const EDGE = 0.999 // the largest radius of a pole: beyond it nothing dies out

/** The place of a pole inside the unit circle: its mirror image if it lies outside.
 *  @param {Point} pole
 *  @returns {Point} */
export function inside([x, y]) {
  const radius = Math.hypot(x, y)
  const scale = radius < EDGE ? 1 : Math.min(1 / radius, EDGE) / radius
  return [x * scale, y * scale]
}

/** The factors of Π (1 - r / z): a real root alone, any other with its conjugate.
 *  @param {Point[]} points
 *  @param {boolean[]} real
 *  @returns {Factor[]} */
export const factors = (points, real) =>
  points.map(([x, y], n) => (real[n] ? [-x, 0] : [-2 * x, x * x + y * y]))

/** What b / a makes of a row of numbers, from rest.
 *  @param {Factor[]} b
 *  @param {Factor[]} a
 *  @param {ArrayLike<number>} input */
export function filtered(b, a, input) {
  let row = Float64Array.from(input)
  for (let n = 0; n < Math.max(a.length, b.length); n++) {
    const [[b1, b2], [a1, a2]] = [b[n] ?? [0, 0], a[n] ?? [0, 0]]
    let [now, next] = [0, 0] // what the past adds to x and to the one after it
    row = row.map((x) => {
      const y = x + now
      now = next + b1 * x - a1 * y
      next = b2 * x - a2 * y
      return y
    })
  }
  return row
}

/** The answer to a single 1.
 *  @param {Factor[]} b
 *  @param {Factor[]} a
 *  @param {number} count */
export const impulse = (b, a, count) => filtered(b, a, [1, ...Array(count - 1).fill(0)])

const MEMORY = 4096 // of an impulse response: .999 to the power of it, squared, is 3e-4

/** R[0 .. count - 1] of unit white noise through the filter.
 *  @param {Factor[]} b
 *  @param {Factor[]} a
 *  @param {number} count */
export function correlation(b, a, count) {
  const answer = impulse(b, a, MEMORY)
  return Float64Array.from({ length: count }, (_, m) => {
    let sum = 0
    for (let n = m; n < MEMORY; n++) sum += answer[n] * answer[n - m]
    return sum
  })
}

/** `count` angular frequencies from 0 to π, each with S in decibels.
 *  @param {Factor[]} b
 *  @param {Factor[]} a
 *  @param {number} count
 *  @returns {Point[]} */
export function spectrum(b, a, count) {
  return Array.from({ length: count }, (_, i) => {
    const omega = (Math.PI * i) / (count - 1)
    return [omega, 20 * Math.log10(Math.max(size(b, omega) / size(a, omega), 1e-15))]
  })
}

/** @param {Factor[]} row @param {number} omega */
function size(row, omega) {
  const [x, y] = [Math.cos(omega), Math.sin(omega)] // z, and |z + p + q / z| is the factor's
  return row.reduce((all, [p, q]) => all * Math.hypot(x + p + q * x, y - q * y), 1)
}
