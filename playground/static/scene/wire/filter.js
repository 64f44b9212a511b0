// A rational filter L(z) = b(1/z) / a(1/z) and what follows from it, by plain recursions.

/** @typedef {[x: number, y: number]} Point of the complex plane */

const EDGE = 0.999 // the largest radius of a pole: beyond it nothing dies out

/** The place of a pole inside the unit circle: its mirror image if it lies outside.
 *  @param {Point} pole
 *  @returns {Point} */
export function inside([x, y]) {
  const radius = Math.hypot(x, y)
  if (radius < EDGE) return [x, y]
  const kept = Math.min(1 / radius, EDGE)
  return [(x / radius) * kept, (y / radius) * kept]
}

/** Coefficients of Π (1 - r / z): a real root once, any other with its conjugate.
 *  @param {Point[]} points
 *  @param {boolean[]} real
 *  @returns {number[]} */
export function coefficients(points, real) {
  const factors = points.map(([x, y], n) => (real[n] ? [1, -x] : [1, -2 * x, x * x + y * y]))
  return factors.reduce(multiplied, [1])
}

/** The product of two polynomials.
 *  @param {number[]} p
 *  @param {number[]} q
 *  @returns {number[]} */
function multiplied(p, q) {
  const out = new Array(p.length + q.length - 1).fill(0)
  for (let i = 0; i < p.length; i++) {
    for (let j = 0; j < q.length; j++) out[i + j] += p[i] * q[j]
  }
  return out
}

/** What b / a makes of a row of numbers, from rest.
 *  @param {number[]} b
 *  @param {number[]} a
 *  @param {ArrayLike<number>} input */
export function filtered(b, a, input) {
  const out = new Float64Array(input.length)
  for (let n = 0; n < out.length; n++) {
    let sum = 0
    for (let k = 0; k < b.length && k <= n; k++) sum += b[k] * input[n - k]
    for (let k = 1; k < a.length && k <= n; k++) sum -= a[k] * out[n - k]
    out[n] = sum
  }
  return out
}

/** The answer to a single 1.
 *  @param {number[]} b
 *  @param {number[]} a
 *  @param {number} count */
export function impulse(b, a, count) {
  const unit = new Float64Array(count)
  unit[0] = 1
  return filtered(b, a, unit)
}

const MEMORY = 4096 // of an impulse response: .999 to the power of it, squared, is 3e-4

/** R[0 .. count - 1] of unit white noise through the filter.
 *  @param {number[]} b
 *  @param {number[]} a
 *  @param {number} count */
export function correlation(b, a, count) {
  const answer = impulse(b, a, MEMORY)
  return Float64Array.from({ length: count }, (_, m) => {
    let sum = 0
    for (let n = m; n < MEMORY; n++) sum += answer[n] * answer[n - m]
    return sum
  })
}

/** S at `count` angular frequencies from 0 to π, in decibels.
 *  @param {number[]} b
 *  @param {number[]} a
 *  @param {number} count */
export function decibels(b, a, count) {
  return Float64Array.from({ length: count }, (_, i) => {
    const omega = (Math.PI * i) / (count - 1)
    return 10 * Math.log10(Math.max(power(b, omega) / power(a, omega), 1e-30))
  })
}

/** @param {number[]} coefficients @param {number} omega */
function power(coefficients, omega) {
  let [real, imaginary] = [0, 0]
  coefficients.forEach((c, k) => {
    real += c * Math.cos(omega * k)
    imaginary -= c * Math.sin(omega * k)
  })
  return real * real + imaginary * imaginary
}
