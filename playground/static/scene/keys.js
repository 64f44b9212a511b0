// Keys that nothing on the page has a use for go to the picture in use, so that a lecturer can press
// Space at once: the one last touched, else the first on the screen that moves. After a click the
// focus is on a link of the navigation or on the page's own frame, and these have no use for them.

/** @import { Board } from "../links/board.js" */
/** @import { Picture } from "./picture.js" */

/** @type {Set<Picture | Board>} */
export const pictures = new Set() // all on the page

/** @type {Picture | Board | null} */
let touched = null // the picture last used

/** @param {Event} event */
const remember = (event) => {
  const path = event.composedPath()
  touched = [...pictures].find((picture) => path.includes(picture.root)) ?? touched
}
document.addEventListener("pointerdown", remember, true)
document.addEventListener("focusin", remember, true)

// A button that was clicked with a pointer would keep the keyboard: Space would press it again
// instead of playing. Whoever moves by keyboard (detail is 0) keeps the focus, and a handle, a word
// that is looked at and a menu have a use for it.
const KEEPING = ".handles button, .word, [popovertarget]"

document.addEventListener("click", (event) => {
  const [pressed] = event.composedPath()
  const button = pressed instanceof Element && pressed.closest("button")
  if (button && event.detail > 0 && pictures.size && !button.matches(KEEPING)) {
    setTimeout(() => button.blur())
  }
}, true)

/** What the keyboard is in, in a shadow root or out of it. */
function focused() {
  let node = document.activeElement
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement
  return node
}

// What has a use of its own for the keys: it is written in, chosen from or slid.
const THEIRS = "input, textarea, select, summary, audio, video, [contenteditable], [role=slider], "
  + "[role=spinbutton], [role=combobox], [role=listbox], [role=option], [role=radio], [role=tab], "
  + "[role=switch], [role=checkbox], [role=menuitem], [role=grid], [role=dialog] *"
const PRESSED = "button:not(.handles *), [role=button]:not(.handles *)" // Space presses it

document.addEventListener("keydown", (event) => {
  const where = focused()
  if (event.defaultPrevented || where?.matches(THEIRS)) return
  if (event.key === " " && where?.matches(PRESSED)) return
  const moving = [...pictures].find(({ root, timeline }) => {
    const { top, bottom } = root.getBoundingClientRect()
    return !timeline.element.hidden && bottom > 0 && top < innerHeight
  })
  const asked = new Set([touched && pictures.has(touched) ? touched : moving, moving])
  if ([...asked].some((picture) => picture?.key(event))) event.preventDefault()
})
