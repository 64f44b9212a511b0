// Marks that tell something of each point: its class as a character, its spread as an ellipse.

import { contextOf } from "../../component/dom.js"
import { keep, pixelsOf } from "./moment.js"
import { stamp } from "./stamp.js"

/** @import { Paper } from "../../component/paper.js" */
/** @import { Theme } from "../../component/look.js" */
/** @import { Ellipses, Glyphs } from "../wire/header.js" */
/** @import { Moment } from "./painted.js" */

/**
 * One character for each point, copied from an image that is drawn once for each class.
 * @type {(context: Paper, layer: Glyphs, moment: Moment) => void}
 */
export function glyphs(context, layer, { frame, view, theme, cache, ratio }) {
  const xy = pixelsOf(layer.xy, { frame, view })
  if (!xy) return
  const size = layer.size * theme.unit * ratio
  const images = keep(cache, `glyphs ${layer.name} ${size}`, [theme, ratio], () =>
    /** @type {Map<string, HTMLCanvasElement>} */ (new Map()))
  context.setTransform(1, 0, 0, 1, 0, 0) // whole device pixels are copied much faster
  layer.texts.forEach((text, n) => {
    const [x, y] = [xy[2 * n], xy[2 * n + 1]]
    if (!view.contains(x, y, size)) return
    const colour = theme.classes[layer.classes[n] % theme.classes.length]
    const name = `${text} ${colour}`
    const image = images.get(name) ?? character(text, colour, size, ratio, theme)
    images.set(name, image)
    context.drawImage(image, Math.round(x * ratio - image.width / 2),
      Math.round(y * ratio - image.height / 2))
  })
}

/** @type {(text: string, colour: string, size: number, ratio: number, theme: Theme) => HTMLCanvasElement} */
function character(text, colour, size, ratio, theme) {
  const font = `700 ${size}px ${theme.font}`
  const ruler = contextOf(document.createElement("canvas"))
  ruler.font = font
  const width = Math.ceil(ruler.measureText(text).width + 6 * ratio)
  const height = Math.ceil(1.3 * size)
  return stamp(width, height, (pen) => {
    Object.assign(pen, { font, textAlign: "center", textBaseline: "middle", lineJoin: "round" })
    Object.assign(pen, { strokeStyle: theme.background, lineWidth: 2.5 * ratio, fillStyle: colour })
    const [x, y] = [width / 2, height / 2 + 0.05 * size]
    pen.globalAlpha = 0.7
    pen.strokeText(text, x, y)
    pen.globalAlpha = 1
    pen.fillText(text, x, y)
  })
}

/**
 * Ellipses along the axes, with half-axes in the units of the plane.
 * @type {(context: Paper, layer: Ellipses, moment: Moment, colour: string) => void}
 */
export function ellipses(context, layer, { frame, view, theme }, colour) {
  const xy = pixelsOf(layer.xy, { frame, view })
  const radii = layer.radii.at(frame)?.data
  if (!xy || !radii) return
  const [across, up] = [view.px(1) - view.px(0), view.py(0) - view.py(1)]
  context.fillStyle = context.strokeStyle = colour
  context.lineWidth = 0.75 * theme.unit
  for (let i = 0; i < xy.length; i += 2) {
    if (Number.isNaN(xy[i] + xy[i + 1] + radii[i] + radii[i + 1])) continue
    context.beginPath()
    context.ellipse(xy[i], xy[i + 1], Math.abs(radii[i] * across), Math.abs(radii[i + 1] * up),
      0, 0, 2 * Math.PI)
    context.globalAlpha = layer.opacity
    context.fill()
    context.globalAlpha = Math.min(1, 3 * layer.opacity)
    context.stroke()
  }
}
