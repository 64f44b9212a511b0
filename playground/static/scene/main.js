// The entry: Streamlit calls it for every update and change of theme of every scene on the page.

const { Picture } = await import(`./picture.js${new URL(import.meta.url).search}`)

const pictures = new Map() // the element that Streamlit gives a scene -> its picture

export default function scene({ data, parentElement, setStateValue }) {
  let picture = pictures.get(parentElement)
  if (!picture) pictures.set(parentElement, (picture = new Picture(parentElement)))
  picture.update(data, setStateValue)
  // Streamlit also runs the cleanup of a call that newer data has overtaken while the modules
  // were loading; only that of the last call means that the scene is gone.
  const call = ++picture.calls
  return () => {
    if (call !== picture.calls) return
    pictures.delete(parentElement)
    picture.remove()
  }
}

let touched = null // the picture last used

const remember = (event) => {
  const path = event.composedPath()
  touched = [...pictures.values()].find((picture) => path.includes(picture.root)) ?? touched
}
document.addEventListener("pointerdown", remember, true)
document.addEventListener("focusin", remember, true)

// A button that was clicked with a pointer would keep the keyboard: Space would press it again
// instead of playing. Whoever moves by keyboard (detail is 0) keeps the focus.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button")
  if (button && event.detail > 0 && pictures.size) setTimeout(() => button.blur())
}, true)

// Keys that nothing on the page has taken go to the picture in use, so that a lecturer can press
// Space at once: the one last touched, else the first on the screen that moves.
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || document.activeElement !== document.body) return
  const all = [...pictures.values()]
  const picture = all.includes(touched) ? touched : all.find(({ root, timeline }) => {
    const { top, bottom } = root.getBoundingClientRect()
    return !timeline.element.hidden && bottom > 0 && top < innerHeight
  })
  if (picture?.key(event)) event.preventDefault()
})
