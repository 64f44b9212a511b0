// Keys that nothing on the page has taken go to the picture in use, so that a lecturer can press
// Space at once: the one last touched, else the first on the screen that moves.

export const pictures = new Set() // each offers root, timeline and key(event)

let touched = null // the picture last used

const remember = (event) => {
  const path = event.composedPath()
  touched = [...pictures].find((picture) => path.includes(picture.root)) ?? touched
}
document.addEventListener("pointerdown", remember, true)
document.addEventListener("focusin", remember, true)

// A button that was clicked with a pointer would keep the keyboard: Space would press it again
// instead of playing. Whoever moves by keyboard (detail is 0) keeps the focus.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button")
  if (button && event.detail > 0 && pictures.size) setTimeout(() => button.blur())
}, true)

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || document.activeElement !== document.body) return
  const picture = pictures.has(touched) ? touched : [...pictures].find(({ root, timeline }) => {
    const { top, bottom } = root.getBoundingClientRect()
    return !timeline.element.hidden && bottom > 0 && top < innerHeight
  })
  if (picture?.key(event)) event.preventDefault()
})
