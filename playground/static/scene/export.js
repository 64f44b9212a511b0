// The picture as a file: what is seen, with its legend, its counter and its strip.

import { atDensity, density } from "../component/dom.js"
import { deliver } from "../component/file.js"
import { drawSwatch, named, SWATCH } from "./legend/legend.js"

const GAP = 16
const LARGER = 2

/** A sheet of pixels. */
const canvas = () => document.createElement("canvas")

/** Save the picture as a PNG at twice the size of the screen. */
export function save(picture) {
  return saved(() => atDensity(LARGER * density(), () => compose(picture)), momentOf(picture))
}

/** Save what `compose` draws as a PNG, after the thing has been drawn as densely as a slide wants
 *  it. */
export function download(thing, compose, parts) {
  return saved(() => {
    const out = atDensity(LARGER * density(), () => {
      thing.redraw()
      return compose()
    })
    thing.changed()
    return out
  }, parts)
}

async function saved(draw, parts) {
  const out = draw()
  deliver(await new Promise((done) => out.toBlob(done, "image/png")), parts, "png")
}

/** The present time of a picture in the words of a file's name; none where nothing moves. */
export const momentOf = ({ timeline }) =>
  (timeline.element.hidden ? [] : [timeline.name, timeline.time])

/** The whole as it is now. The picture offers theme, timeline, header, seen (its visible layers),
 *  root and paintOn(sheet); `sheet()` makes what is drawn on: pixels, or a page of SVG. */
export function compose(picture, sheet = canvas) {
  const { theme, timeline, header, seen, root } = picture
  const ratio = density()
  const plane = sheet()
  const { width, height } = header.layers.length ? picture.paintOn(plane)
    : { width: root.clientWidth, height: 0 }
  const font = `${theme.size}px ${theme.font}`
  const out = sheet()
  const context = out.getContext("2d")
  context.font = font
  const rows = arrange(context, named(seen), width, theme)
  const legend = rows.length * 1.7 * theme.size
  const moving = !timeline.element.hidden
  const strip = moving ? timeline.strip.picture(theme, width, sheet) : null
  const counter = moving ? 2.6 * theme.size : 0
  const strips = moving ? strip.height / ratio : 0
  const title = header.badge ? 1.8 * theme.size : 0
  out.width = (width + 2 * GAP) * ratio
  out.height = (legend + title + height + counter + strips + 2 * GAP) * ratio
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
  if (moving) {
    context.font = `600 ${1.5 * theme.size}px ${theme.font}`
    context.fillStyle = theme.text
    const [name, zeros, digits] = timeline.reading()
    context.fillText(`${name} ${zeros}${digits}`, 0, legend + height + counter / 2)
    context.drawImage(strip, 0, legend + height + counter, width, strips)
  }
  return out
}

/** The legend's words in rows that fit the width. */
function arrange(context, layers, width, theme) {
  const rows = []
  let x = Infinity
  for (const layer of layers) {
    const wide = SWATCH.width * theme.unit + 8 + context.measureText(layer.name).width + 20
    if (x + wide > width) {
      rows.push([])
      x = 0
    }
    rows.at(-1).push({ layer, x })
    x += wide
  }
  return rows
}
