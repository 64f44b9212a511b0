// All that a picture's canvas shows: in each panel its layers and axes, then bars and handles.

import * as axes from "../plane/axes.js"
import { drawLayer } from "./layers.js"
import { drawOutside } from "./outside.js"
import { drawTitle } from "../plane/panels.js"

export const inPanel = (layer, panel) => layer.panel === null || layer.panel === panel

/** Paint a picture, which offers view, theme, header, seen (its visible layers), timeline, drawing,
 *  handles and legend. Returns in words what lies outside of it. */
export function paint(context, picture, { bars, room, cache, ratio }) {
  const { view, theme, header, seen, timeline, drawing, handles, legend } = picture
  const options = { frame: timeline.frame, view, theme, cache, ratio }
  const outside = []
  view.boxes.forEach(({ left, top, width, height }, panel) => {
    view.turn(panel)
    const here = seen.filter((layer) => inPanel(layer, panel))
    options.coloured = here.some(({ kind }) => kind === "field")
    context.save()
    context.beginPath()
    context.rect(left, top, width, height)
    context.clip()
    for (const layer of here) {
      if (layer.kind === "drawing") drawing.draw(context, view, theme)
      else drawLayer(context, layer, options)
    }
    outside.push(...drawOutside(context, here, options))
    context.restore()
    axes.drawAxes(context, header, view, room, theme)
    if (header.panels.length) drawTitle(context, header.panels[panel], view.box, theme)
  })
  view.turn(view.entered)
  if (bars.length) axes.drawBars(context, bars, view.boxes, room, theme)
  handles.draw(context, theme, (layer) => legend.shows(layer))
  return outside
}
