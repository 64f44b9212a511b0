// The words over a strip, each curve's name and value: in one line, or in two where that is too
// little room.

import { room } from "../plane/lettering.js"

const SWATCH = 22 // CSS pixels before a word: a line of the curve's colour, and a gap
const APART = 18 // between a word and the next swatch
const LETTER = 0.85 // width of a letter, as part of that of a digit
const NUMBER = " −0.0000" // as wide as most values, so that no line comes and goes with them
const SMALLER = 0.8 // of the height of a word, where there are two lines
const SQUEEZED = 0.8 // of their width, words can still be read

/**
 * How the words of a strip stand: in so many lines, each so high, and all of them together.
 * @typedef {{ lines: number, word: number, high: number }} Setting
 */

/**
 * One line, or two where the names have no room in one, and the curves under them have some left.
 * @type {(names: string[], word: number, width: number, height: number) => Setting}
 */
export function setting(names, word, width, height) {
  const wanted = names.reduce((sum, name) => sum + SWATCH + APART + LETTER * room(name + NUMBER, word), 0)
  const one = { lines: 1, word, high: 1.4 * word }
  const two = { lines: 2, word: SMALLER * word, high: 2.5 * SMALLER * word }
  return names.length > 1 && SQUEEZED * wanted > width && height - two.high > 1.8 * word ? two : one
}

/**
 * Where each word begins, and what it is squeezed to where even its line has too little room.
 * @type {(widths: number[], { lines, word, high }: Setting, width: number) =>
 *   { left: number, text: number, middle: number, squeeze: number, wide: number }[]}
 */
export function placed(widths, { lines, word, high }, width) {
  const each = Math.ceil(widths.length / lines)
  return Array.from({ length: lines }, (_, line) => line).flatMap((line) => {
    const own = widths.slice(line * each, (line + 1) * each)
    const wanted = own.reduce((sum, wide) => sum + SWATCH + APART + wide, -APART)
    const squeeze = Math.min(width / wanted, 1)
    const middle = lines === 1 ? 0.65 * word : (high / lines) * (line + 0.5)
    let left = 0
    return own.map((wide) => {
      const at = { left, text: left + SWATCH * squeeze, middle, squeeze, wide: wide * squeeze }
      left += (SWATCH + APART + wide) * squeeze
      return at
    })
  })
}
