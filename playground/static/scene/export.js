// The picture as a PNG: what is seen, with its legend and counter, in device pixels.

const version = new URL(import.meta.url).search
const { element } = await import(`./dom.js${version}`)
const { drawSwatch, named, SWATCH } = await import(`./legend.js${version}`)

const GAP = 16

/** Save the picture. It offers theme, canvas, timeline, header and seen (its visible layers). */
export async function save(picture) {
  const canvas = compose(picture)
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"))
  const { timeline } = picture
  const time = timeline.element.hidden ? "" : `-${timeline.name}-${timeline.time}`
  const link = element("a", { download: `scene${time}.png`, href: URL.createObjectURL(blob) })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

function compose({ theme, canvas, timeline, header, seen }) {
  const ratio = window.devicePixelRatio || 1
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
