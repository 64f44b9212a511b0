// The theme's colours, read from its CSS variables: no colour is written in this folder.

import { halfTable } from "../scene/wire/halves.js"

const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true })

/** Red, green, blue and opacity of a CSS colour, 0 to 255. */
export function rgb(css) {
  pen.clearRect(0, 0, 1, 1)
  pen.fillStyle = css
  pen.fillRect(0, 0, 1, 1)
  return pen.getImageData(0, 0, 1, 1).data
}

/** 256 colours between the stops: as CSS, as little-endian RGBA words, as a column of pixels. */
export function ramp(list) {
  const stops = list.map(rgb)
  const css = []
  const words = new Uint32Array(256)
  for (let i = 0; i < 256; i++) {
    const place = (i / 255) * (stops.length - 1)
    const k = Math.min(Math.floor(place), stops.length - 2)
    const mix = (c) => Math.round(stops[k][c] + (place - k) * (stops[k + 1][c] - stops[k][c]))
    const [r, g, b] = [mix(0), mix(1), mix(2)]
    css.push(`rgb(${r},${g},${b})`)
    words[i] = (255 << 24) | (b << 16) | (g << 8) | r
  }
  const column = Object.assign(document.createElement("canvas"), { width: 1, height: 256 })
  const context = column.getContext("2d")
  css.forEach((colour, i) => {
    context.fillStyle = colour
    context.fillRect(0, 255 - i, 1, 1)
  })
  return { css, words, column, tables: new Map() }
}

const read = (style, name) => style.getPropertyValue(`--st-${name}`).trim()
const split = (text) => text.split(/,(?![^(]*\))/).map((item) => item.trim())

const CLASSES = 10

/** Colours of one lightness that tell classes apart, besides their characters; neighbours differ
 *  by 108 degrees of hue. */
function classColours(dark) {
  const [lightness, chroma] = dark ? [0.8, 0.13] : [0.52, 0.16]
  return Array.from({ length: CLASSES }, (_, i) =>
    `oklch(${lightness} ${chroma} ${(25 + 108 * i) % 360})`)
}

/** The theme's colours, in the order in which they are read; each is a CSS variable `--st-...`. */
const COLOURS = ["background-color", "secondary-background-color", "text-color", "border-color",
  "primary-color", "chart-categorical-colors", "chart-sequential-colors",
  "chart-diverging-colors"]

/** The CSS variables of the theme that pictures read, here and in the style sheets. */
export const VARIABLES = [...COLOURS, "font", "base-font-size", "button-radius", "base-radius"]
  .map((name) => `--st-${name}`)

/** Everything that drawing needs to know of the theme, or the former one if nothing changed. */
export function readTheme(element, former) {
  const style = getComputedStyle(element)
  const [background, secondary, text, border, primary, categorical, sequential, diverging] =
    COLOURS.map((name) => read(style, name))
  const size = parseFloat(style.fontSize)
  const font = style.fontFamily
  const key = [background, text, border, primary, categorical, sequential, diverging, size].join()
  if (former?.key === key) return former
  const [red, green, blue] = rgb(background)
  const dark = 0.3 * red + 0.6 * green + 0.1 * blue < 128
  return {
    key, background, secondary, text, border, primary, size, font,
    unit: size / 16, // all that is drawn grows with the text, for the back row
    categorical: split(categorical),
    sequential: ramp(split(sequential)),
    diverging: ramp(split(diverging)),
    ink: ramp([background, text]),
    classes: classColours(dark),
  }
}

/** The colour word of every possible code of a field: a pixel is one look-up. */
export function codeTable(scale, type, power) {
  const key = `${type} ${power}`
  let table = scale.tables.get(key)
  if (table) return table
  if (type === "c1") {
    table = Uint32Array.from({ length: 256 }, (_, code) =>
      code === 255 ? 0 : scale.words[Math.round((code / 254) * 255)])
  } else {
    table = new Uint32Array(65536)
    halfTable().forEach((way, code) => {
      const place = Math.min(Math.max(way, 0), 1) ** power
      table[code] = Number.isFinite(way) ? scale.words[Math.round(place * 255)] : 0
    })
  }
  scale.tables.set(key, table)
  return table
}

/** The index 0..255 on a scale of a value of a layer, or -1 for none. */
export function scaleIndex(layer, value) {
  if (!Number.isFinite(value)) return -1
  const way = (value - layer.low) / (layer.high - layer.low)
  return Math.round(Math.min(Math.max(way, 0), 1) ** layer.power * 255)
}
