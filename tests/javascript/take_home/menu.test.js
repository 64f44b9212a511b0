import assert from "node:assert/strict"
import { before, test } from "node:test"
import { openPictures } from "../screen.js"

let Menu
let pictures

before(async () => {
  openPictures()
  document.querySelectorAll = () => []
  Menu = (await import("../../../playground/static/take_home/menu.js")).Menu
  pictures = (await import("../../../playground/static/scene/keys.js")).pictures
})

/** The menu of a page with one picture, which `composed` draws. */
function menu(composed) {
  pictures.clear()
  pictures.add({ root: { checkVisibility: () => true }, header: { layers: [{}] }, composed, called: [],
    timeline: { count: 1, pace: 1, moves: false }, recording: { chunks: [] } })
  const one = new Menu({ append() {} })
  one.update()
  return { one, png: one.root.children.find(({ words }) => words.includes("PNG")) }
}

/** Press a word, which cannot be pressed again meanwhile; returns the promise of what it does. */
function pressed(word) {
  const [making] = word.dispatch("click")
  assert.equal(word.disabled, true)
  return making
}

test("a file that cannot be made is told, and its word can be pressed again", async () => {
  const { one, png } = menu(() => {
    throw new Error("no memory")
  })
  await assert.rejects(pressed(png), /no memory/, "the console has the reason")
  assert.equal(png.disabled, false)
  assert.match(one.said.textContent, /could not be made/)
})

test("so is a canvas of which the browser writes no file", async () => {
  const { one, png } = menu(() => ({ toBlob: (done) => done(null) }))
  await assert.rejects(pressed(png))
  assert.equal(png.disabled, false)
  assert.match(one.said.textContent, /could not be made/)
})

test("of a file that is made nothing is said", async () => {
  URL.createObjectURL = () => "blob:one"
  Object.assign(globalThis, { location: { pathname: "/gans", search: "" } })
  const { one, png } = menu(() => ({ toBlob: (done) => done(new Blob(["pixels"])) }))
  await pressed(png)
  assert.equal(one.said.textContent, "")
  assert.equal(png.disabled, false)
})
