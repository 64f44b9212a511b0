// What stands around the plane: frame, ticks, names of the axes, colour bars.

import { ticks } from "./view.js"

/** Whether there is little room, as on a phone. */
const narrow = (width, theme) => width < 30 * theme.size

/** The different colour scales of the visible layers: at most two, on a phone one. */
export function scalesOf(layers, width, theme) {
  const found = new Map()
  for (const layer of layers) {
    if (!layer.scale || layer.scale === "ink") continue // a picture speaks for itself
    const key = [layer.scale, layer.low, layer.high, layer.power, layer.unit].join()
    if (!found.has(key)) found.set(key, layer)
  }
  return [...found.values()].slice(0, narrow(width, theme) ? 1 : 2)
}

/** Room for what stands around each plane, and for the colour bars beside all, in CSS pixels. */
export function margins(header, bars, width, theme) {
  const em = theme.size
  const small = narrow(width, theme)
  const all = 4.2 * em * bars.length
  if (header.panels.length) {
    return { left: 2.6 * em, bottom: 1.7 * em, top: 1.8 * em, right: 0.8 * em, bars: all }
  }
  if (!header.axes) {
    // A bar's name stands above it, and its last ticks reach beyond its ends.
    const [top, bottom] = bars.length ? [2.1 * em, 0.7 * em] : [2, 2]
    return { left: 2, bottom, top, right: 2, bars: all }
  }
  return {
    left: header.y_label && !small ? 3.8 * em : 2.6 * em,
    bottom: 1.5 * em + (header.x_label ? 1.25 * em : 0),
    top: bars.length || (small && header.y_label) ? 2.1 * em : 0.7 * em,
    right: bars.length ? 0 : 0.8 * em,
    bars: all,
  }
}

export function drawAxes(context, header, view, width, theme) {
  drawFrame(context, view, theme)
  if (!header.axes) return
  drawPlane(context, view, theme)
  if (!header.panels.length) drawNames(context, header, view, narrow(width, theme), theme)
}

/** The edge of the plane; of a picture without axes, too: else its paper has no end. */
function drawFrame(context, view, theme) {
  const { left, top, width, height } = view.box
  context.save()
  context.lineWidth = 1
  context.strokeStyle = theme.border
  context.strokeRect(Math.round(left) + 0.5, Math.round(top) + 0.5, Math.round(width) - 1,
    Math.round(height) - 1)
  context.restore()
}

function drawPlane(context, view, theme) {
  const { left, top, width, height } = view.box
  const [x0, x1, y0, y1] = view.shown
  const em = theme.size
  context.save()
  context.lineWidth = 1
  context.fillStyle = theme.text
  context.strokeStyle = theme.text
  context.globalAlpha = 0.75
  context.font = `${0.82 * em}px ${theme.font}`
  context.textAlign = "center"
  context.textBaseline = "top"
  const bottom = top + height
  for (const { value, text } of ticks(x0, x1, Math.max(width / (4.6 * em), 2))) {
    const x = view.px(value)
    mark(context, x, bottom, 0, 4)
    context.fillText(text, x, bottom + 0.4 * em)
  }
  context.textAlign = "right"
  context.textBaseline = "middle"
  for (const { value, text } of ticks(y0, y1, Math.max(height / (4 * em), 2))) {
    const y = view.py(value)
    mark(context, left, y, -4, 0)
    context.fillText(text, left - 0.5 * em, y)
  }
  context.restore()
}

function drawNames(context, header, view, small, theme) {
  const { left, top, width, height } = view.box
  const em = theme.size
  context.save()
  context.fillStyle = theme.text
  context.font = `italic ${0.95 * em}px ${theme.font}`
  context.textAlign = "center"
  context.textBaseline = "bottom"
  context.fillText(header.x_label, left + width / 2, top + height + 2.7 * em)
  if (small) {
    context.fillText(header.y_label, left, top - 0.4 * em)
  } else {
    context.translate(left - 2.6 * em, top + height / 2)
    context.rotate(-Math.PI / 2)
    context.fillText(header.y_label, 0, 0)
  }
  context.restore()
}

function mark(context, x, y, dx, dy) {
  context.beginPath()
  context.moveTo(x, y)
  context.lineTo(x + dx, y + dy)
  context.stroke()
}

/** One bar of colours with ticks and a name, right of all boxes and as high as the first. */
export function drawBar(context, layer, place, boxes, theme) {
  const em = theme.size
  const { top, height } = boxes[0]
  const edge = Math.max(...boxes.map((box) => box.left + box.width))
  const left = edge + 0.9 * em + place * 4.2 * em
  const thick = 0.8 * em
  context.save()
  context.lineWidth = 1 // the frame before may have ended with others
  context.textAlign = "left"
  context.globalAlpha = layer.kind === "field" ? layer.opacity : 1 // the colours that are seen
  context.drawImage(theme[layer.scale].column, left, top, thick, height)
  context.globalAlpha = 1
  context.strokeStyle = theme.border
  context.strokeRect(left, top, thick, height)
  context.font = `${0.82 * em}px ${theme.font}`
  context.fillStyle = theme.text
  context.strokeStyle = theme.text
  context.textBaseline = "middle"
  let last = Infinity
  for (const { value, text } of ticks(layer.low, layer.high, Math.max(height / (3.2 * em), 2))) {
    const y = top + height * (1 - ((value - layer.low) / (layer.high - layer.low)) ** layer.power)
    if (last - y < 1.15 * em) continue // a power squeezes one end of the scale
    last = y
    context.globalAlpha = 0.75
    mark(context, left + thick, y, 4, 0)
    context.fillText(text, left + thick + 0.5 * em, y)
  }
  context.globalAlpha = 1
  context.textBaseline = "bottom"
  context.textAlign = "right"
  context.fillText(layer.unit || layer.name, left + 3.3 * em, top - 0.7 * em)
  context.restore()
}
