// What a layer is at one frame, and what of it serves the next frame too.

import { coordinates } from "../wire/blob.js"

/** What a layer needs again at the next frame, made anew when one of its reasons changed. */
export function keep(cache, key, reasons, make) {
  const known = cache.get(key)
  if (known?.reasons.every((reason, i) => reason === reasons[i])) return known.value
  const value = make(known?.value)
  cache.set(key, { reasons, value })
  return value
}

/** The points of a track at a frame, in pixels. */
export function pixelsOf(track, { frame, view }) {
  const array = track.at(frame)
  return array && view.pixels(coordinates(array))
}
