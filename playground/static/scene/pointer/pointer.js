// Mouse, finger and pen on the canvas: probe, pan, zoom, draw.

/** @import { View } from "../plane/view.js" */
/** @import { Point } from "../wire/header.js" */
/** @import { Sketch } from "./sketch.js" */
/** @import { Spots } from "./spots.js" */

const HOLD = 250 // milliseconds until a resting finger probes
const APART = 4 // CSS pixels between two points of a freehand stroke

/**
 * What is asked of a picture; its sketch is null while nothing is drawn.
 * @typedef {{ view: View, sketch: Sketch | null, spots: Spots, changed(): void, unprobe(): void,
 *   probe(px: number, py: number, above?: boolean): void }} Pointed
 */

/**
 * Listens on the picture's canvas.
 * @type {(canvas: HTMLCanvasElement, picture: Pointed) => void}
 */
export function listen(canvas, picture) {
  const { view } = picture
  /** @type {Map<number, Point>} */
  const touches = new Map() // where those pointers are that are down, by their number
  /** @type {"pan" | "draw" | "pinch" | "hold" | null} */
  let action = null
  let hold = 0
  let moved = false

  /** @type {(event: MouseEvent) => Point} */
  const place = (event) => {
    const box = canvas.getBoundingClientRect()
    return [event.clientX - box.left, event.clientY - box.top]
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return
    const at = place(event)
    touches.set(event.pointerId, at)
    canvas.setPointerCapture(event.pointerId)
    moved = false
    clearTimeout(hold)
    if (touches.size === 2) {
      if (action === "draw") picture.sketch?.cancel()
      action = "pinch"
      picture.unprobe()
    } else if (picture.sketch) {
      action = "draw" // a stroke that begins outside of the frame is drawn from where it enters
      if (view.enter(...at)) picture.sketch.begin(view.at(...at))
    } else if (event.pointerType === "mouse" || view.moved) {
      action = "pan"
      picture.unprobe()
    } else {
      hold = setTimeout(() => {
        action = "hold"
        picture.probe(...at, true)
      }, HOLD)
    }
  })

  canvas.addEventListener("pointermove", (event) => {
    const at = place(event)
    const before = touches.get(event.pointerId)
    if (!before) {
      view.enter(...at)
      if (event.pointerType === "mouse") picture.probe(...at)
      return
    }
    if (action === "draw") {
      if (!picture.sketch?.last) {
        if (view.enter(...at)) picture.sketch?.begin(view.at(...at))
        return
      }
      const [x, y] = [view.px(picture.sketch.last[0]), view.py(picture.sketch.last[1])]
      if (Math.hypot(at[0] - x, at[1] - y) >= APART) picture.sketch.extend(view.at(...at))
      return
    }
    if (action === "hold") picture.probe(...at, true)
    if (action === "pan") view.pan(at[0] - before[0], at[1] - before[1])
    if (action === "pinch") pinch(event.pointerId, before, at)
    touches.set(event.pointerId, at)
    moved = true
    if (action === "pan" || action === "pinch") picture.changed()
  })

  /** @type {(id: number, before: Point, at: Point) => void} */
  const pinch = (id, before, at) => {
    const other = [...touches].find(([one]) => one !== id)?.[1]
    if (!other) return
    /** @param {Point} p */
    const apart = (p) => Math.max(Math.hypot(p[0] - other[0], p[1] - other[1]), 10)
    view.pan((at[0] - before[0]) / 2, (at[1] - before[1]) / 2)
    view.zoom(apart(at) / apart(before), (at[0] + other[0]) / 2, (at[1] + other[1]) / 2)
  }

  /** @param {PointerEvent} event */
  const end = (event) => {
    if (!touches.delete(event.pointerId)) return
    clearTimeout(hold)
    if (action === "draw") picture.sketch?.finish()
    if (action === "hold") picture.unprobe()
    if (touches.size === 0) action = null
    if (event.type !== "pointerup" || moved) return
    if (event.pointerType === "mouse") picture.probe(...place(event))
    picture.spots.choose(...place(event))
  }
  canvas.addEventListener("pointerup", end)
  canvas.addEventListener("pointercancel", end)
  canvas.addEventListener("pointerleave", () => {
    if (touches.size === 0) picture.unprobe()
  })

  canvas.addEventListener("wheel", (event) => {
    // Without Ctrl (a pinch on a trackpad has it) or a click before, the wheel scrolls the page.
    view.enter(...place(event))
    const root = /** @type {Document | ShadowRoot} */ (canvas.getRootNode())
    const focused = root.activeElement === canvas
    if (!event.ctrlKey && !event.metaKey && !focused) return
    event.preventDefault()
    const pixels = event.deltaY * (event.deltaMode === 1 ? 16 : 1)
    view.zoom(Math.exp(-Math.min(Math.max(pixels, -120), 120) / 300), ...place(event))
    picture.changed()
  }, { passive: false })

  canvas.addEventListener("dblclick", () => {
    if (picture.sketch) return
    view.reset()
    picture.changed()
  })
}
