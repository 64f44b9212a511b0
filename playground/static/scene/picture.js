// One scene on the page: holds its parts together, lays them out and draws when something changed.

import * as axes from "./plane/axes.js"
import { decode, Recording } from "./wire/blob.js"
import { readTheme } from "../component/colour.js"
import { button, density, element, sized, styles } from "../component/dom.js"
import { save } from "./export.js"
import { Handles } from "./pointer/handles.js"
import { Legend } from "./legend/legend.js"
import { Outbox } from "./wire/outbox.js"
import { inPanel, paint } from "./drawing/paint.js"
import { arrange } from "./plane/panels.js"
import { listen } from "./pointer/pointer.js"
import { readings, Tooltip } from "./pointer/probe.js"
import * as shared from "./wire/shared.js"
import { Sketch } from "./pointer/sketch.js"
import { Timeline } from "./time/timeline.js"
import { View } from "./plane/view.js"
import { Voice } from "./voice/voice.js"

const LOOKS = 40 // steps in which the keyboard crosses the plane
const MINIMUM = 200 // CSS pixels that the stage is wide at least

export class Picture {
  recording = new Recording()
  view = new View()
  theme = null
  header = null
  seen = [] // the visible layers
  #cache = new Map()
  #bytes = null
  #asked = "" // the last request for missing frames
  #computedFrom = new Set() // shared names of handles
  #serial = 0 // counts drags and strokes, so that a late answer cannot undo a later drag
  #outbox = new Outbox()
  #wanted = 0 // the animation frame asked for
  #last = 0

  constructor(parent) {
    this.parent = parent
    this.canvas = element("canvas", { role: "img", tabindex: "0" })
    this.voice = new Voice(this)
    this.tooltip = new Tooltip()
    this.legend = new Legend(() => this.changed(), (switched) => this.#outbox.send("switched", switched))
    this.timeline = new Timeline({
      changed: () => this.changed(),
      settled: (frame) => this.#outbox.send("time", { frame, identity: this.header.identity }),
    })
    this.handles = new Handles(this.view, (dragging) => this.#handlesMoved(dragging),
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
    const [sheets, read] = styles(import.meta.resolve("./scene.css"),
      import.meta.resolve("./time/time.css"), import.meta.resolve("./system.css"))
    parent.append(...sheets, this.root)
    listen(this.canvas, this)
    this.root.addEventListener("keydown", (event) => this.#key(event))
    // The style sheet gives the theme's variables a moment of transition: its end is the change.
    this.root.addEventListener("transitionend", () => this.changed())
    this.observer = new ResizeObserver(() => this.changed())
    for (const each of [this.root, this.top, this.plot]) this.observer.observe(each)
    this.unshare = shared.listen((name) => {
      if (this.#computedFrom.has(name)) this.changed()
    })
    read.then(() => {
      this.root.classList.add("styled")
      this.changed()
    })
  }

  /** New bytes from Python; the same bytes again when only the theme has changed. */
  update(bytes, setState) {
    this.#outbox.address(setState)
    if (bytes && bytes !== this.#bytes) this.#take(bytes)
    this.#bytes = bytes
    this.changed()
  }

  #take(bytes) {
    const header = decode(bytes)
    const fresh = header.identity !== this.header?.identity
    const missing = this.recording.accept(header)
    if (missing !== null) this.#ask(header.identity, missing)
    this.header = header
    this.root.style.setProperty("--share", header.share)
    this.#computedFrom = new Set(header.layers.flatMap((each) => [each.values?.handles, each.xy?.handles].flat()))
    this.view.setHome(header.window)
    this.timeline.update(header, this.recording.times, fresh, missing === null)
    this.#serial = Math.max(this.#serial, header.echo)
    const current = header.echo >= this.#serial
    this.legend.take(header.switched)
    const handles = header.layers.filter((layer) => layer.kind === "handles")
    if (current) this.handles.update(handles)
    this.drawing.update(header.layers.find((layer) => layer.kind === "drawing"), current)
    this.badge.textContent = header.badge
    this.badge.classList.toggle("live", header.live)
  }

  #ask(identity, have) {
    const request = `${identity} ${have} ${Math.floor(performance.now() / 1000)}`
    if (request === this.#asked) return // the answer may be under way
    this.#asked = request
    this.#outbox.send("missing", { identity, have, serial: Date.now() })
  }

  #handlesMoved(dragging) {
    const value = { layers: this.handles.positions, dragging, serial: ++this.#serial }
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

  probe(px, py, above = false) {
    if (!this.header || !this.view.enter(px, py)) {
      this.unprobe()
      return
    }
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
    this.tooltip.hide()
    if (this.header?.report_probe) this.#outbox.sendSoon("probe", null)
  }

  #key(event) {
    if (event.target instanceof HTMLSelectElement) return
    const onButton = event.target.matches("button") && !event.target.closest(".handles")
    if (!(onButton && event.key === " ") && this.key(event)) event.preventDefault()
  }

  /** Act on a key; whether it meant anything here. */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.header) return false
    if (event.key === " " && event.repeat) return true // held down, it does not flicker
    const { timeline, view } = this
    const moving = !timeline.element.hidden
    const middle = [view.box.left + view.box.width / 2, view.box.top + view.box.height / 2]
    const actions = {
      ...(moving && {
        " ": () => timeline.toggle(),
        ArrowLeft: () => timeline.step(event.shiftKey ? -10 : -1),
        ArrowRight: () => timeline.step(event.shiftKey ? 10 : 1),
        Home: () => timeline.seek(0),
        End: () => timeline.seek(timeline.count - 1),
      }),
      ...(!moving && this.#inHand && {
        ArrowLeft: () => this.#look(-1, 0),
        ArrowRight: () => this.#look(1, 0),
        ArrowUp: () => this.#look(0, -1),
        ArrowDown: () => this.#look(0, 1),
        Home: () => this.#look(-LOOKS, 0),
        End: () => this.#look(LOOKS, 0),
        Escape: () => this.unprobe(),
      }),
      "+": () => view.zoom(1.25, ...middle),
      "-": () => view.zoom(0.8, ...middle),
      0: () => view.reset(),
    }
    const act = /^(Digit|Numpad)0$/.test(event.code) ? actions[0] : actions[event.key]
    act?.()
    this.changed()
    return Boolean(act)
  }

  /** Whether the keyboard is on the picture itself. */
  get #inHand() {
    return this.canvas.getRootNode().activeElement === this.canvas
  }

  /** Read what lies some steps further on the plane; at first, in its middle. */
  #look(right, down) {
    const { left, top, width, height } = this.view.box
    const [x, y] = this.pointed ?? [left + width / 2, top + height / 2]
    const within = (place, start, size) => Math.min(Math.max(place, start + 1), start + size - 1)
    const step = width / LOOKS
    this.probe(within(x + right * step, left, width), within(y + down * step, top, height))
    this.voice.say(() => this.tooltip.words)
  }

  /** Ask for a new picture at the next animation frame. */
  changed() {
    this.#wanted ||= requestAnimationFrame((now) => this.#draw(now))
  }

  /** Draw the planes at once on another sheet, which has a width, a height and a context. */
  paintOn(sheet) {
    const { clientWidth: width, clientHeight: height } = this.stage
    paint(sized(sheet, width, height), this, this.#how())
    return { width, height }
  }

  /** Draw at once, as the present density of pixels wants it. */
  redraw() {
    this.#draw(this.#last)
  }

  /** What painting asks besides the picture. */
  #how() {
    const room = this.root.clientWidth
    const bars = axes.scalesOf(this.seen, room, this.theme)
    return { bars, room, cache: this.#cache, ratio: density() }
  }

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
    const how = this.#how()
    const bare = !this.header.layers.length && this.timeline.count > 0 // a time axis by itself
    this.plot.hidden = this.top.hidden = bare
    this.root.classList.toggle("bare", bare)
    if (!bare) {
      const { width, height } = this.#layout(how.bars)
      if (width < 1 || height < 1) return
      this.voice.name(paint(sized(this.canvas, width, height), this, how))
    }
    this.timeline.draw(this.theme)
    this.voice.follow()
    this.homeButton.hidden = !this.view.moved
    this.canvas.style.touchAction = this.sketch || this.view.moved ? "none" : "pan-y"
    if (this.pointed && playing) this.probe(...this.pointed)
    const { frame, count } = this.timeline
    Object.assign(this.root.dataset, { frame, frames: count, playing: this.timeline.playing,
      moved: this.view.moved, plot: bare ? "" : this.view.extent.join(" "), ready: true })
  }

  /** Size the stage to what the plane needs, and no wider: pixels cost time. */
  #layout(bars) {
    const { theme, header, stage, view, plot, root } = this
    const room = root.clientWidth
    const small = axes.narrow(room, theme)
    root.classList.toggle("narrow", small)
    const margin = axes.margins(header, bars, room, theme)
    // A page may say how high the picture is as a whole; see scene.css. A narrow one takes of it
    // what its width lets it fill.
    const most = Math.max(header.height, small ? room : 0)
    const { natural } = arrange(header, margin, room, most)
    plot.style.setProperty("--natural", `${Math.min(most, Math.max(natural, 120))}px`)
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
    this.root.remove()
  }
}
