// Words from outside, shown as they are.

/** @import { Paper } from "../component/paper.js" */
/** @import { LinksHeader, Side } from "../scene/wire/header.js" */

const MOST = 40 // letters of what a word stands for

/**
 * Control characters as their pictures: a text shows what it is made of, and does nothing.
 * @param {string} word
 */
export function visible(word) {
  return word
    .replace(/[\u0000-\u001f]/g, (sign) => String.fromCharCode(0x2400 + sign.charCodeAt(0)))
    .replace(/[\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, "·")
}

/**
 * A word, and what it stands for where it does not say it itself.
 * @type {(header: Pick<LinksHeader, "origins">, side: Side, place: number, word: string) => string}
 */
export function explained({ origins }, side, place, word) {
  const origin = origins[side][place]
  return origin ? `${visible(word)} “${visible(short(origin))}”` : visible(word)
}

/** @param {string} text */
function short(text) {
  const letters = Array.from(text)
  return letters.length > MOST ? `${letters.slice(0, MOST).join("")}…` : text
}

/**
 * As much of a word as fits, told by its beginning.
 * @type {(word: string, context: Pick<Paper, "measureText">, most: number) => string}
 */
export function cut(word, context, most) {
  const flat = visible(word)
  if (context.measureText(flat).width <= most) return flat
  const letters = Array.from(flat)
  while (letters.length > 1 && context.measureText(`${letters.join("")}…`).width > most) letters.pop()
  return `${letters.join("")}…`
}
