// How large words are in a picture, and how much room they take.

import { ticks } from "./view.js"

/** @import { Theme } from "../../component/look.js" */

const FAR = 24 // CSS pixels: where the text is that large, the back row reads, and no word is smaller
const NARROW = 27 // times the size of the text: half of a window that is presented is wider
const WIDEST = 0.64 // width of a digit in the widest usual font, as part of its height
const MINUS = 0.84 // of a minus sign there
const POINT = 0.37 // and of a decimal point

/**
 * The height of words that are written at `part` of the text's size.
 * @type {(size: number, part: number) => number}
 */
export const lettering = (size, part) => (size < FAR ? part * size : Math.max(part * size, FAR))

/**
 * The room that a number takes; letters are narrower on the average.
 * @type {(text: string, height: number) => number}
 */
export function room(text, height) {
  const count = (/** @type {string} */ sign) => text.split(sign).length - 1
  const signs = (MINUS - WIDEST) * count("−") + (POINT - WIDEST) * count(".")
  return height * (WIDEST * text.length + signs)
}

export const TICK = 0.82 // of a tick's number, as part of the text's size
export const NAME = 0.95 // of an axis's name

/**
 * The room above a plane for its title.
 * @param {number} size
 */
export const headroom = (size) => 0.8 * size + lettering(size, NAME)

/**
 * How far above a plane the middle of its title lies.
 * @param {number} size
 */
export const titled = (size) => 0.85 * size

/**
 * The room of the longest number that an axis may have, which has so many at most.
 * @type {(low: number, high: number, theme: Theme, most?: number) => number}
 */
export function longest(low, high, theme, most = 10) {
  const height = lettering(theme.size, TICK)
  return Math.max(...ticks(low, high, most).map(({ text }) => room(text, height)))
}

/**
 * How many numbers stand above each other beside a plane that is so high.
 * @type {(height: number, theme: Theme) => number}
 */
export const lines = (height, theme) => Math.max(height / (4.9 * lettering(theme.size, TICK)), 2)

/**
 * Whether there is little room, as on a phone.
 * @type {(width: number, theme: Theme) => boolean}
 */
export const narrow = (width, theme) => width < NARROW * theme.size
