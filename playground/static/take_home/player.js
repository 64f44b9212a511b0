// One HTML file that plays what is on the screen, without a server and without a network: the very
// modules that draw it here, as an import map of data, and the bytes that were sent.

import { COLOURS } from "../component/theme.js"
import { Picture } from "../scene/picture.js"
import { escaped } from "./svg.js"

/** @import { Board } from "../links/board.js" */

const MEGABYTE = 1e6
export const LARGEST = 64 * MEGABYTE // of frames: what every browser opens at once

// No address, whatever a module may ask for.
const POLICY = "default-src 'none'; script-src 'unsafe-inline' data:; "
  + "style-src 'unsafe-inline' data:; img-src data: blob:"
const ENTRY = "take_home/stage.js"
const ROOT = new URL("..", import.meta.url)
const REFERENCE = /(^import\b[^"]*|import\.meta\.resolve\()"(\.[^"]+)"/gm
// The CSS variables of the theme that pictures read, here and in the style sheets.
const VARIABLES = [...COLOURS, "font", "base-font-size", "button-radius", "base-radius"]
  .map((name) => `--st-${name}`)
/** @type {Record<string, string>} */
const TYPES = { js: "text/javascript", css: "text/css" }

/**
 * How many bytes of frames some pictures have.
 * @param {(Picture | Board)[]} pictures
 */
export const weight = (pictures) => pictures.flatMap(({ recording }) => recording.chunks)
  .reduce((sum, { bytes }) => sum + bytes.length, 0)

/**
 * The file, as text.
 * @type {(pictures: (Picture | Board)[], title: string, words: string) => Promise<string>}
 */
export async function player(pictures, title, words) {
  const parts = await Promise.all(pictures.map(async (picture) => ({
    kind: picture instanceof Picture ? "Picture" : "Board", // see stage.js
    chunks: await Promise.all(picture.recording.chunks.map(({ bytes }) =>
      packed(as(bytes, presentOf(picture))))),
  })))
  const style = getComputedStyle(pictures[0].root)
  const look = Object.fromEntries(VARIABLES.map((name) => [name, style.getPropertyValue(name)]))
  const modules = await gathered()
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${escaped(title)}</title>
<h1>${escaped(title)}</h1>
<p>${escaped(words)}</p>
<main></main>
<script type="importmap">${json({ imports: modules })}</script>
<script type="application/json">${json({ look, parts })}</script>
<script type="module">import { play } from "${ENTRY}"; play()</script>
</html>
`
}

/**
 * What the header is to say of the picture as a person has left it: nothing here goes on.
 * @param {Picture | Board} picture
 */
function presentOf(picture) {
  const still = { live: false, autoplay: false, report_time: false, report_probe: false,
    start: picture.timeline.frame }
  return picture instanceof Picture
    ? { ...still, switched: { names: [...picture.legend.switched], echo: 0 } }
    : { ...still, matrices: picture.choice.pinned }
}

/**
 * The bytes of a picture (see playground/scene/pack.py) with some words of the header replaced.
 * @type {(bytes: Uint8Array, words: object) => Uint8Array<ArrayBuffer>}
 */
export function as(bytes, words) {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true)
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)))
  const text = new TextEncoder().encode(JSON.stringify({ ...header, ...words }))
  const room = Math.ceil(text.length / 8) * 8
  const out = new Uint8Array(8 + room + bytes.length - 8 - length).fill(0x20)
  out.set(bytes.subarray(0, 4))
  new DataView(out.buffer).setUint32(4, room, true)
  out.set(text, 8)
  out.set(bytes.subarray(8 + length), 8 + room)
  return out
}

/** The module that plays and all that it asks for, as data by their names from here on. */
async function gathered() {
  /** @type {Record<string, string>} */
  const found = {}
  /** @param {string} name */
  const take = async (name) => {
    if (name in found) return
    found[name] = ""
    const text = await (await fetch(new URL(name, ROOT))).text()
    /** @type {string[]} */
    const asked = []
    const bare = text.replace(REFERENCE, (_, before, address) => {
      const full = new URL(address, new URL(name, ROOT)).href.slice(ROOT.href.length)
      asked.push(full)
      return `${before}"${full}"`
    })
    const type = TYPES[name.split(".").at(-1) ?? ""]
    found[name] = `data:${type};base64,${await base64(new Blob([bare]))}`
    await Promise.all(asked.map(take))
  }
  await take(ENTRY)
  return found
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
const packed = async (bytes) =>
  base64(await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"))).blob())

/**
 * The bytes of a blob in letters.
 * @type {(blob: Blob) => Promise<string>}
 */
function base64(blob) {
  return new Promise((done) => {
    const reader = new FileReader()
    reader.onload = () => done(`${reader.result}`.split(",")[1])
    reader.readAsDataURL(blob)
  })
}

/**
 * JSON that can stand inside a script element.
 * @param {unknown} value
 */
const json = (value) => JSON.stringify(value).replaceAll("<", "\\u003c")
