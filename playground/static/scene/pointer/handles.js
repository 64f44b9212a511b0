// Draggable points: each is a button over the canvas, so that keyboard and touch come for free.

import { element } from "../../component/dom.js"
import { word } from "../drawing/words.js"
import { place } from "../wire/shared.js"
import { lettering } from "../plane/lettering.js"

/** @import { Paper } from "../../component/paper.js" */
/** @import { Theme } from "../../component/look.js" */
/** @import { View } from "../plane/view.js" */
/** @import { Handles as Layer, Point } from "../wire/header.js" */

/** @type {Record<string, Point>} */
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }

const STIR = 4 // CSS pixels that a finger may tremble and still click

/** @typedef {Layer & { points: Point[], buttons: HTMLButtonElement[] }} Held */
/**
 * What a pointer holds: layer and place of a handle, and where it went down while it may still click.
 * @typedef {{ i: number, n: number, pressed: Point | null }} Grip
 */

export class Handles {
  element = element("div", { class: "handles" })
  /** @type {Map<number, Grip>} */
  #grips = new Map() // of the pointers that are down, by their number
  /** @type {HTMLButtonElement | null} */
  #taken = null // the handle that the pointer took, and that still has the focus
  /** @type {Held[]} */
  #layers = []

  /**
   * `moved(dragging, clicked)` is called whenever a handle has moved, or was let go, or clicked:
   * then with its layer's name and its place there; `left()` when the keyboard is given back.
   * @param {View} view
   * @param {(dragging: boolean, clicked?: [string, number]) => void} moved
   * @param {() => void} left
   */
  constructor(view, moved, left) {
    this.view = view
    this.moved = moved
    this.left = left
  }

  /**
   * What Python sent; it wins unless a handle is in somebody's hand right now.
   * @param {Layer[]} layers
   */
  update(layers) {
    if (this.#grips.size) return
    /** @param {(Layer & { points: Point[] })[]} list */
    const signature = (list) => JSON.stringify(list.map(({ name, labels, titles, points }) =>
      [name, labels, titles, points.length]))
    const sent = layers.map((layer) => {
      const xy = layer.xy.frames[0].data
      /** @type {Point[]} */
      const points = Array.from({ length: xy.length / 2 }, (_, i) => [xy[2 * i], xy[2 * i + 1]])
      return { ...layer, points }
    })
    const same = signature(sent) === signature(this.#layers)
    const held = sent.map((layer, i) => ({
      ...layer,
      buttons: same ? this.#layers[i].buttons : layer.points.map((_, n) => this.#button(i, n, layer)),
    }))
    this.remove()
    this.#layers = held
    if (!same) this.element.replaceChildren(...held.flatMap((layer) => layer.buttons))
    for (const { shared, points, clicks, off, buttons } of held) {
      place(shared, points)
      if (clicks) buttons.forEach((node, n) => node.setAttribute("aria-pressed", `${!!off[n]}`))
    }
  }

  /** Whether Python wants to hear of a drag while it lasts. */
  get followed() {
    return this.#layers.some(({ shared }) => !shared)
  }

  remove() {
    for (const { shared } of this.#layers) place(shared, null)
  }

  get positions() {
    return Object.fromEntries(this.#layers.map(({ name, points }) => [name, points]))
  }

  /** @type {(i: number, n: number, dx: number, dy: number) => void} */
  #move(i, n, dx, dy) {
    const { points, shared, along } = this.#layers[i] // the layer as it was last sent
    const [x, y] = points[n]
    const [x0, x1, y0, y1] = this.view.home
    points[n] = [
      along === "y" ? x : Math.min(Math.max(x + dx, x0), x1),
      along === "x" ? y : Math.min(Math.max(y + dy, y0), y1),
    ]
    place(shared, points)
  }

  /**
   * Layer and place of the handle that the pointer means: buttons are larger than what is drawn of
   * them, so those of neighbours overlap, and the upper one is not always the nearer.
   * @type {(event: PointerEvent) => [number, number]}
   */
  #nearest(event) {
    const box = this.element.getBoundingClientRect()
    const [px, py] = [event.clientX - box.left, event.clientY - box.top]
    /** @type {[number, number]} */
    let nearest = [0, 0]
    let least = Number.POSITIVE_INFINITY
    this.#layers.forEach(({ points, buttons }, i) => points.forEach(([x, y], n) => {
      const away = Math.hypot(this.view.px(x) - px, this.view.py(y) - py)
      if (buttons[n].hidden || away >= least) return
      nearest = [i, n]
      least = away
    }))
    return nearest
  }

  /** @type {(i: number, n: number, layer: Layer) => HTMLButtonElement} */
  #button(i, n, layer) {
    const called = layer.labels[n] || layer.titles[n] || `${layer.name} ${n + 1}`
    const ways = layer.clicks ? "drag, arrow keys, click or Enter" : "drag or arrow keys"
    const node = element("button", { type: "button", "aria-label": `${called}: ${ways}` })
    node.addEventListener("blur", () => {
      if (!this.#grips.size && this.#taken === node) this.#taken = null
    })
    node.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return
      const [i, n] = this.#nearest(event)
      const { buttons, clicks } = this.#layers[i]
      this.#taken = buttons[n]
      node.setPointerCapture(event.pointerId)
      this.#grips.set(event.pointerId, { i, n, pressed: clicks ? [event.clientX, event.clientY] : null })
    })
    node.addEventListener("pointermove", (event) => {
      const { clientX, clientY } = event
      const grip = this.#grips.get(event.pointerId)
      if (!grip) {
        const [near, place] = this.#nearest(event)
        node.title = this.#layers[near].titles[place] ?? ""
        return
      }
      const { i, n, pressed } = grip
      if (pressed && Math.hypot(clientX - pressed[0], clientY - pressed[1]) < STIR) return
      grip.pressed = null
      const box = this.element.getBoundingClientRect()
      const [x, y] = this.view.at(clientX - box.left, clientY - box.top)
      const [px, py] = this.#layers[i].points[n]
      this.#move(i, n, x - px, y - py)
      this.moved(true)
    })
    node.addEventListener("pointercancel", ({ pointerId }) => {
      const grip = this.#grips.get(pointerId)
      if (grip) grip.pressed = null
    })
    node.addEventListener("lostpointercapture", ({ pointerId }) => {
      const grip = this.#grips.get(pointerId)
      if (!grip) return
      this.#grips.delete(pointerId)
      const { name, buttons } = this.#layers[grip.i]
      this.#taken = buttons[grip.n]
      this.#taken.focus({ preventScroll: true })
      this.moved(false, grip.pressed ? [name, grip.n] : undefined)
    })
    node.addEventListener("keydown", (event) => {
      // Whoever took it with the pointer has the arrows for it, until these keys give them back;
      // whoever came by Tab goes on to the next handle.
      if (event.key === "Escape" || (event.key === "Tab" && this.#taken === node)) {
        event.preventDefault()
        this.left()
      }
      if (event.key === "Enter" && layer.clicks) {
        event.preventDefault()
        this.moved(false, [layer.name, n])
      }
      const way = KEYS[event.key]
      if (!way || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      event.stopPropagation()
      const [x0, x1, y0, y1] = this.view.shown
      const part = event.shiftKey ? 0.1 : 0.01
      this.#move(i, n, way[0] * part * (x1 - x0), way[1] * part * (y1 - y0))
      this.moved(false)
    })
    return node
  }

  /** @type {(context: Paper, theme: Theme, shows: (layer: Layer) => boolean) => void} */
  draw(context, theme, shows) {
    for (const layer of this.#layers) {
      const seen = shows(layer)
      layer.points.forEach(([x, y], n) => {
        const [px, py] = [this.view.px(x), this.view.py(y)]
        const node = layer.buttons[n]
        node.hidden = !seen || !this.view.contains(px, py)
        node.style.transform = `translate(${px}px, ${py}px)`
        if (node.hidden) return
        if (layer.off[n]) circle(context, theme, px, py)
        else ring(context, theme, theme.categorical[layer.color], px, py)
      })
      layer.points.forEach(([x, y], n) => { // over all rings, so that no neighbour covers a word
        if (!layer.labels[n] || layer.buttons[n].hidden) return
        const [px, py] = [this.view.px(x), this.view.py(y)]
        context.font = `600 ${lettering(theme.size, 0.9)}px ${theme.font}`
        context.textAlign = "center"
        context.textBaseline = "bottom"
        const half = context.measureText(layer.labels[n]).width / 2 + 3
        const x1 = Math.max(half, Math.min(px, this.element.clientWidth - half))
        word(context, layer.labels[n], x1, py - 13 * theme.unit, theme)
      })
    }
  }
}

/** @type {(context: Paper, theme: Theme, colour: string, x: number, y: number) => void} */
function ring(context, theme, colour, x, y) {
  const { unit } = theme
  const strokes = /** @type {[string, number][]} */ ([[theme.background, 7.5], [colour, 4]])
  for (const [style, width] of strokes) {
    context.beginPath()
    context.arc(x, y, 8 * unit, 0, 7)
    context.strokeStyle = style
    context.lineWidth = width * unit
    context.stroke()
  }
  context.fillStyle = theme.background
  context.beginPath()
  context.arc(x, y, 6.5 * unit, 0, 7)
  context.fill()
}

/** @type {(context: Paper, theme: Theme, x: number, y: number) => void} */
function circle(context, theme, x, y) {
  context.beginPath()
  context.arc(x, y, 6.5 * theme.unit, 0, 7)
  context.strokeStyle = theme.text
  context.lineWidth = 1.5 * theme.unit
  context.stroke()
}
