// A formula over columns of numbers: pointing at a term lights its column, and the reverse.

import { readTheme } from "../component/colour.js"
import { element, sized } from "../component/dom.js"
import { component } from "../component/placed.js"

const BAR = 4 // CSS pixels of one component of a vector
const TALL = 26

class Sheet {
  #key = ""
  #theme = null
  #strips = []

  constructor(parent) {
    this.root = element("div", { class: "columns" })
    const style = element("link", {
      rel: "stylesheet", href: new URL("columns.css", import.meta.url),
    })
    style.onload = style.onerror = () => this.draw()
    parent.append(style, this.root)
    this.root.addEventListener("transitionend", () => this.draw())
    for (const kind of ["pointerover", "focusin"]) {
      this.root.addEventListener(kind, (event) => this.#light(event.target.closest("[data-column]")))
    }
    for (const kind of ["pointerleave", "focusout"]) {
      this.root.addEventListener(kind, () => this.#light(null))
    }
  }

  update(data) {
    const key = JSON.stringify(data)
    if (key !== this.#key) {
      this.#key = key
      this.#strips = []
      this.root.replaceChildren(this.#formula(data), this.#table(data))
    }
    this.draw()
  }

  #formula({ formula, columns, given, result }) {
    const known = new Map([...columns, ...given, ...(result ? [result] : [])].map((c) => [c.name, c]))
    return element("p", { class: "formula" }, ...formula.map((part) => {
      if (typeof part === "string") return part
      const column = known.get(part.column)
      const term = element("button", {
        type: "button", "data-column": part.column, "data-color": column?.color ?? -1,
        title: column?.help ?? "",
      })
      term.textContent = part.text
      return term
    }))
  }

  #table({ words, columns, given, result, chosen }) {
    const head = element("tr", {}, element("td", {}), ...columns.map((column) =>
      element("th", {
        scope: "col", "data-column": column.name, "data-color": column.color, title: column.help,
      }, column.title)))
    const rows = words.map((word, n) => element("tr", { class: n === chosen ? "chosen" : "" },
      this.#word(word), ...columns.map((column) => this.#cell(column, column.values[n], n))))
    const single = (column, note) => element("tr", { class: "single" },
      element("th", { scope: "row", "data-column": column.name, "data-color": column.color,
        title: column.help }, column.title),
      this.#wide(column, columns.length, note))
    const sums = columns.some((column) => column.share)
      ? [element("tr", { class: "sums" }, element("th", { scope: "row" }, "sum"),
        ...columns.map((column) => element("td", { "data-column": column.name }, column.share
          ? column.values.reduce((sum, value) => sum + (value ?? 0), 0).toFixed(column.digits) : "")))]
      : []
    return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Numbers" },
      element("table", {}, element("tbody", {}, ...given.map((column) => single(column)), head,
        ...rows, ...sums, ...(result ? [single(result)] : []))))
  }

  #word(word) {
    const text = element("bdi", {})
    text.textContent = word
    return element("th", { scope: "row", class: "word" }, text)
  }

  #wide(column, span) {
    const cell = element("td", { colspan: span, "data-column": column.name })
    cell.append(this.#strip(column, column.values, Math.max(...column.values.map(Math.abs))))
    return cell
  }

  #cell(column, value) {
    const cell = element("td", { "data-column": column.name })
    if (column.vector) {
      column.most ??= Math.max(...column.values.flat().map(Math.abs))
      cell.append(this.#strip(column, value, column.most))
    } else {
      cell.textContent = value === null ? "−∞" : value.toFixed(column.digits).replace("-", "−")
      if (column.share && value !== null) {
        cell.classList.add("share")
        cell.dataset.color = column.color
        cell.style.setProperty("--part", `${100 * value}%`)
      }
    }
    return cell
  }

  /** A vector as bars up and down from the middle, each told when pointed at. */
  #strip(column, values, most) {
    const canvas = element("canvas", {
      role: "img", "aria-label": `${column.title}: ${values.length} components`,
    })
    canvas.style.width = `${BAR * values.length}px`
    canvas.style.height = `${TALL}px`
    canvas.addEventListener("pointermove", (event) => {
      const place = Math.floor(event.offsetX / BAR)
      const value = values[place]
      if (value === undefined) return
      canvas.title = `component ${place + 1}: ${value.toFixed(3).replace("-", "−")}`
    })
    this.#strips.push({ canvas, values, most, color: column.color })
    return canvas
  }

  #light(node) {
    const name = node?.dataset.column
    for (const part of this.root.querySelectorAll("[data-column]")) {
      part.classList.toggle("lit", part.dataset.column === name)
    }
  }

  /** Another size of the device's pixels asks for other canvases. */
  changed() {
    this.draw()
  }

  draw() {
    if (!this.root.isConnected) return // what has left the page has no style
    const theme = readTheme(this.root, this.#theme)
    this.#theme = theme
    theme.categorical.forEach((colour, n) => this.root.style.setProperty(`--concept-${n}`, colour))
    for (const { canvas, values, most, color } of this.#strips) {
      const context = sized(canvas, BAR * values.length, TALL)
      context.fillStyle = theme.border
      context.fillRect(0, TALL / 2 - 0.5, BAR * values.length, 1)
      context.fillStyle = theme.categorical[color]
      values.forEach((value, n) => {
        const tall = ((value ?? 0) / (most || 1)) * (TALL / 2 - 1)
        context.fillRect(n * BAR, TALL / 2 - Math.max(tall, 0), BAR - 1, Math.abs(tall))
      })
    }
    this.root.dataset.ready = "true"
  }

  remove() {
    this.root.remove()
  }
}

export default component((element) => new Sheet(element))
