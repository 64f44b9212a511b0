// Handles that other scenes of the page compute from: where they stand, by their shared name.

/** @import { Point } from "./header.js" */

/** @type {Map<string, Point[]>} */
const places = new Map() // name -> [[x, y], ...]
/** @type {Set<(name: string) => void>} */
const listeners = new Set()

/**
 * Where shared handles stand, or undefined as long as nobody has drawn them.
 * @param {string} name
 */
export const where = (name) => places.get(name)

/**
 * Say where handles stand now; null when they have left the page.
 * @type {(name: string, points: Point[] | null) => void}
 */
export function place(name, points) {
  if (!name) return
  if (points) places.set(name, points.map(([x, y]) => [x, y]))
  else places.delete(name)
  for (const listener of listeners) listener(name)
}

/**
 * Call `listener(name)` whenever shared handles move; returns what stops it.
 * @param {(name: string) => void} listener
 */
export function listen(listener) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
