// The search: a button, and a list that is filtered in the browser while somebody types.

import { writing } from "../keys/main.js"
import { element, icon, SHAPES } from "../component/dom.js"
import { find, prepare } from "./match.js"

/** @typedef {import("./match.js").Entry} Entry */
/** @typedef {import("./match.js").Index} Index */

const NAMES = /** @type {Record<string, string>} */ ({
  topic: "topic", preset: "preset", section: "notes", number: "number", formula: "formula", knob: "knob",
})
const THEME = ["font", "base-font-size", "text-color", "background-color", "border-color",
  "secondary-background-color", "primary-color", "base-radius"].map((name) => `--st-${name}`)

const LENS = "M10.5 3a7.5 7.5 0 1 0 4.7 13.3l4.5 4.5 1.1-1.1-4.5-4.5A7.5 7.5 0 0 0 10.5 3z"
  + "m0 1.7a5.8 5.8 0 1 1 0 11.6 5.8 5.8 0 0 1 0-11.6z"
const PLACEHOLDER = "topic, formula, or word of the notes"

/** @type {Promise<Index> | null} */
let index = null

/** All that can be found: fetched once, by the first who wants to search. */
function fetched() {
  index ??= fetch(new URL("search.json", document.baseURI))
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
    .then(prepare)
  index.catch(() => (index = null)) // and tried again at the next opening
  return index
}

class Search {
  /** @type {Entry[]} */
  #found = []
  #chosen = 0
  /** @type {(entry: Entry) => void} */
  #go = () => {}
  /** @type {HTMLElement} */
  #themed = document.body

  constructor() {
    this.field = element("input", {
      type: "text", role: "combobox", "aria-label": "Search", "aria-expanded": "true",
      "aria-controls": "found", "aria-autocomplete": "list", autocomplete: "off",
      spellcheck: "false", enterkeyhint: "go", placeholder: PLACEHOLDER,
      oninput: () => this.#filter(),
    })
    this.list = element("div", { id: "found", role: "listbox", "aria-label": "Found" })
    this.hint = element("p", { role: "status" })
    const close = element("button", { type: "button", "aria-label": "Close the search" }, icon(SHAPES.clear))
    close.addEventListener("click", () => this.dialog.close())
    const row = element("div", { class: "row" }, icon(LENS), this.field, close)
    this.dialog = /** @type {HTMLDialogElement} */ (
      element("dialog", { "aria-label": "Search" }, row, this.list, this.hint))
    this.dialog.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.#key(event))
    this.dialog.addEventListener("click", ({ target }) => {
      if (target === this.dialog) this.dialog.close() // beside it
    })
    this.list.addEventListener("click", (/** @type {MouseEvent} */ event) => this.#click(event))
    this.host = element("div", { class: "search-dialog" })
    const style = element("link", { rel: "stylesheet", href: new URL("dialog.css", import.meta.url) })
    this.host.attachShadow({ mode: "open" }).append(style, this.dialog)
    document.body.append(this.host)
  }

  /**
   * @param {HTMLElement} themed an element that has the theme's colours
   * @param {(entry: Entry) => void} go
   */
  follow(themed, go) {
    if (themed !== this.#themed) themed.addEventListener("transitionend", () => this.#paint())
    this.#themed = themed
    this.#go = go
  }

  /** The dialog stands beside the page, and takes over the colours that the page has now. */
  #paint() {
    const theme = getComputedStyle(this.#themed)
    for (const name of THEME) this.host.style.setProperty(name, theme.getPropertyValue(name))
    this.host.style.colorScheme = theme.colorScheme
  }

  open() {
    this.#paint()
    if (!this.dialog.open) this.dialog.showModal()
    this.field.select()
    this.#filter()
  }

  async #filter() {
    const asked = this.field.value
    try {
      const all = await fetched()
      if (asked !== this.field.value) return
      this.#found = asked.trim()
        ? find(all, asked)
        : all.entries.map(({ entry }) => entry).filter(({ kind }) => kind === "topic")
      this.hint.textContent = this.#found.length ? "" : "Nothing has these words."
    } catch {
      this.#found = []
      this.hint.textContent = "The list of what can be found did not come. Close, and try again."
    }
    this.list.replaceChildren(...this.#found.map((entry, n) => this.#option(entry, n)))
    this.list.scrollTop = 0
    this.#choose(0)
  }

  /**
   * @param {Entry} entry
   * @param {number} n
   */
  #option({ kind, title, note, page, parameters }, n) {
    const address = page && new URL(page, document.baseURI)
    if (address) address.search = new URLSearchParams(parameters ?? {}).toString()
    return element("a", {
      role: "option", id: `found-${n}`, tabindex: "-1", href: address ? address.href : null,
      "aria-disabled": page ? null : "true", "data-kind": kind,
    }, element("span", { class: "title" }, title), element("span", { class: "kind" }, NAMES[kind]),
    element("span", { class: "note" }, note))
  }

  /** @param {number} n */
  #choose(n) {
    this.#chosen = Math.min(Math.max(n, 0), this.#found.length - 1)
    for (const [i, option] of [...this.list.children].entries()) {
      option.setAttribute("aria-selected", String(i === this.#chosen))
    }
    const option = this.list.children[this.#chosen]
    option?.scrollIntoView({ block: "nearest" })
    if (option) this.field.setAttribute("aria-activedescendant", option.id)
    else this.field.removeAttribute("aria-activedescendant")
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    event.stopPropagation() // the page behind has keys of its own
    const last = this.#found.length - 1
    const to = { ArrowDown: this.#chosen + 1, ArrowUp: this.#chosen - 1, PageDown: this.#chosen + 8,
      PageUp: this.#chosen - 8 }[event.key]
    if (to !== undefined) {
      event.preventDefault()
      const step = Math.abs(to - this.#chosen) === 1
      this.#choose(step && to > last ? 0 : step && to < 0 ? last : to)
    } else if (event.key === "Enter" && event.target === this.field && !event.isComposing) {
      event.preventDefault()
      this.#leave(this.#found[this.#chosen])
    }
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const option = /** @type {Element} */ (event.target).closest("[role=option]")
    if (!option || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    this.#leave(this.#found[[...this.list.children].indexOf(option)])
  }

  /** @param {Entry | undefined} entry */
  #leave(entry) {
    if (!entry?.page) return
    this.dialog.close()
    this.field.value = ""
    this.#go(entry)
  }
}

/** @type {Search | null} */
let search = null

const shown = () => (search ??= new Search())

addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writing(event)) return
  if (!search || document.querySelector("dialog[open]")) return
  event.preventDefault()
  event.stopImmediatePropagation()
  shown().open()
}, true)

/**
 * @param {{parentElement: HTMLElement | ShadowRoot, data: {wide: boolean},
 *   setTriggerValue: (name: string, value: object) => void}} component
 */
export default function ({ data, parentElement, setTriggerValue }) {
  const button = parentElement.querySelector("button") ?? drawn(parentElement, data.wide)
  if (data.wide) return // it opens what the button of the bar opens, and that is told of the choice
  shown().follow(button, ({ page, parameters }) => setTriggerValue("go", { page, parameters }))
}

/**
 * @param {HTMLElement | ShadowRoot} parent
 * @param {boolean} wide
 */
function drawn(parent, wide) {
  const style = element("link", { rel: "stylesheet", href: new URL("button.css", import.meta.url) })
  const button = element("button", {
    type: "button", "aria-haspopup": "dialog", "aria-keyshortcuts": "/", title: "Search (/)",
    class: wide ? "wide" : "", onclick: () => shown().open(), onpointerenter: fetched,
    onfocus: fetched, ...(wide ? {} : { "aria-label": "Search" }), // its word has no room on a phone
  }, icon(LENS), element("span", {}, wide ? `Search: ${PLACEHOLDER}` : "Search"),
  element("kbd", { "aria-hidden": "true" }, "/"))
  parent.append(style, button)
  return button
}
