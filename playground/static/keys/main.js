// The hot keys of the page's buttons, on every keyboard, and those of a lecturer. Streamlit writes a
// button's key on it, and would also listen for it; but it goes by characters, which differ from
// layout to layout: a French keyboard has its digits behind Shift, a Russian one has no P. So the key
// is taken before it gets there, once for the page, and the button that bears it is clicked.

import { Lecture } from "./lecture.js"
import { asked, meant } from "./meant.js"

/** @import { Place } from "../component/placed.js" */

/** @type {Lecture | null} */
let lecture = null // while somebody presents
/** @type {KeyboardEvent | null} */
let leaving = null // the Escape that nobody had a use for yet

const EDITABLE = "input:not([type=range], [type=checkbox], [type=radio], [type=button]), textarea, "
  + "select, [contenteditable]:not([contenteditable=false])"

/**
 * Whether somebody is writing, in a shadow root or out of it.
 * @param {Event} event
 */
export const writing = (event) => {
  const [where] = event.composedPath()
  return where instanceof Element && where.matches(EDITABLE)
}

/** @param {Element} node */
const visible = (node) => node.getClientRects().length > 0

/**
 * The button that bears a key: one that is seen, or while somebody presents one that is slid out.
 * @param {string} name
 */
function buttonOf(name) {
  const all = [...document.querySelectorAll(`[aria-label="Shortcut ${name}"]`)]
    .map((hint) => hint.closest("button")).filter((button) => button !== null)
  return all.find(visible) ?? (lecture ? all[0] : null)
}

/**
 * The preset before (-1) or after (1) the lit one; from nowhere, the first.
 * @type {(by: number) => HTMLButtonElement | undefined}
 */
function neighbour(by) {
  const buttons = document.querySelectorAll(`[class*="-preset-"] button`)
  const all = [.../** @type {NodeListOf<HTMLButtonElement>} */ (buttons)]
  const lit = all.findIndex((button) => button.dataset.testid === "stBaseButton-primary")
  return lit < 0 ? all[0] : all[lit + by]
}

/**
 * Whether something stands open that Escape closes: a menu, a list, a dialog.
 * @param {Event} event
 */
const open = (event) => document.querySelector("[role=dialog], [role=listbox], [role=menu]")
  || event.composedPath().some((node) => node instanceof ShadowRoot && node.querySelector(":popover-open"))

/** @type {Partial<Record<string, () => void>>} */
const ACTS = {
  before: () => press(neighbour(-1)),
  after: () => press(neighbour(1)),
  blank: () => lecture?.toggleBlank(),
  controls: () => lecture?.toggleControls(),
}

/** @param {HTMLButtonElement | null | undefined} button */
function press(button) {
  if (button && !button.disabled) button.click()
}

/** @param {Event} event */
function take(event) {
  event.preventDefault()
  event.stopImmediatePropagation()
}

addEventListener("keydown", (event) => {
  if (lecture?.blank) {
    take(event)
    if (!event.repeat) lecture.toggleBlank()
    return
  }
  if (event.ctrlKey || event.metaKey || event.altKey || writing(event)) return
  const wish = lecture && asked(event)
  if (wish === "leave") {
    if (!open(event)) leaving = event
    return
  }
  const act = wish ? ACTS[wish] : undefined
  const name = meant(event)
  const button = !act && name && buttonOf(name)
  if (!act && !button) return
  take(event)
  if (event.repeat) return
  if (act) act()
  else press(button || null)
}, true)

addEventListener("keydown", (event) => {
  if (event !== leaving || event.defaultPrevented) return
  press(/** @type {HTMLButtonElement | null} */ (
    document.querySelector(".st-key-presenter_switch button")))
})

/** @param {{ data: { presenting: boolean }, parentElement: Place }} component */
export default function ({ data, parentElement }) {
  if (data.presenting) lecture ??= new Lecture()
  else {
    lecture?.end()
    lecture = null
  }
  lecture?.wear(parentElement)
}
