import assert from "node:assert/strict"
import { beforeEach, test } from "node:test"
import install from "../../../playground/static/address/history.js"

/** A browser's history: entries, and the one that is shown. */
class Entries {
  entries = [{ url: "http://here/gans?gans_seed=3", state: null }]
  at = 0

  get state() {
    return this.entries[this.at].state
  }
}

Object.assign(Entries.prototype, {
  /** @this {Entries} @param {unknown} state @param {string} _ @param {URL} url */
  pushState(state, _, url) {
    this.entries = [...this.entries.slice(0, this.at + 1), { url: String(url), state }]
    this.at += 1
  },
  /** @this {Entries} @param {unknown} state @param {string} _ @param {URL} url */
  replaceState(state, _, url) {
    this.entries[this.at] = { url: String(url), state }
  },
})

/** @type {any} */
let past
/** @type {EventTarget} */
let page

const shown = () => past.entries[past.at].url

beforeEach(() => {
  past = new Entries()
  page = new EventTarget()
  const location = { get href() { return shown() }, get pathname() { return new URL(shown()).pathname } }
  Object.assign(globalThis, { history: past, window: page, location, document: { get baseURI() { return shown() } } })
  install()
})

const touch = () => page.dispatchEvent(new Event("pointerdown"))

/** @param {number} to */
function back(to) {
  past.at = to
  page.dispatchEvent(new Event("popstate"))
}

test("what a hand turns makes one entry, and what the page puts right none", () => {
  past.pushState({}, "", "/gans?gans_seed=4")
  assert.deepEqual([past.entries.length, shown()], [1, "http://here/gans?gans_seed=4"])
  touch()
  past.pushState({}, "", "/gans?gans_seed=5")
  past.pushState({}, "", "/gans?gans_seed=6")
  assert.deepEqual([past.entries.length, shown()], [2, "http://here/gans?gans_seed=6"])
})

test("late words of a page that was left are written into no other page's entry", () => {
  touch()
  past.pushState({}, "", "/games")
  past.pushState({}, "", "/games?gans_seed=3") // the page that was left by a link
  assert.equal(shown(), "http://here/games")
  touch()
  past.pushState({}, "", "/gans")
  past.pushState({}, "", "/gans?gans_seed=3")
  back(1)
  past.replaceState({}, "", "/games?gans_seed=3") // the page that was left by Back
  assert.equal(shown(), "http://here/games")
  past.replaceState({}, "", "/games?games_eta=1")
  assert.equal(shown(), "http://here/games?games_eta=1")
})
