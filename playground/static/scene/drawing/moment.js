// What a layer is at one frame, and what of it serves the next frame too.

import { coordinates } from "../wire/blob.js"

/** @import { Positions, Track } from "../wire/header.js" */
/** @import { Cache, Moment } from "./painted.js" */

/**
 * What a layer needs again at the next frame, made anew when one of its reasons changed.
 * @template T
 * @param {Cache} cache
 * @param {string} key
 * @param {unknown[]} reasons what it is made of
 * @param {(former: T | undefined) => T} make
 * @returns {T}
 */
export function keep(cache, key, reasons, make) {
  const known = cache.get(key)
  const former = /** @type {T | undefined} */ (known?.value)
  const same = known?.reasons.every((reason, i) => reason === reasons[i])
  if (same && former !== undefined) return former
  const value = make(former)
  cache.set(key, { reasons, value })
  return value
}

/**
 * The points of a track at a frame, in pixels.
 * @type {(track: Track<Positions>, moment: Pick<Moment, "frame" | "view">) => Float32Array | undefined}
 */
export function pixelsOf(track, { frame, view }) {
  const array = track.at(frame)
  return array && view.pixels(coordinates(array))
}
