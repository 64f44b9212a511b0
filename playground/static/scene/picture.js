// One scene on the page: holds its parts together, lays them out and draws when something changed.

import { margins } from "./plane/axes.js"
import { scalesOf } from "./plane/bars.js"
import { decode, Recording } from "./wire/blob.js"
import { readTheme } from "../component/theme.js"
import { button, density, element, sized, styled } from "../component/dom.js"
import { compose, momentOf, save } from "./export.js"
import { Handles } from "./pointer/handles.js"
import { Legend } from "./legend/legend.js"
import { Outbox } from "./wire/outbox.js"
import { inPanel, paint } from "./drawing/paint.js"
import { narrow } from "./plane/lettering.js"
import { arrange } from "./plane/panels.js"
import { Keyboard } from "./pointer/keyboard.js"
import { listen } from "./pointer/pointer.js"
import { readings, Tooltip } from "./pointer/probe.js"
import { Bumps } from "./wire/bumps.js"
import { Computed } from "./wire/computed.js"
import { Filtered } from "./wire/filtered.js"
import * as shared from "./wire/shared.js"
import { Sketch } from "./pointer/sketch.js"
import { Spots } from "./pointer/spots.js"
import { Reach } from "./time/reach.js"
import { Timeline } from "./time/timeline.js"
import { View } from "./plane/view.js"
import { Voice } from "./voice/voice.js"

/** @import { Surface } from "../component/paper.js" */
/** @import { Place, SetState } from "../component/placed.js" */
/** @import { Theme } from "../component/look.js" */
/** @import { Cache, How, Painted } from "./drawing/painted.js" */
/** @import { Coloured, Layer, SceneHeader } from "./wire/header.js" */

const MINIMUM = 200 // CSS pixels that the stage is wide at least

export class Picture {
  recording = new Recording()
  view = new View()
  /** @type {Theme | null} */
  theme = null
  /** @type {SceneHeader | null} */
  header = null
  /** @type {Layer[]} */
  seen = [] // the visible layers
  /** @type {[px: number, py: number, above: boolean] | null} */
  pointed = null // where it is probed
  /** @type {Cache} */
  #cache = new Map()
  /** @type {Uint8Array | null} */
  #bytes = null
  /** @type {Set<string>} */
  #computedFrom = new Set() // shared names of handles
  #whole = true // whether no frame is missing
  #serial = 0 // counts drags and strokes, so that a late answer cannot undo a later drag
  #outbox = new Outbox()
  #wanted = 0 // the animation frame asked for
  #last = 0

  /** @param {Place} parent */
  constructor(parent) {
    this.parent = parent
    this.canvas = element("canvas", { role: "img", tabindex: "0" })
    this.voice = new Voice(this)
    this.tooltip = new Tooltip()
    this.legend = new Legend(() => this.changed(), (switched) => this.#outbox.send("switched", switched))
    this.timeline = new Timeline({
      changed: () => this.changed(),
      settled: (frame) => this.#outbox.send("time", { frame, identity: this.header?.identity }),
    })
    this.spots = new Spots(this.view, this.timeline)
    this.handles = new Handles(this.view, (...moved) => this.#handlesMoved(...moved),
      () => this.canvas.focus({ preventScroll: true }))
    this.drawing = new Sketch(() => this.changed(), (strokes) => {
      this.#outbox.send("strokes", { strokes, serial: ++this.#serial })
    })
    this.badge = element("span", { class: "badge" })
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
    this.root = element("div", { class: "scene" }, this.top, this.plot, this.voice.caption,
      this.timeline.element)
    const [sheets, read] = styled(this.root, import.meta.resolve("./scene.css"),
      import.meta.resolve("./time/time.css"), import.meta.resolve("./system.css"))
    parent.append(...sheets, this.root)
    this.reach = new Reach(parent, this.timeline.element)
    listen(this.canvas, this)
    this.keys = new Keyboard(this)
    // The style sheet gives the theme's variables a moment of transition: its end is the change.
    this.root.addEventListener("transitionend", () => this.changed())
    this.observer = new ResizeObserver(() => {
      this.reach.measure()
      this.changed()
    })
    for (const each of [this.root, this.top, this.plot]) this.observer.observe(each)
    this.unshare = shared.listen((name) => {
      if (this.#computedFrom.has(name)) this.changed()
    })
    read.then(() => {
      this.root.classList.add("styled")
      this.changed()
    })
  }

  /**
   * New bytes from Python; the same bytes again when only the theme has changed.
   * @type {(bytes: Uint8Array | null, setState: SetState) => void}
   */
  update(bytes, setState) {
    this.#outbox.address(setState)
    if (bytes && bytes !== this.#bytes) this.#take(bytes)
    this.#bytes = bytes
    this.changed()
  }

  /** @param {Uint8Array} bytes */
  #take(bytes) {
    const header = /** @type {SceneHeader} */ (decode(bytes))
    const fresh = header.identity !== this.header?.identity
    const missing = this.recording.accept(header)
    this.#whole = missing === null
    this.#outbox.ask(header.identity, missing)
    this.header = header
    this.root.style.setProperty("--share", `${header.share}`)
    const arrays = /** @type {unknown[]} */ (header.layers.flatMap(({ values, xy }) => [values, xy]))
    this.#computedFrom = new Set(arrays
      .filter((array) => array instanceof Bumps || array instanceof Computed || array instanceof Filtered)
      .flatMap(({ handles }) => handles))
    this.view.setHome(header.window)
    this.spots.places = header.spots
    this.spots.frames = Math.max(header.times.length, 1)
    this.timeline.update(header, this.recording.times, fresh, this.#whole)
    this.reach.measure()
    this.#serial = Math.max(this.#serial, header.echo)
    const current = header.echo >= this.#serial
    this.legend.take(header.switched)
    const handles = header.layers.filter((layer) => layer.kind === "handles")
    if (current) this.handles.update(handles)
    this.drawing.update(header.layers.find((layer) => layer.kind === "drawing"), current)
    this.badge.textContent = header.badge
    this.badge.classList.toggle("live", header.live)
  }

  /** @param {boolean} dragging @param {[string, number]} [clicked] */
  #handlesMoved(dragging, clicked) {
    const value = { layers: this.handles.positions, dragging, clicked, serial: ++this.#serial }
    if (!dragging) {
      this.#outbox.send("handles", value)
      this.voice.sayHandles()
    }
    if (dragging && this.handles.followed) this.#outbox.sendSoon("handles", value)
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
    const point = this.view.at(px, py)
    const here = this.seen.filter((layer) => inPanel(layer, this.view.entered))
    const rows = readings(this.header, here, this.view, this.timeline.frame, point)
    this.tooltip.show(rows, px, py, this.plot.clientWidth - this.stage.offsetLeft, above)
    this.pointed = [px, py, above]
    if (this.header.report_probe) this.#outbox.sendSoon("probe", point)
  }

  unprobe() {
    if (!this.pointed) return
    this.pointed = null
    this.spots.leave()
    this.tooltip.hide()
    if (this.header?.report_probe) this.#outbox.sendSoon("probe", null)
  }

  /**
   * Act on a key; whether it meant anything here.
   * @param {KeyboardEvent} event
   */
  key(event) {
    return this.keys.press(event)
  }

  /** Ask for a new picture at the next animation frame. */
  changed() {
    this.#wanted ||= requestAnimationFrame((now) => this.#draw(now))
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

  /**
   * The whole as a file shows it, on what `sheet()` makes: pixels, or a page of SVG.
   * @template {Surface} Sheet
   * @param {() => Sheet} sheet
   * @returns {Sheet}
   */
  composed(sheet) {
    return compose(this, sheet)
  }

  /** What a file of it is called besides its page and setup. */
  get called() {
    return momentOf(this)
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

  /** @param {number} now */
  #draw(now) {
    this.#wanted = 0
    // What has left the page has no style, and is removed soon.
    if (!this.header || !this.root.isConnected || !this.root.classList.contains("styled")) return
    const playing = this.timeline.driving
    if (playing) {
      this.timeline.tick((now - this.#last) / 1000)
      this.changed()
    }
    this.#last = now
    this.theme = readTheme(this.root, this.theme)
    this.seen = this.header.layers.filter((layer) => this.legend.shows(layer))
    this.legend.update(this.header.layers, this.theme)
    const { drawn } = this
    if (!drawn) return
    const how = this.#how(drawn)
    // A time axis by itself, also while its frames are still to come.
    const bare = !this.header.layers.length && (this.timeline.count > 0 || this.header.curves.length > 0)
    this.plot.hidden = this.top.hidden = bare
    this.root.classList.toggle("bare", bare)
    if (!bare) {
      const { width, height } = this.#layout(drawn, how.bars)
      if (width < 1 || height < 1) return
      this.voice.name(drawn.header, paint(sized(this.canvas, width, height), drawn, how))
    }
    this.timeline.draw(this.theme)
    this.voice.follow(drawn.header)
    this.homeButton.hidden = !this.view.moved
    this.canvas.style.touchAction = this.sketch || this.view.moved ? "none" : "pan-y"
    if (this.pointed && playing) this.probe(...this.pointed)
    const { frame, count } = this.timeline
    const ready = this.#whole || count > 0 // not while all of its frames are still to come
    Object.assign(this.root.dataset, { frame, frames: count, playing: this.timeline.playing,
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
    cancelAnimationFrame(this.#wanted)
    this.#wanted = -1 // a picture that is gone asks for no more frames
    this.#outbox.close()
    this.voice.remove()
    this.observer.disconnect()
    this.unshare()
    this.handles.remove()
    this.timeline.remove()
    this.reach.remove()
    this.root.remove()
  }
}
