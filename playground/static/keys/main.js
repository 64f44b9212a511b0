// The hot keys of the page's buttons, on every keyboard. Streamlit writes a button's key on it, and
// would also listen for it; but it goes by characters, which differ from layout to layout: a French
// keyboard has its digits behind Shift, a Russian one has no P. So the key is taken before it gets
// there, once for the page, and the button that bears it is clicked.

let presenting = false

/** The digit or letter that is meant, in capitals, or null. */
export function meant({ key, code }) {
  if (key.length > 1) return null // an arrow, or the number pad without its digits
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1]
  if (digit) return digit
  if (/^[a-z1-9]$/i.test(key)) return key.toUpperCase()
  const latin = /^[\x00-\x7f]$/.test(key) // such as a bracket, which has a meaning of its own
  return (!latin && /^Key([A-Z])$/.exec(code)?.[1]) || null
}

const EDITABLE = "input:not([type=range], [type=checkbox], [type=radio], [type=button]), textarea, "
  + "select, [contenteditable]:not([contenteditable=false])"

/** Whether somebody is writing, in a shadow root or out of it. */
export const writing = (event) => event.composedPath()[0]?.matches?.(EDITABLE)

const visible = (node) => node.getClientRects().length > 0

const buttonOf = (name) => [...document.querySelectorAll(`[aria-label="Shortcut ${name}"]`)]
  .map((hint) => hint.closest("button")).find((button) => button && visible(button))

/** The preset before (-1) or after (1) the lit one; from nowhere, the first. */
function neighbour(by) {
  const all = [...document.querySelectorAll(`[class*="-preset-"] button`)].filter(visible)
  const lit = all.findIndex((button) => button.dataset.testid === "stBaseButton-primary")
  return lit < 0 ? all[0] : all[lit + by]
}

const TURNS = { PageUp: -1, PageDown: 1 } // what a remote control sends

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || writing(event)) return
  const turn = presenting && TURNS[event.key]
  const name = meant(event)
  const button = turn ? neighbour(turn) : name && buttonOf(name)
  if (!button && !turn) return
  event.preventDefault()
  event.stopImmediatePropagation()
  if (button && !button.disabled && !event.repeat) button.click()
}, true)

export default function ({ data }) {
  presenting = data.presenting
}
