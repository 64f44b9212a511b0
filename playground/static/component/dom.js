// Small helpers for elements: no markup is ever parsed, so no text can become code.

/** @import { Paper, Surface } from "./paper.js" */

/**
 * An element with its attributes, its listeners, such as `onclick`, and its children.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, Attribute>} attributes
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      node.addEventListener(name.slice(2), /** @type {EventListener} */ (value))
    } else if (value === true) node.setAttribute(name, "")
    else if (value !== false && value !== null) node.setAttribute(name, `${value}`)
  }
  node.append(...children)
  return node
}

/** @typedef {string | number | boolean | null | URL | ((event: never) => void)} Attribute */
/** @typedef {keyof typeof SHAPES} Shape */

export const SHAPES = {
  play: "M8 5v14l11-7z",
  pause: "M7 5h3.6v14H7zM13.4 5H17v14h-3.6z",
  back: "M17 5v14l-9-7zM5.5 5H8v14H5.5z",
  forward: "M7 5v14l9-7zM16 5h2.5v14H16z",
  loop: "M7 7h9V4l5 4.5-5 4.5v-3H9v4H7zM17 17H8v3l-5-4.5L8 11v3h7v-4h2z",
  save: "M11 3h2v9.2l3.3-3.3 1.4 1.4L12 16l-5.7-5.7 1.4-1.4 3.3 3.3zM4 18h16v2.5H4z",
  home: "M4 4h6v2H6v4H4zM14 4h6v6h-2V6h-4zM4 14h2v4h4v2H4zM18 14h2v6h-6v-2h4z",
  undo: "M9 5v4c6 0 10 2.5 11 9-2.5-4-6-5.5-11-5.5V17L3 11z",
  clear: "M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12 19 17.6 17.6 19 12 13.4 6.4 19 5 17.6 10.6 12 5 6.4z",
}

/** @param {string} shape */
export function icon(shape) {
  const space = "http://www.w3.org/2000/svg"
  const svg = document.createElementNS(space, "svg")
  svg.setAttribute("viewBox", "0 0 24 24")
  svg.setAttribute("aria-hidden", "true")
  const path = document.createElementNS(space, "path")
  path.setAttribute("d", shape)
  svg.append(path)
  return svg
}

/**
 * @type {(name: Shape, label: string, press: () => void, attributes?: Record<string, Attribute>) => HTMLButtonElement}
 */
export function button(name, label, press, attributes = {}) {
  const words = { type: "button", "aria-label": label, title: label }
  const node = element("button", { ...words, ...attributes }, icon(SHAPES[name]))
  node.addEventListener("click", press)
  return node
}

/** The style sheets of a node at some addresses, in their order, and a promise that all have been
 * read: before, the node is not seen.
 * @param {HTMLElement} node
 * @param {...(URL | string)} addresses
 * @returns {[HTMLElement[], Promise<unknown>]}
 */
export function styled(node, ...addresses) {
  const sheets = addresses.map((href) => element("link", { rel: "stylesheet", href }))
  const read = sheets.map((sheet) => new Promise((done) => {
    sheet.onload = sheet.onerror = done
  }))
  node.style.visibility = "hidden"
  const all = Promise.all(read).then(() => node.style.removeProperty("visibility"))
  return [sheets, all]
}

/** @type {number | null} */
let wanted = null // pixels for each CSS pixel, while something is drawn for a file

/** How many pixels a CSS pixel has. */
export const density = () => wanted ?? (window.devicePixelRatio || 1)

/**
 * Draw with another density than the screen's.
 * @type {<T>(ratio: number, draw: () => T) => T}
 */
export function atDensity(ratio, draw) {
  wanted = ratio
  try {
    return draw()
  } finally {
    wanted = null
  }
}

/**
 * What draws on a canvas, or on what stands for one: every browser that gets here has it.
 * @typedef {{ (canvas: HTMLCanvasElement): CanvasRenderingContext2D, (canvas: Surface): Paper }} ContextOf
 */
export const contextOf = /** @type {ContextOf} */ (
  (/** @type {Surface} */ canvas) => canvas.getContext("2d"))

const MOST = 16_384 // pixels that the canvas of every browser can be wide or high

/**
 * Make a canvas as dense as it shall be at its CSS size; returns its context in CSS pixels.
 * @type {(canvas: Surface, width: number, height: number) => Paper}
 */
export function sized(canvas, width, height) {
  const ratio = Math.min(density(), MOST / Math.max(width, height))
  const [w, h] = [Math.max(Math.round(width * ratio), 1), Math.max(Math.round(height * ratio), 1)]
  if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, { width: w, height: h })
  const context = contextOf(canvas)
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, width, height)
  return context
}
