// The theme's colours, read from its CSS variables: no colour is written in this folder.

import { contextOf } from "./dom.js"

/** @import { Ramp, Theme } from "./look.js" */

const pen = /** @type {CanvasRenderingContext2D} */ (
  document.createElement("canvas").getContext("2d", { willReadFrequently: true }))

/**
 * Red, green, blue and opacity of a CSS colour, 0 to 255.
 * @param {string} css
 */
export function rgb(css) {
  pen.clearRect(0, 0, 1, 1)
  pen.fillStyle = css
  pen.fillRect(0, 0, 1, 1)
  return pen.getImageData(0, 0, 1, 1).data
}

/**
 * How light a colour looks, 0 to 255.
 * @param {string} css
 */
export function lightness(css) {
  const [red, green, blue] = rgb(css)
  return 0.3 * red + 0.6 * green + 0.1 * blue
}

/**
 * 256 colours between the stops.
 * @type {(list: string[]) => Ramp}
 */
export function ramp(list) {
  const stops = list.map(rgb)
  /** @type {string[]} */
  const css = []
  const words = new Uint32Array(256)
  for (let i = 0; i < 256; i++) {
    const place = (i / 255) * (stops.length - 1)
    const k = Math.min(Math.floor(place), stops.length - 2)
    /** @param {0 | 1 | 2} c */
    const mix = (c) => Math.round(stops[k][c] + (place - k) * (stops[k + 1][c] - stops[k][c]))
    const [r, g, b] = [mix(0), mix(1), mix(2)]
    css.push(`rgb(${r},${g},${b})`)
    words[i] = (255 << 24) | (b << 16) | (g << 8) | r
  }
  const column = Object.assign(document.createElement("canvas"), { width: 1, height: 256 })
  const context = contextOf(column)
  css.forEach((colour, i) => {
    context.fillStyle = colour
    context.fillRect(0, 255 - i, 1, 1)
  })
  return { css, words, column, tables: new Map() }
}

/** @type {(style: CSSStyleDeclaration, name: string) => string} */
const read = (style, name) => style.getPropertyValue(`--st-${name}`).trim()
/** @param {string} text */
const split = (text) => text.split(/,(?![^(]*\))/).map((item) => item.trim())

const CLASSES = 10

/**
 * Colours of one lightness that tell classes apart, besides their characters; neighbours differ
 * by 108 degrees of hue.
 * @param {boolean} dark
 */
function classColours(dark) {
  const [lightness, chroma] = dark ? [0.8, 0.13] : [0.52, 0.16]
  return Array.from({ length: CLASSES }, (_, i) =>
    `oklch(${lightness} ${chroma} ${(25 + 108 * i) % 360})`)
}

/** The theme's colours, in the order in which they are read; each is a CSS variable `--st-...`. */
export const COLOURS = ["background-color", "secondary-background-color", "text-color", "border-color",
  "primary-color", "chart-categorical-colors", "chart-sequential-colors",
  "chart-diverging-colors"]

/**
 * Everything that drawing needs to know of the theme, or the former one if nothing changed.
 * @type {(element: Element, former: Theme | null) => Theme}
 */
export function readTheme(element, former) {
  const style = getComputedStyle(element)
  const colours = COLOURS.map((name) => read(style, name))
  const size = parseFloat(style.fontSize)
  const font = style.fontFamily
  const key = JSON.stringify([colours, size, font])
  if (former?.key === key) return former
  const [background, secondary, text, border, primary, categorical, sequential, diverging] = colours
  return {
    key, background, secondary, text, border, primary, size, font,
    unit: size / 16, // all that is drawn grows with the text, for the back row
    categorical: split(categorical),
    sequential: ramp(split(sequential)),
    diverging: ramp(split(diverging)),
    ink: ramp([background, text]),
    classes: classColours(lightness(background) < 128),
  }
}
