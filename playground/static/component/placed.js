// What a component draws, kept over Streamlit's calls: one thing for each element it is given.

/** @typedef {HTMLElement | ShadowRoot} Place what Streamlit gives a component to draw in */
/** @typedef {(name: string, value: unknown) => void} SetState what Python is told */
/** @typedef {{ data: unknown, parentElement: Place, setStateValue: SetState }} Call */
/** @typedef {{ update(data: unknown, setState: SetState): void, changed(): void, remove(): void }} Thing */

const LATE = 300 // milliseconds

/** @type {Set<Thing>} */
const all = new Set() // the things on the page, of all components
/** @type {MediaQueryList | null} */
let scale = null // kept, or the browser might forget that somebody listens

/** Draw everything anew when a pixel gets another size: a window that is dragged to the projector,
 *  or a page that is magnified. */
function watchScale() {
  scale = matchMedia(`(resolution: ${devicePixelRatio}dppx)`)
  scale.addEventListener("change", () => {
    for (const thing of all) thing.changed()
    watchScale()
  }, { once: true })
}
watchScale()

/**
 * A component: `make(element)` makes the thing, which has `update`, `changed` and `remove`. While it is on
 * the page it belongs to the `crowd`.
 * @template {Thing} One
 * @param {(element: Place) => One} make
 * @param {{ add(thing: One): unknown, delete(thing: One): unknown }} crowd
 */
export function component(make, crowd = new Set()) {
  /** @type {Map<Place, { thing: One, calls: number }>} */
  const placed = new Map() // the element that Streamlit gives -> the thing and its last call
  /** @type {(call: Call) => () => void} */
  return ({ data, parentElement, setStateValue }) => {
    let here = placed.get(parentElement)
    if (!here) {
      here = { thing: make(parentElement), calls: 0 }
      placed.set(parentElement, here)
      crowd.add(here.thing)
      all.add(here.thing)
    }
    here.thing.update(data, setStateValue)
    // Streamlit also runs the cleanup of a call that a newer one overtakes, with newer data or
    // another theme, and on a busy machine the newer one comes late: what is drawn stays as long as
    // its place is on the page, and so do the frames that no server sends a second time.
    const call = ++here.calls
    const look = () => {
      if (call !== here.calls || placed.get(parentElement) !== here) return
      if (parentElement.isConnected) {
        setTimeout(look, LATE)
        return
      }
      placed.delete(parentElement)
      crowd.delete(here.thing)
      all.delete(here.thing)
      here.thing.remove()
    }
    return () => setTimeout(look, LATE)
  }
}
