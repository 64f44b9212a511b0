// All matrices at a glance: a table of small pictures, each a button that pins its matrix.

import { element } from "../component/dom.js"
import { colours } from "./weights.js"

const PATIENCE = 90 // ms on a picture before it is previewed

export class Thumbs {
  element = element("div", { class: "thumbs", role: "group" })
  #buttons = []
  #signature = ""
  #painted = ""
  #timer = 0
  #cursor = [0, 0] // the one that the Tab key reaches

  /** `preview(matrix or null)` while pointed at, `choose(matrix, beside)` when pressed. */
  constructor({ preview, choose }) {
    Object.assign(this, { preview, choose })
    this.element.addEventListener("pointerleave", () => this.#point(null))
    this.element.addEventListener("keydown", (event) => this.#key(event))
  }

  update(header) {
    const { columns, rows, nouns } = header
    const signature = JSON.stringify([columns, rows, nouns])
    if (signature !== this.#signature) this.#build(header, signature)
    const crossed = new Set(header.crossed.map(String))
    this.#buttons.forEach((column, c) => column.forEach((button, r) => {
      const out = crossed.has(String([c, r]))
      button.classList.toggle("crossed", out)
      const name = `${nouns[0]} ${columns[c]}, ${nouns[1]} ${rows[r]}`
      button.setAttribute("aria-label", out ? `${name}, crossed out` : name)
    }))
  }

  #build(header, signature) {
    const { columns, rows, nouns } = header
    this.#signature = signature
    this.#cursor = [0, 0]
    this.element.setAttribute("aria-label", `All ${nouns[1]}s of all ${nouns[0]}s`)
    this.element.style.setProperty("--columns", columns.length)
    this.element.style.setProperty("--rows", rows.length)
    this.#buttons = columns.map((_, c) => rows.map((_, r) => this.#button(c, r)))
    const head = columns.map((name) => element("span", { class: "name" }, name))
    const corner = element("span", { class: "corner" }, `${nouns[0]} `, element("i", {}, "→"))
    const lines = rows.flatMap((name, r) => [
      element("span", { class: "name" }, name), ...columns.map((_, c) => this.#buttons[c][r])])
    this.element.replaceChildren(corner, ...head, ...lines)
  }

  #button(c, r) {
    const node = element("button", {
      type: "button", class: "thumb", tabindex: c + r ? -1 : 0,
    }, element("canvas", { "aria-hidden": "true" }), element("span", { class: "mark" }))
    node.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse") this.#point([c, r])
    })
    node.addEventListener("click", (event) => {
      clearTimeout(this.#timer)
      this.#reach(c, r)
      this.choose([c, r], event.shiftKey)
    })
    return node
  }

  #point(matrix) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.preview(matrix), matrix ? PATIENCE : 0)
  }

  #reach(c, r) {
    const [was, line] = this.#cursor
    this.#buttons[was][line].tabIndex = -1
    this.#cursor = [c, r]
    this.#buttons[c][r].tabIndex = 0
  }

  #key(event) {
    const lying = getComputedStyle(this.element).gridAutoFlow === "column" // on a narrow screen
    const aside = lying ? [0, 1] : [1, 0]
    const along = lying ? [1, 0] : [0, 1]
    const step = {
      ArrowLeft: aside.map((by) => -by), ArrowRight: aside,
      ArrowUp: along.map((by) => -by), ArrowDown: along,
    }[event.key]
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return
    const [c, r] = this.#cursor.map((place, axis) => place + step[axis])
    event.preventDefault()
    event.stopPropagation()
    if (!this.#buttons[c]?.[r]) return
    this.#reach(c, r)
    this.#buttons[c][r].focus()
    this.preview([c, r])
  }

  draw(weights, version, chosen, previewed, theme) {
    const painted = [version, theme.key, this.#signature].join()
    const { words } = colours(theme)
    this.#buttons.forEach((column, c) => column.forEach((button, r) => {
      const at = chosen.findIndex(([a, b]) => a === c && b === r)
      button.setAttribute("aria-pressed", at >= 0)
      button.classList.toggle("previewed", previewed?.[0] === c && previewed[1] === r)
      button.lastChild.textContent = chosen.length > 1 && at >= 0 ? "AB"[at] : ""
      if (painted === this.#painted) return
      const image = weights.image([c, r], words)
      const canvas = button.firstChild
      Object.assign(canvas, { width: image.width, height: image.height })
      canvas.getContext("2d").drawImage(image, 0, 0)
    }))
    this.#painted = painted
  }
}
