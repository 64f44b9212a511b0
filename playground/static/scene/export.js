// The picture as a PNG: what is seen, with its legend and counter, at twice the size of the screen.

import { atDensity, density, element } from "./dom.js"
import { drawSwatch, named, SWATCH } from "./legend.js"

const GAP = 16
const LARGER = 2
const LONGEST = 100 // letters of a page and its setup in a file's name

/** Save the picture. It offers theme, canvas, timeline, header, seen (its visible layers),
 *  redraw() and changed(). */
export function save(picture) {
  const { timeline } = picture
  const time = timeline.element.hidden ? [] : [timeline.name, timeline.time]
  return download(picture, () => compose(picture), time)
}

/** Save what `compose` draws, after the thing has been drawn as densely as a slide wants it. */
export async function download(thing, compose, parts) {
  const canvas = atDensity(LARGER * density(), () => {
    thing.redraw()
    return compose()
  })
  thing.changed()
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"))
  const link = element("a", { download: fileName(parts), href: URL.createObjectURL(blob) })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** A name that says the page and its setup: the address is the state. */
function fileName(parts) {
  const page = location.pathname.split("/").filter(Boolean).at(-1) ?? "playground"
  const knobs = [...new URLSearchParams(location.search)]
    .filter(([name]) => name.startsWith(`${page}_`))
    .map(([name, value]) => `${name.slice(page.length + 1)}=${value}`)
  const text = [page, ...knobs].join(" ").slice(0, LONGEST)
  return `${[text, ...parts].join(" ").replace(/[^\p{L}\p{N}=.,_+-]+/gu, "-")}.png`
}

function compose({ theme, canvas, timeline, header, seen }) {
  const ratio = density()
  const width = canvas.width / ratio
  const height = canvas.height / ratio
  const font = `${theme.size}px ${theme.font}`
  const out = document.createElement("canvas")
  const context = out.getContext("2d")
  context.font = font
  const rows = arrange(context, named(seen), width, theme)
  const legend = rows.length * 1.7 * theme.size
  const moving = !timeline.element.hidden
  const strip = moving ? timeline.strip.picture(theme, width) : null
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
  context.drawImage(canvas, 0, legend, width, height)
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
