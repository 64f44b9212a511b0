// The plane on the screen: which part of it is shown, and where it lies on the canvas.

/** @import { Point, Window } from "../wire/header.js" */

/** @typedef {{ left: number, top: number, width: number, height: number }} Box CSS pixels on the canvas */

export class View {
  /** @type {Box} */
  box = { left: 0, top: 0, width: 1, height: 1 } // of the present panel
  boxes = [this.box] // of every panel: all show the same part of the plane
  entered = 0 // the panel that the pointer was in last
  /** @type {Window} */
  home = [0, 1, 0, 1] // the scene's window: x0, x1, y0, y1
  /** @type {Window} */
  shown = [0, 1, 0, 1] // what the person looks at

  /** @param {Window} window */
  setHome(window) {
    if (window.every((edge, i) => edge === this.home[i])) return
    this.home = window
    this.reset()
  }

  reset() {
    this.shown = [...this.home]
  }

  get moved() {
    return this.shown.some((edge, i) => edge !== this.home[i])
  }

  /**
   * Fit a box into each of the areas; with equal units, centred.
   * @type {(areas: Box[], equal: boolean) => void}
   */
  place(areas, equal) {
    const [x0, x1, y0, y1] = this.home
    const aspect = (x1 - x0) / (y1 - y0)
    this.boxes = areas.map(({ left, top, width, height }) => {
      let [w, h] = [Math.max(width, 20), Math.max(height, 20)]
      const full = w
      if (equal && w / h > aspect) w = h * aspect
      else if (equal) h = w / aspect
      // Whole pixels: clipping along a broken pixel costs half of the drawing.
      return { left: Math.round(left + (full - w) / 2), top: Math.round(top), width: Math.round(w),
        height: Math.round(h) }
    })
    this.entered = Math.min(this.entered, this.boxes.length - 1)
    this.turn(this.entered)
  }

  /**
   * Width and height of all boxes together, CSS pixels.
   * @returns {[number, number]}
   */
  get extent() {
    /** @type {(start: "left" | "top", size: "width" | "height") => number} */
    const span = (start, size) => Math.max(...this.boxes.map((box) => box[start] + box[size]))
      - Math.min(...this.boxes.map((box) => box[start]))
    return [span("left", "width"), span("top", "height")]
  }

  /**
   * Make a panel the present one: pixels are its pixels.
   * @param {number} panel
   */
  turn(panel) {
    this.box = this.boxes[panel]
  }

  /** @param {number} x */
  px(x) {
    const [x0, x1] = this.shown
    return this.box.left + ((x - x0) / (x1 - x0)) * this.box.width
  }

  /** @param {number} y */
  py(y) {
    const [, , y0, y1] = this.shown
    return this.box.top + ((y1 - y) / (y1 - y0)) * this.box.height
  }

  /**
   * The point of the plane under a pixel.
   * @type {(px: number, py: number) => Point}
   */
  at(px, py) {
    const [x0, x1, y0, y1] = this.shown
    const { left, top, width, height } = this.box
    return [x0 + ((px - left) / width) * (x1 - x0), y1 - ((py - top) / height) * (y1 - y0)]
  }

  /**
   * Whether a pixel lies in the present panel, or not further from it than `reach`.
   * @type {(px: number, py: number, reach?: number) => boolean}
   */
  contains(px, py, reach = 0) {
    return inside(this.box, px, py, reach)
  }

  /**
   * Whether a pixel lies in a panel, which then is the present one.
   * @type {(px: number, py: number) => boolean}
   */
  enter(px, py) {
    const panel = this.boxes.findIndex((box) => inside(box, px, py))
    if (panel < 0) return false
    this.entered = panel
    this.turn(panel)
    return true
  }

  /**
   * All points (x, y, x, y, ...) in pixels.
   * @param {Float32Array} points
   */
  pixels(points) {
    const out = new Float32Array(points.length)
    const ax = this.px(1) - this.px(0)
    const bx = this.px(0)
    const ay = this.py(1) - this.py(0)
    const by = this.py(0)
    for (let i = 0; i < points.length; i += 2) {
      out[i] = ax * points[i] + bx
      out[i + 1] = ay * points[i + 1] + by
    }
    return out
  }

  /**
   * Magnify by a factor; the point under the pixel stays where it is.
   * @type {(factor: number, px: number, py: number) => void}
   */
  zoom(factor, px, py) {
    const [x, y] = this.at(px, py)
    const [h0, h1] = this.home
    const [x0, x1, y0, y1] = this.shown
    const most = 8 * (h1 - h0) // positions further out are not told apart
    const least = (h1 - h0) / 400
    const scale = Math.min(Math.max((x1 - x0) / factor, least), most) / (x1 - x0)
    /** @type {(edge: number, centre: number) => number} */
    const moved = (edge, centre) => centre + (edge - centre) * scale
    this.shown = [moved(x0, x), moved(x1, x), moved(y0, y), moved(y1, y)]
  }

  /** @type {(dx: number, dy: number) => void} */
  pan(dx, dy) {
    const [x0, x1, y0, y1] = this.shown
    const mx = (dx / this.box.width) * (x1 - x0)
    const my = (dy / this.box.height) * (y1 - y0)
    this.shown = [x0 - mx, x1 - mx, y0 + my, y1 + my]
  }
}

/** @type {(box: Box, px: number, py: number, reach?: number) => boolean} */
function inside({ left, top, width, height }, px, py, reach = 0) {
  return px >= left - reach && px <= left + width + reach && py >= top - reach && py <= top + height + reach
}

/**
 * Round numbers from low to high, about `count` of them, with the digits that tell them apart;
 * at least two, since one alone gives no scale.
 * @type {(low: number, high: number, count: number) => { value: number, text: string }[]}
 */
export function ticks(low, high, count) {
  const rough = (high - low) / Math.max(count, 1)
  const power = 10 ** Math.floor(Math.log10(rough))
  const wide = ([1, 2, 5].find((k) => k * power >= rough * 0.999) ?? 10) * power
  /** @param {number} each */
  const within = (each) => Math.floor(high / each + 1e-9) - Math.ceil(low / each - 1e-9) + 1
  const finer = [5, 4, 2, 1, 0.5].map((k) => k * power).filter((each) => each < wide)
  const step = [wide, ...finer].find((each) => within(each) >= 2) ?? wide
  const digits = Math.min(Math.max(-Math.floor(Math.log10(step) + 1e-9), 0), 12)
  const large = Math.max(Math.abs(low), Math.abs(high)) >= 1e6 || step < 1e-6
  /** @type {{ value: number, text: string }[]} */
  const out = []
  for (let k = Math.ceil(low / step - 1e-9); k <= Math.floor(high / step + 1e-9); k++) {
    const value = k * step
    const own = Math.floor(Math.log10(Math.abs(value)) + 1e-9) - Math.floor(Math.log10(step) + 1e-9)
    const text = large ? power10(value, Math.min(Math.max(own, 1), 12))
      : digits ? value.toFixed(digits) : grouped(value.toFixed(0))
    out.push({ value, text: text.replace(/^-(0(\.0+)?)$/, "$1").replace("-", "−") })
    if (out.length > 50) break
  }
  return out
}

/**
 * Three significant digits, for reading.
 * @param {number} value
 */
export function digits3(value) {
  if (!Number.isFinite(value)) return "–"
  const size = Math.abs(value)
  let text = size < 999.5 ? value.toPrecision(3) : grouped(value.toFixed(0))
  if (size === 0) text = "0"
  else if (size < 1e-3 || size >= 1e5) text = power10(value, 2)
  return text.replace("-", "−")
}

/**
 * Whole numbers in threes: 1,000.
 * @param {string} digits
 */
export const grouped = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ",")

/**
 * A number times a power of ten, as a person writes it: 1.2×10⁻⁵.
 * @param {number} value
 * @param {number} digits after the point
 */
function power10(value, digits) {
  if (value === 0) return "0"
  const [mantissa, power] = value.toExponential(digits).split("e")
  const raised = [...power.replace("+", "")].map((sign) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(sign)])
  return `${mantissa}×10${raised.join("")}`
}
