// The animation of a picture: moments evenly over all of its frames, each drawn as the PNG is.

import { atDensity } from "../component/dom.js"
import { canvas, written } from "../scene/export.js"
import { animated } from "./webp.js"

/** @import { Kept } from "../scene/export.js" */
/** @import { Timeline } from "../scene/time/timeline.js" */

const MOST = 72 // frames
const LONG = 1080 // pixels of the longer side, as a slide has room for
const END = 1500 // milliseconds that the last frame stays
const QUALITY = 0.85

/** @typedef {Kept & { timeline: Timeline, root: HTMLElement }} Moving */

/**
 * Which frames are shown, and for how many milliseconds each; the whole at the picture's pace.
 * @type {(picture: { timeline: { count: number, pace: number } }) => { frames: number[], durations: number[] }}
 */
export function planned({ timeline: { count, pace } }) {
  const most = Math.min(count, MOST)
  const frames = Array.from({ length: most }, (_, i) => Math.round((i * (count - 1)) / (most - 1)))
  const each = Math.round((1000 * count) / (pace * most))
  return { frames, durations: frames.map((_, i) => (i < most - 1 ? each : each + END)) }
}

/**
 * The bytes of the animation, or null where the browser writes no WebP. `told(share)` is called
 * on the way.
 * @type {(picture: Moving, told: (share: number) => void) => Promise<Uint8Array<ArrayBuffer> | null>}
 */
export async function animation(picture, told) {
  const { frames, durations } = planned(picture)
  const { clientWidth, clientHeight } = picture.root
  const ratio = LONG / Math.max(clientWidth, clientHeight)
  /** @type {Uint8Array[]} */
  const files = []
  let [wide, high] = [0, 0]
  for (const [n, frame] of frames.entries()) {
    const drawn = at(picture, frame, ratio)
    const blob = await written(drawn, "image/webp", QUALITY)
    if (blob.type !== "image/webp") return null
    files.push(new Uint8Array(await blob.arrayBuffer()))
    if (!n) [wide, high] = [drawn.width, drawn.height]
    told((n + 1) / frames.length)
  }
  return animated(files, durations, wide, high)
}

/**
 * The picture at a frame; on the screen it stays where it is.
 * @type {(picture: Moving, frame: number, ratio: number) => HTMLCanvasElement}
 */
function at(picture, frame, ratio) {
  const { timeline } = picture
  const now = timeline.frame
  timeline.frame = frame
  try {
    return atDensity(ratio, () => picture.composed(canvas))
  } finally {
    timeline.frame = now
  }
}
