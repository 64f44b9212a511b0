// Which key is meant, whatever the layout of the keyboard. Nothing here knows a screen.

/** The digit or letter that is meant, in capitals, or null. */
export function meant({ key, code }) {
  if (key.length > 1) return null // an arrow, or the number pad without its digits
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1]
  if (digit) return digit
  if (/^[a-z0-9]$/i.test(key)) return key.toUpperCase()
  const latin = /^[\x00-\x7f]$/.test(key) // such as a bracket, which has a meaning of its own
  return (!latin && /^Key([A-Z])$/.exec(code)?.[1]) || null
}

/** What a key asks for while somebody presents, or null. Remote controls have keys to turn the page
 *  and, most of them, a full stop or a B for a blank screen. */
export function asked(event) {
  const turn = { PageUp: "before", PageDown: "after", ".": "blank", Escape: "leave" }[event.key]
  return turn ?? { B: "blank", C: "controls" }[meant(event)] ?? null
}
