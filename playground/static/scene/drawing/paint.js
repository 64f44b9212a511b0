// All that a picture's canvas shows: in each panel its layers and axes, then bars and handles.

import { drawAxes } from "../plane/axes.js"
import { drawLayer } from "./layers.js"
import { drawOutside } from "./outside.js"
import { drawBars, roomInTitle } from "../plane/bars.js"
import { drawTitle } from "../plane/panels.js"

/** @import { Paper } from "../../component/paper.js" */
/** @import { Layer } from "../wire/header.js" */
/** @import { How, Painted } from "./painted.js" */

/** @type {(layer: Layer, panel: number) => boolean} */
export const inPanel = (layer, panel) => layer.panel === null || layer.panel === panel

/**
 * Paint a picture. Returns in words what lies outside of it.
 * @type {(context: Paper, picture: Painted, how: How) => string[]}
 */
export function paint(context, picture, { bars, room, cache, ratio }) {
  const { view, theme, header, seen, timeline, drawing, handles, legend } = picture
  const moment = { frame: timeline.frame, view, theme, cache, ratio, coloured: false }
  /** @type {string[]} */
  const outside = []
  view.boxes.forEach(({ left, top, width, height }, panel) => {
    view.turn(panel)
    const here = seen.filter((layer) => inPanel(layer, panel))
    moment.coloured = here.some(({ kind }) => kind === "field")
    context.save()
    context.beginPath()
    context.rect(left, top, width, height)
    context.clip()
    for (const layer of here) {
      if (layer.kind === "drawing") drawing.draw(context, view, theme)
      else drawLayer(context, layer, moment)
    }
    outside.push(...drawOutside(context, here, moment))
    context.restore()
    drawAxes(context, header, view, room, theme)
    if (!header.panels.length) return
    const taken = roomInTitle(header, bars, view.boxes, panel, room, theme)
    drawTitle(context, header.panels[panel], view.box, taken, theme)
  })
  view.turn(view.entered)
  if (bars.length) drawBars(context, header, bars, view.boxes, room, theme)
  handles.draw(context, theme, (layer) => legend.shows(layer))
  return outside
}
