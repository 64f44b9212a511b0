// What a component draws, kept over Streamlit's calls: one thing for each element it is given.

const LATE = 300 // milliseconds

/**
 * A component: `make(element)` makes the thing, which has `update` and `remove`. While it is on
 * the page it belongs to the `crowd`.
 */
export function component(make, crowd = new Set()) {
  const placed = new Map() // the element that Streamlit gives -> the thing and its last call
  return ({ data, parentElement, setStateValue }) => {
    let here = placed.get(parentElement)
    if (!here) {
      placed.set(parentElement, (here = { thing: make(parentElement), calls: 0 }))
      crowd.add(here.thing)
    }
    here.thing.update(data, setStateValue)
    // Streamlit also runs the cleanup of a call that newer data has overtaken while the modules
    // were loading, sometimes before the newer call gets here: it counts if no call comes soon.
    const call = ++here.calls
    return () => setTimeout(() => {
      if (call !== here.calls || placed.get(parentElement) !== here) return
      placed.delete(parentElement)
      crowd.delete(here.thing)
      here.thing.remove()
    }, LATE)
  }
}
