// The picture as a file: what is seen, with its legend, its caption, its counter and its strip.

import { atDensity, contextOf, density } from "../component/dom.js"
import { deliver } from "../component/file.js"
import { drawSwatch, named, SWATCH } from "./legend/legend.js"

/** @import { Paper, Surface } from "../component/paper.js" */
/** @import { Theme } from "../component/look.js" */
/** @import { Picture } from "./picture.js" */
/** @import { Timeline } from "./time/timeline.js" */

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
  deliver(await written(drawn, "image/png"), picture.called, "png")
}

/**
 * A canvas as a file; an error where it is too large for one.
 * @type {(canvas: HTMLCanvasElement, type: string, quality?: number) => Promise<Blob>}
 */
export const written = (canvas, type, quality) => new Promise((done, fail) =>
  canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("No file"))), type, quality))

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
  const rows = arrange(named(seen), width, ({ name }) =>
    SWATCH.width * theme.unit + 28 + context.measureText(name).width)
  const legend = rows.length * 1.7 * theme.size
  const large = `${1.15 * theme.size}px ${theme.font}`
  context.font = large
  const captions = header.captions.map((text) =>
    arrange(text.split(" "), width, (word) => context.measureText(`${word} `).width))
  const line = 1.6 * theme.size
  // As high as the longest one needs: the frames of an animation are of one size.
  const below = legend + height + line * Math.max(0, ...captions.map((rows) => rows.length))
  const time = timeBelow(timeline, theme, width, sheet)
  const title = header.badge ? 1.8 * theme.size : 0
  out.width = (width + 2 * GAP) * ratio
  out.height = (title + below + time.height + 2 * GAP) * ratio
  context.scale(ratio, ratio)
  context.fillStyle = theme.background
  context.fillRect(0, 0, width + 2 * GAP, out.height / ratio)
  context.translate(GAP, GAP)
  context.textBaseline = "middle"
  context.textAlign = "left"
  context.fillStyle = theme.text
  if (title) {
    context.font = `italic ${font}`
    context.fillText(header.badge, 0, 0.6 * theme.size)
    context.translate(0, title)
  }
  context.font = font
  rows.forEach((row, n) => row.forEach(({ item, x }) => {
    const top = n * 1.7 * theme.size
    context.save()
    context.translate(x, top)
    context.scale(theme.unit, theme.unit)
    drawSwatch(context, item, theme)
    context.restore()
    context.fillText(item.name, x + SWATCH.width * theme.unit + 8, top + 0.5 * theme.size)
  }))
  if (height) context.drawImage(plane, 0, legend, width, height)
  context.font = large
  context.textAlign = "center"
  captions[timeline.frame]?.forEach((row, n) => {
    const words = row.map(({ item }) => item).join(" ")
    context.fillText(words, width / 2, legend + height + (n + 0.5) * line, width)
  })
  time.draw(context, below)
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
 * Things in rows that are so wide, and where each begins in its row.
 * @template Item
 * @param {Item[]} items
 * @param {number} width
 * @param {(item: Item) => number} wide
 */
function arrange(items, width, wide) {
  /** @type {{ item: Item, x: number }[][]} */
  const rows = []
  let x = Infinity
  for (const item of items) {
    const own = wide(item)
    if (x + own > width) {
      rows.push([])
      x = 0
    }
    rows[rows.length - 1].push({ item, x })
    x += own
  }
  return rows
}
