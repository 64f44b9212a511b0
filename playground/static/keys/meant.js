// Which key is meant, whatever the layout of the keyboard. Nothing here knows a screen.

/** @type {Record<string, string>} */
const TURNS = { PageUp: "before", PageDown: "after", ".": "blank", Escape: "leave" }
/** @type {Record<string, string>} */
const LETTERS = { B: "blank", C: "controls" }

/** @typedef {{ key: string, code: string }} Pressed */

/**
 * The digit or letter that is meant, in capitals, or null.
 * @type {(event: Pressed) => string | null}
 */
export function meant({ key, code }) {
  if (key.length > 1) return null // an arrow, or the number pad without its digits
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1]
  if (digit && key !== "/") return digit // which is Shift and 7 on many keyboards, and searches
  if (/^[a-z0-9]$/i.test(key)) return key.toUpperCase()
  const latin = /^[\x00-\x7f]$/.test(key) // such as a bracket, which has a meaning of its own
  return (!latin && /^Key([A-Z])$/.exec(code)?.[1]) || null
}

/**
 * What a key asks for while somebody presents, or null. Remote controls have keys to turn the page
 * and, most of them, a full stop or a B for a blank screen.
 * @type {(event: Pressed) => string | null}
 */
export function asked(event) {
  return TURNS[event.key] ?? LETTERS[meant(event) ?? ""] ?? null
}
