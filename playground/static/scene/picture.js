// One scene on the page: holds its parts together, lays them out and draws them.

import { margins } from "./plane/axes.js"
import { scalesOf } from "./plane/bars.js"
import { button, density, element, sized } from "../component/dom.js"
import { compose, save } from "./export.js"
import { Handles } from "./pointer/handles.js"
import { Legend } from "./legend/legend.js"
import { inPanel, paint } from "./drawing/paint.js"
import { narrow } from "./plane/lettering.js"
import { arrange } from "./plane/panels.js"
import { Keyboard } from "./pointer/keyboard.js"
import { listen } from "./pointer/pointer.js"
import { readings, Tooltip } from "./pointer/probe.js"
import { isComputed } from "./wire/blob.js"
import * as shared from "./wire/shared.js"
import { Sketch } from "./pointer/sketch.js"
import { Spots } from "./pointer/spots.js"
import { Recorded } from "./recorded.js"
import { Reach } from "./time/reach.js"
import { View } from "./plane/view.js"
import { Voice } from "./voice/voice.js"

/** @import { Surface } from "../component/paper.js" */
/** @import { Place } from "../component/placed.js" */
/** @import { Theme } from "../component/look.js" */
/** @import { Cache, How, Painted } from "./drawing/painted.js" */
/** @import { Kept } from "./export.js" */
/** @import { Coloured, Layer, SceneHeader } from "./wire/header.js" */

const MINIMUM = 200 // CSS pixels that the stage is wide at least

/** @extends {Recorded<SceneHeader>} */
export class Picture extends Recorded {
  view = new View()
  /** @type {Layer[]} */
  seen = [] // the visible layers
  /** @type {[px: number, py: number, above: boolean] | null} */
  pointed = null // where it is probed
  /** @type {Cache} */
  #cache = new Map()
  /** @type {Set<string>} */
  #computedFrom = new Set() // shared names of handles
  #serial = 0 // counts drags and strokes, so that a late answer cannot undo a later drag

  /** @param {Place} parent */
  constructor(parent) {
    super(parent, "scene")
    this.canvas = element("canvas", { role: "img", tabindex: "0" })
    this.voice = new Voice(this)
    this.tooltip = new Tooltip()
    this.legend = new Legend(() => this.changed(), (switched) => this.outbox.send("switched", switched))
    this.spots = new Spots(this.view, this.timeline)
    this.handles = new Handles(this.view, (...moved) => this.#handlesMoved(...moved),
      () => this.canvas.focus({ preventScroll: true }))
    this.drawing = new Sketch(() => this.changed(), (strokes) => {
      this.outbox.send("strokes", { strokes, serial: ++this.#serial })
    })
    this.homeButton = button("home", "Reset the view", () => {
      this.view.reset()
      this.changed()
    })
    this.stage = element("div", { class: "stage" }, this.canvas, this.handles.element,
      this.tooltip.element, ...this.voice.elements)
    this.plot = element("div", { class: "plot" }, this.stage)
    this.top = element("div", { class: "top" }, this.legend.element,
      element("span", { class: "tools" }, this.badge, this.drawing.element, this.homeButton,
        button("save", "Save as PNG", () => save(this))))
    this.root.append(this.top, this.plot, this.voice.caption, this.timeline.element)
    this.reach = new Reach(parent, this.timeline.element)
    listen(this.canvas, this)
    this.keys = new Keyboard(this)
    for (const each of [this.top, this.plot]) this.observer.observe(each)
    this.unshare = shared.listen((name) => {
      if (this.#computedFrom.has(name)) this.changed()
    })
  }

  /** @param {SceneHeader} header */
  take(header) {
    super.take(header)
    const arrays = header.layers.flatMap(({ values, xy }) => [values, xy])
    this.#computedFrom = new Set(arrays.flatMap((array) => (isComputed(array) ? array.handles : [])))
    this.view.setHome(header.window)
    this.spots.places = header.spots
    this.spots.frames = Math.max(header.times.length, 1)
    this.timeline.update(header, this.recording.times, this.fresh, this.whole)
    this.reach.measure()
    this.#serial = Math.max(this.#serial, header.echo)
    const current = header.echo >= this.#serial
    this.legend.take(header.switched)
    const handles = header.layers.filter((layer) => layer.kind === "handles")
    if (current) this.handles.update(handles)
    this.drawing.update(header.layers.find((layer) => layer.kind === "drawing"), current)
  }

  /** @param {boolean} dragging @param {[string, number]} [clicked] */
  #handlesMoved(dragging, clicked) {
    const value = { layers: this.handles.positions, dragging, clicked, serial: ++this.#serial }
    if (!dragging) {
      this.outbox.send("handles", value)
      this.voice.sayHandles()
    }
    if (dragging && this.handles.followed) this.outbox.sendSoon("handles", value)
    this.changed()
  }

  /** The drawing tool while it is switched on, else null. */
  get sketch() {
    const layer = this.header?.layers.find((one) => one.kind === "drawing")
    return layer && this.legend.shows(layer) ? this.drawing : null
  }

  /** @type {(px: number, py: number, above?: boolean) => void} */
  probe(px, py, above = false) {
    if (!this.header || !this.view.enter(px, py)) {
      this.unprobe()
      return
    }
    this.spots.point(px, py)
    this.pointed = [px, py, above]
    this.#read(this.header)
    if (this.header.report_probe) this.outbox.sendSoon("probe", this.view.at(px, py))
  }

  /** @param {SceneHeader} header */
  #read(header) {
    if (!this.pointed) return
    const [px, py, above] = this.pointed
    if (!this.view.enter(px, py)) return
    const here = this.seen.filter((layer) => inPanel(layer, this.view.entered))
    const rows = readings(header, here, this.view, this.timeline.frame, this.view.at(px, py))
    this.tooltip.show(rows, px, py, this.plot.clientWidth - this.stage.offsetLeft, above)
  }

  unprobe() {
    if (!this.pointed) return
    this.pointed = null
    this.spots.leave()
    this.tooltip.hide()
    if (this.header?.report_probe) this.outbox.sendSoon("probe", null)
  }

  /** @param {KeyboardEvent} event */
  acts(event) {
    return { ...super.acts(event), ...this.keys.acts(event) }
  }

  resized() {
    this.reach.measure()
    super.resized()
  }

  /**
   * Draw the planes at once on another sheet.
   * @param {Surface} sheet
   */
  paintOn(sheet) {
    const { clientWidth: width, clientHeight: height } = this.stage
    if (this.drawn) paint(sized(sheet, width, height), this.drawn, this.#how(this.drawn))
    return { width, height }
  }

  /** @type {Kept["composed"]} */
  composed(sheet) {
    return compose(this, sheet)
  }

  /** All that is drawn, or null before there is anything. */
  get drawn() {
    const { view, theme, header, seen, timeline, drawing, handles, legend } = this
    return theme && header && { view, theme, header, seen, timeline, drawing, handles, legend }
  }

  /**
   * What painting asks besides.
   * @type {(drawn: Painted) => How}
   */
  #how({ seen, theme }) {
    const room = this.root.clientWidth
    return { bars: scalesOf(seen, room, theme), room, cache: this.#cache, ratio: density() }
  }

  /** @type {(theme: Theme, header: SceneHeader, playing: boolean) => void} */
  draw(theme, header, playing) {
    this.seen = header.layers.filter((layer) => this.legend.shows(layer))
    this.legend.update(header.layers, theme)
    const { drawn } = this
    if (!drawn) return
    const how = this.#how(drawn)
    // A time axis by itself, also while its frames are still to come.
    const bare = !header.layers.length && (this.timeline.count > 0 || header.curves.length > 0)
    this.plot.hidden = this.top.hidden = bare
    this.root.classList.toggle("bare", bare)
    if (!bare) {
      const { width, height } = this.#layout(drawn, how.bars)
      if (width < 1 || height < 1) return
      this.voice.name(header, paint(sized(this.canvas, width, height), drawn, how))
    }
    super.draw(theme, header, playing)
    this.voice.follow(header)
    this.homeButton.hidden = !this.view.moved
    this.canvas.style.touchAction = this.sketch || this.view.moved ? "none" : "pan-y"
    this.#read(header)
    const ready = this.whole || this.timeline.count > 0 // not while all of its frames are still to come
    Object.assign(this.root.dataset, { playing: this.timeline.playing,
      moved: this.view.moved, plot: bare ? "" : this.view.extent.join(" "), ready })
  }

  /**
   * Size the stage to what the plane needs, and no wider: pixels cost time.
   * @type {(drawn: Painted, bars: Coloured[]) => { width: number, height: number }}
   */
  #layout({ theme, header, view }, bars) {
    const { stage, plot, root } = this
    const room = root.clientWidth
    const small = narrow(room, theme)
    root.classList.toggle("narrow", small)
    root.classList.toggle("free", !header.equal)
    root.classList.toggle("tall", header.tall > 1)
    // A page may say how high the picture is as a whole; see scene.css. A narrow one takes of it
    // what its width lets it fill.
    const most = Math.max(header.height, small ? room : 0)
    const { natural } = arrange(header, margins(header, bars, room, most, theme), room, most)
    plot.style.setProperty("--natural", `${Math.min(most, Math.max(natural, 120))}px`)
    const margin = margins(header, bars, room, plot.clientHeight, theme)
    const { width, areas } = arrange(header, margin, room, plot.clientHeight)
    const wide = Math.max(width, Math.min(room, MINIMUM))
    stage.style.width = `${wide}px`
    // Planes without equal units take the height there is, also where it is more than they want.
    const lowest = Math.max(...areas.map((area) => area.top + area.height))
    stage.style.height = `${lowest + margin.bottom}px`
    const beside = (wide - width) / 2 // a small picture stands in the middle of its stage
    view.place(areas.map((area) => ({ ...area, left: area.left + beside })), header.equal)
    return { width: stage.clientWidth, height: stage.clientHeight }
  }

  remove() {
    super.remove()
    this.voice.remove()
    this.unshare()
    this.handles.remove()
    this.reach.remove()
  }
}
