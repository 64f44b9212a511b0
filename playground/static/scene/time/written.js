// A time as the counter writes it, and numbers as the strip says them.

import { digits3, grouped } from "../plane/view.js"

/**
 * Whether what is known of some numbers is whole, as where something is counted.
 * @param {number[]} numbers
 */
export const counting = (numbers) =>
  numbers.every((one) => !Number.isFinite(one) || Number.isInteger(one))

/** @type {(value: number, counts: boolean) => string} */
export const reading = (value, counts) =>
  counts && Math.abs(value) < 1e3 ? `${value}`.replace("-", "−") : digits3(value)

/**
 * Its leading zeros, which whole numbers have up to the longest of all times, and the digits that
 * count.
 * @param {number} time
 * @param {number[]} times
 * @returns {[zeros: string, digits: string]}
 */
export function written(time, times) {
  const largest = times.reduce((most, one) => Math.max(most, Math.abs(one)), 0)
  if (!times.every((one) => Number.isInteger(one))) {
    const digits = largest < 10 ? 3 : 1
    return ["", time.toFixed(digits).replace("-", "−")]
  }
  const digits = String(Math.abs(time))
  const padded = grouped(digits.padStart(String(largest).length, "0"))
  const kept = grouped(digits)
  const sign = time < 0 ? "−" : ""
  return [padded.slice(0, padded.length - kept.length), sign + kept]
}
