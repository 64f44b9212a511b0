// Where the frames can be pointed at in the plane: hovering shows one, a click keeps it.

/** @import { Timeline } from "../time/timeline.js" */
/** @import { View } from "../plane/view.js" */
/** @import { Point } from "../wire/header.js" */

const NEAR = 16 // CSS pixels

export class Spots {
  /** @type {Point[]} */
  places = [] // of the frames, in the plane; after the last one the first may have another
  frames = Number.POSITIVE_INFINITY // that have places
  /** @type {{ frame: number, peek: number } | null} */
  #peeking = null // the frame to come back to, and the one that is shown meanwhile

  /**
   * @param {View} view
   * @param {Timeline} timeline
   */
  constructor(view, timeline) {
    this.view = view
    this.timeline = timeline
  }

  /**
   * The pointer is here; what plays is not interrupted.
   * @type {(px: number, py: number) => void}
   */
  point(px, py) {
    const peek = this.#nearest(px, py)
    if (peek === null) {
      this.leave()
      return
    }
    if (this.timeline.playing || peek >= this.timeline.count) return
    const { frame } = this.timeline
    this.#peeking = { frame: this.#shown(frame) ? this.#peeking?.frame ?? frame : frame, peek }
    if (peek !== frame) this.timeline.seek(peek, { scrubbing: true })
  }

  /** Back to the frame that was chosen, unless time went on meanwhile. */
  leave() {
    if (this.#peeking && this.#shown(this.timeline.frame)) {
      this.timeline.seek(this.#peeking.frame, { scrubbing: true })
    }
    this.#peeking = null
  }

  /**
   * Stay at the frame that a click or a tap is on.
   * @type {(px: number, py: number) => void}
   */
  choose(px, py) {
    this.point(px, py)
    if (!this.#peeking) return
    const { peek } = this.#peeking
    this.#peeking = null
    this.timeline.seek(peek)
  }

  /** @param {number} frame */
  #shown(frame) {
    return !this.timeline.playing && this.#peeking?.peek === frame
  }

  /** @type {(px: number, py: number) => number | null} */
  #nearest(px, py) {
    /** @param {Point} spot */
    const apart = ([x, y]) => Math.hypot(this.view.px(x) - px, this.view.py(y) - py)
    const all = this.places.map(apart)
    const least = Math.min(...all)
    return least < NEAR ? all.indexOf(least) % this.frames : null
  }
}
