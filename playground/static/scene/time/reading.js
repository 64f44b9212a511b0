// The numbers that a strip says: whole where something is counted, else three digits of them.

import { digits3 } from "../plane/view.js"

/**
 * Whether what is known of some numbers is whole, as where something is counted.
 * @param {number[]} numbers
 */
export const counting = (numbers) =>
  numbers.every((one) => !Number.isFinite(one) || Number.isInteger(one))

/** @type {(value: number, counts: boolean) => string} */
export const reading = (value, counts) =>
  counts && Math.abs(value) < 1e3 ? `${value}`.replace("-", "−") : digits3(value)
