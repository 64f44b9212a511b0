// What stands for a browser's page here: elements that keep what is said of them.

import { paper } from "./paper.js"

class Style {
  setProperty(name, value) {
    this[name] = value
  }

  getPropertyValue(name) {
    return this[name] ?? ""
  }
}

class Classes extends Set {
  contains(name) {
    return this.has(name)
  }

  toggle(name, on = !this.has(name)) {
    if (on) this.add(name)
    else this.delete(name)
  }
}

export class FakeElement {
  children = []
  classList = new Classes()
  clientHeight = 100
  clientWidth = 400
  dataset = {}
  hidden = false
  isConnected = true
  offsetWidth = 50
  style = new Style()
  textContent = ""
  #attributes = new Map()
  #listeners = new Map()

  constructor(tag) {
    this.tagName = tag.toUpperCase()
    this.context = paper()
  }

  getContext() {
    return this.context
  }

  setAttribute(name, value) {
    if (name === "hidden") this.hidden = true
    if (name === "value") this.value = value
    this.#attributes.set(name, value)
  }

  getAttribute(name) {
    return this.#attributes.get(name) ?? null
  }

  removeAttribute(name) {
    this.#attributes.delete(name)
  }

  addEventListener(kind, listener) {
    this.#listeners.set(kind, [...(this.#listeners.get(kind) ?? []), listener])
  }

  contains(other) {
    return other === this || this.children.some((child) => child.contains?.(other))
  }

  append(...children) {
    this.children.push(...children)
    const chosen = children.find((child) => child.getAttribute?.("selected") === "")
    if (chosen) this.value = chosen.value
  }

  replaceChildren(...children) {
    this.children = children
  }

  getBoundingClientRect() {
    return { left: 0, top: 0, bottom: 0, width: this.clientWidth, height: this.clientHeight }
  }

  hidePopover() {}

  focus() {}

  setPointerCapture() {}

  remove() {
    this.isConnected = false
  }

  /** Tell the listeners of an event; returns what they answer. */
  dispatch(kind, event = {}) {
    return (this.#listeners.get(kind) ?? []).map((listener) => listener(event))
  }

  click() {
    this.dispatch("click")
  }

  /** The words of an element and of all inside it. */
  get words() {
    return this.children.map((child) => child.words ?? child).join("") || this.textContent
  }
}

/** Let modules find a page; returns its document. */
export function openPage() {
  const document = {
    createElement: (tag) => new FakeElement(tag),
    createElementNS: (_, tag) => new FakeElement(tag),
  }
  Object.assign(globalThis, { document, window: globalThis, matchMedia: () => ({ matches: false,
    addEventListener() {} }), devicePixelRatio: 1 })
  return document
}

const STYLE = { fontSize: "16px", fontFamily: "Serif", gridAutoFlow: "row",
  getPropertyValue: (name) => (name.includes("chart") ? "#000000,#ffffff" : "#000000") }

/** A page on which whole pictures are drawn; returns what waits for its next frame. */
export function openPictures() {
  const frames = []
  Object.assign(openPage(), { addEventListener() {} })
  Object.assign(globalThis, {
    getComputedStyle: () => STYLE,
    HTMLSelectElement: class {},
    ResizeObserver: class { observe() {} disconnect() {} },
    requestAnimationFrame: (draw) => frames.push(draw),
    cancelAnimationFrame: () => {},
  })
  return frames
}
