// The picture as a file: what is seen, with its legend, its counter and its strip.

import { atDensity, contextOf, density } from "../component/dom.js"
import { deliver } from "../component/file.js"
import { drawSwatch, named, SWATCH } from "./legend/legend.js"

/** @import { Paper, Surface } from "../component/paper.js" */
/** @import { Theme } from "../component/look.js" */
/** @import { Picture } from "./picture.js" */
/** @import { Timeline } from "./time/timeline.js" */
/** @import { Layer } from "./wire/header.js" */

const GAP = 16
const LARGER = 2

/** A sheet of pixels. */
export const canvas = () => document.createElement("canvas")

/** @typedef {{ height: number, draw(context: Paper, top: number): void }} Below */
/**
 * What can be kept as a file: the whole as the file shows it, on what `sheet()` makes, pixels or a
 * page of SVG; and what the file is called besides its page and setup.
 * @typedef {{ composed<Sheet extends Surface>(sheet: () => Sheet): Sheet, called: (string | number)[] }} Kept
 */

/**
 * Save a picture as a PNG at twice the size of the screen.
 * @param {Kept} picture
 */
export async function save(picture) {
  const drawn = atDensity(LARGER * density(), () => picture.composed(canvas))
  const blob = await written(drawn, "image/png")
  if (blob) deliver(blob, picture.called, "png")
}

/**
 * A canvas as a file, or null where the browser writes none.
 * @type {(canvas: HTMLCanvasElement, type: string, quality?: number) => Promise<Blob | null>}
 */
export const written = (canvas, type, quality) =>
  new Promise((done) => canvas.toBlob(done, type, quality))

/**
 * The present time of a picture in the words of a file's name; none where nothing moves. One that
 * leaves the time axis to another has a time all the same.
 * @type {(picture: { timeline: Timeline }) => (string | number)[]}
 */
export const momentOf = ({ timeline }) => (timeline.moves ? [timeline.name, timeline.time] : [])

/**
 * The whole as it is now; `sheet()` makes what is drawn on: pixels, or a page of SVG.
 * @template {Surface} Sheet
 * @param {Picture} picture
 * @param {() => Sheet} sheet
 * @returns {Sheet}
 */
export function compose(picture, sheet) {
  const { timeline, root, drawn } = picture
  const ratio = density()
  const plane = sheet()
  if (!drawn) return plane
  const { theme, header, seen } = drawn
  const { width, height } = header.layers.length ? picture.paintOn(plane)
    : { width: root.clientWidth, height: 0 }
  const font = `${theme.size}px ${theme.font}`
  const out = sheet()
  const context = contextOf(out)
  context.font = font
  const rows = arrange(context, named(seen), width, theme)
  const legend = rows.length * 1.7 * theme.size
  const time = timeBelow(timeline, theme, width, sheet)
  const title = header.badge ? 1.8 * theme.size : 0
  out.width = (width + 2 * GAP) * ratio
  out.height = (legend + title + height + time.height + 2 * GAP) * ratio
  context.scale(ratio, ratio)
  context.fillStyle = theme.background
  context.fillRect(0, 0, width + 2 * GAP, out.height / ratio)
  context.translate(GAP, GAP)
  context.textBaseline = "middle"
  if (title) {
    context.font = `italic ${font}`
    context.fillStyle = theme.text
    context.fillText(header.badge, 0, 0.6 * theme.size)
    context.translate(0, title)
  }
  rows.forEach((row, n) => row.forEach(({ layer, x }) => {
    context.save()
    context.translate(x, n * 1.7 * theme.size)
    context.save()
    context.scale(theme.unit, theme.unit)
    drawSwatch(context, layer, theme)
    context.restore()
    context.font = font
    context.textAlign = "left"
    context.textBaseline = "middle"
    context.fillStyle = theme.text
    context.fillText(layer.name, SWATCH.width * theme.unit + 8, 0.5 * theme.size)
    context.restore()
  }))
  if (height) context.drawImage(plane, 0, legend, width, height)
  time.draw(context, legend + height)
  return out
}

/**
 * The time below a picture, if it moves: its counter and its strip, and how high they are.
 * @type {(timeline: Timeline, theme: Theme, width: number, sheet: () => Surface) => Below}
 */
export function timeBelow(timeline, theme, width, sheet) {
  if (timeline.element.hidden) return { height: 0, draw: () => {} }
  const strip = timeline.strip.picture(theme, width, sheet)
  const counter = 2.6 * theme.size
  const high = strip.height / density()
  return {
    height: counter + high,
    draw: (context, top) => {
      context.font = `600 ${1.5 * theme.size}px ${theme.font}`
      context.fillStyle = theme.text
      context.textAlign = "left"
      context.textBaseline = "middle"
      const [name, zeros, digits] = timeline.reading()
      context.fillText(`${name} ${zeros}${digits}`, 0, top + counter / 2)
      context.drawImage(strip, 0, top + counter, width, high)
    },
  }
}

/**
 * The legend's words in rows that fit the width.
 * @type {(context: Paper, layers: Layer[], width: number, theme: Theme) => { layer: Layer, x: number }[][]}
 */
function arrange(context, layers, width, theme) {
  /** @type {{ layer: Layer, x: number }[][]} */
  const rows = []
  let x = Infinity
  for (const layer of layers) {
    const wide = SWATCH.width * theme.unit + 8 + context.measureText(layer.name).width + 20
    if (x + wide > width) {
      rows.push([])
      x = 0
    }
    rows[rows.length - 1].push({ layer, x })
    x += wide
  }
  return rows
}
