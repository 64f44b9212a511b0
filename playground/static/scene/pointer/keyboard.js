// The keys of the plane: where nothing moves, a look at one place after the other; and the plane
// itself, nearer and further.

/** @import { Picture } from "../picture.js" */

const LOOKS = 40 // steps in which the keyboard crosses the plane

export class Keyboard {
  /** @param {Picture} picture */
  constructor(picture) {
    this.picture = picture
  }

  /**
   * What each key does now.
   * @type {(event: KeyboardEvent) => Record<string, (() => void) | undefined>}
   */
  acts({ code, key }) {
    const { timeline, view } = this.picture
    const { left, top, width, height } = view.box
    const [x, y] = [left + width / 2, top + height / 2]
    return {
      ...(timeline.element.hidden && this.#inHand && {
        ArrowLeft: () => this.#look(-1, 0),
        ArrowRight: () => this.#look(1, 0),
        ArrowUp: () => this.#look(0, -1),
        ArrowDown: () => this.#look(0, 1),
        Home: () => this.#look(-LOOKS, 0),
        End: () => this.#look(LOOKS, 0),
        Escape: this.picture.pointed ? () => this.picture.unprobe() : undefined,
      }),
      "+": () => view.zoom(1.25, x, y),
      "-": () => view.zoom(0.8, x, y),
      [/^(Digit|Numpad)0$/.test(code) ? key : "0"]: () => view.reset(),
    }
  }

  /** Whether the keyboard is on the picture itself. */
  get #inHand() {
    const { canvas } = this.picture
    return /** @type {Document | ShadowRoot} */ (canvas.getRootNode()).activeElement === canvas
  }

  /**
   * Read what lies some steps further on the plane; at first, in its middle.
   * @type {(right: number, down: number) => void}
   */
  #look(right, down) {
    const { view, pointed, tooltip, voice } = this.picture
    const { left, top, width, height } = view.box
    const [x, y] = pointed ?? [left + width / 2, top + height / 2]
    /** @type {(place: number, start: number, size: number) => number} */
    const within = (place, start, size) => Math.min(Math.max(place, start + 1), start + size - 1)
    const step = width / LOOKS
    this.picture.probe(within(x + right * step, left, width), within(y + down * step, top, height))
    voice.say(() => tooltip.words)
  }
}
