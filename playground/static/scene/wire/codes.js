// Numbers in few bits: half-precision ones, and positions on a scale of colours.

/** @type {Float32Array | null} */
let halves = null

/** All 65,536 half-precision numbers by their bits. */
export function halfTable() {
  if (halves) return halves
  halves = new Float32Array(65536)
  for (let bits = 0; bits < 65536; bits++) {
    const sign = bits & 0x8000 ? -1 : 1
    const exponent = (bits >> 10) & 31
    const fraction = bits & 1023
    if (exponent === 31) halves[bits] = fraction ? NaN : sign * Infinity
    else if (exponent === 0) halves[bits] = sign * fraction * 2 ** -24
    else halves[bits] = sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
  }
  return halves
}

/**
 * The position 0..1 of a value on a scale of colours.
 * @type {(range: { low?: number, high?: number, power?: number }, value: number) => number}
 */
export const position = ({ low = 0, high = 1, power = 1 }, value) =>
  Math.min(Math.max((value - low) / (high - low), 0), 1) ** power
