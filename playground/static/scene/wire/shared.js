// Handles that other scenes of the page compute from: where they stand, by their shared name.

const places = new Map() // name -> [[x, y], ...]
const listeners = new Set()

/** Where shared handles stand, or undefined as long as nobody has drawn them. */
export const where = (name) => places.get(name)

/** Say where handles stand now; null when they have left the page. */
export function place(name, points) {
  if (!name) return
  if (points) places.set(name, points.map((point) => [...point]))
  else places.delete(name)
  for (const listener of listeners) listener(name)
}

/** Call `listener(name)` whenever shared handles move; returns what stops it. */
export function listen(listener) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
