// The tabs of the panel, and what the style sheet of the screen needs to know: how high the room
// above the picture is, and the head of the panel, its tabs included; whether a picture is awaited.

import { element, styled } from "../component/dom.js"
import { watchRows } from "./rows.js"

const TABS = ["Knobs", "Story", "Numbers"]
const root = document.documentElement

/** Turn to a tab; where the panel is a sheet, the tab that is open closes it.
 * @param {string} name
 */
function turn(name) {
  const wanted = name.toLowerCase()
  if (root.dataset.sheet && root.dataset.panel === wanted) delete root.dataset.sheet
  else root.dataset.sheet = "up"
  root.dataset.panel = wanted
  localStorage.setItem("panel", wanted)
  dispatchEvent(new CustomEvent("panel"))
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape") delete root.dataset.sheet
})
watchRows()

const HOSTS = ".st-key-picture [data-testid='stBidiComponentIsolated']"

/** The first picture of the page, if it is drawn; where there is none, a chart that is in its place. */
function picture() {
  for (const host of document.querySelectorAll(HOSTS)) {
    const found = shadow(host)?.querySelector(".scene, .links")
    if (found) return found
  }
  return document.querySelector(".st-key-picture [class*='st-key-fills_']")
}

/** Whether a picture is still to come; a slider of ours has a host too. */
const awaited = () => !picture()
  && [...document.querySelectorAll(HOSTS)].some((host) => !shadow(host)?.querySelector("input"))

/** @param {Element} host */
function shadow(host) {
  for (const node of [host, ...host.querySelectorAll("*")]) if (node.shadowRoot) return node.shadowRoot
  return null
}

/**
 * @param {string} name
 * @param {number} value
 */
function set(name, value) {
  const text = `${Math.ceil(value)}px`
  if (root.style.getPropertyValue(name) !== text) root.style.setProperty(name, text)
}

let again = 0

/** @param {Element} tabs */
function measure(tabs) {
  const main = document.querySelector(".stMain")
  const found = picture()
  // Charts would stand at its place, and jump once it is there; where it has the room already that
  // it takes, nothing tells that it has come.
  clearTimeout(again)
  if (root.toggleAttribute("data-awaited", awaited())) again = setTimeout(measure, 200, tabs)
  if (main && found) set("--above", found.getBoundingClientRect().top + main.scrollTop)
  const panel = document.querySelector(".st-key-panel")
  const ends = [tabs, document.querySelector(".st-key-panel_actions")]
    .map((node) => node?.getBoundingClientRect().bottom ?? 0)
  if (panel) set("--head", Math.max(...ends) - panel.getBoundingClientRect().top)
}

class Tabs {
  /** @param {HTMLElement | ShadowRoot} parent */
  constructor(parent) {
    this.buttons = TABS.map((name) => element("button", {
      type: "button", role: "tab", onclick: () => turn(name), onkeydown: this.#step,
    }, name))
    this.list = element("div", { role: "tablist", "aria-label": "Panel" }, ...this.buttons)
    const [sheets] = styled(this.list, new URL("tabs.css", import.meta.url))
    parent.append(...sheets, this.list)
    root.dataset.panel ??= localStorage.getItem("panel") ?? "story"
    addEventListener("panel", () => this.#show())
    this.#show()
    const watcher = new ResizeObserver(() => measure(this.list))
    for (const part of [".stMainBlockContainer", ".st-key-picture", ".st-key-panel_actions"]) {
      const node = document.querySelector(part)
      if (node) watcher.observe(node)
    }
    watcher.observe(this.list)
  }

  #show() {
    this.buttons.forEach((button, index) => {
      const chosen = TABS[index].toLowerCase() === root.dataset.panel
      button.setAttribute("aria-selected", String(chosen))
      button.tabIndex = chosen ? 0 : -1
    })
  }

  #step = (/** @type {KeyboardEvent} */ event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (!by || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    const at = this.buttons.findIndex((button) => button.tabIndex === 0)
    const next = this.buttons[(at + by + TABS.length) % TABS.length]
    next.click()
    next.focus()
  }
}

/** @param {{parentElement: HTMLElement | ShadowRoot}} component */
export default function ({ parentElement }) {
  if (!parentElement.querySelector("[role=tablist]")) new Tabs(parentElement)
}
