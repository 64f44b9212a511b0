// The one axis of a strip.

/** @import { Curve } from "../wire/header.js" */

const SPIKE = 2 // times the rest

/**
 * A curve with its number at every frame, and whether these are whole, as counts are.
 * @typedef {Curve & { numbers: Float64Array, counts: boolean }} Drawn
 */
/**
 * Its ends, whether it is logarithmic, and whether it has a place for a value.
 * @typedef {{ low: number, high: number, log: boolean, drawn(value: number): boolean }} Axis
 */

/**
 * Every curve's wanted range, or one that high spikes do not set.
 * @type {(curves: Drawn[]) => Axis}
 */
export function axis(curves) {
  const log = curves.some((curve) => curve.log)
  /** @param {number} value */
  const drawn = (value) => Number.isFinite(value) && !(log && value <= 0)
  let [low, high, top] = [Infinity, -Infinity, -Infinity]
  for (const { numbers, wanted, floor } of curves) {
    const known = numbers.filter(drawn).sort()
    const most = log ? 1 : 0.9 // logarithms leave room for spikes
    const own = wanted ?? [known[0], known[Math.ceil(most * (known.length - 1))]]
    const ends = [...own, floor ?? NaN].filter(drawn)
    low = Math.min(low, ...ends)
    high = Math.max(high, ...ends)
    if (!wanted) top = Math.max(top, known.at(-1) ?? top)
  }
  if (top - low <= SPIKE * (high - low)) high = Math.max(high, top)
  return low <= high ? { low, high, log, drawn } : { low: log ? 0.1 : 0, high: 1, log, drawn }
}
