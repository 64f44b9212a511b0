// What runs inside of the HTML file that a person takes home: see player.js.

import { Board } from "../links/board.js"
import { pictures } from "../scene/keys.js"
import { Picture } from "../scene/picture.js"

const KINDS = { Board, Picture }

/** @typedef {{ kind: keyof typeof KINDS, chunks: string[] }} Part a picture, and its bytes in letters */

/** Draw what the document holds. */
export async function play() {
  const text = document.querySelector('script[type="application/json"]')?.textContent ?? "{}"
  /** @type {{ look: Record<string, string>, parts: Part[] }} */
  const { look, parts } = JSON.parse(text)
  for (const [name, value] of Object.entries(look)) {
    document.documentElement.style.setProperty(name, value)
  }
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(STYLE)
  document.adoptedStyleSheets.push(sheet)
  for (const part of parts) await put(part, parts.length)
}

const STYLE = `
body { margin: 0 auto; padding: 0 1rem; max-width: 110rem; background: var(--st-background-color);
  color: var(--st-text-color); font-family: var(--st-font), sans-serif; }
h1 { margin: 0.6rem 0 0; font-size: 1.4rem; }
p { margin: 0 0 0.4rem; overflow-wrap: anywhere; opacity: 0.8; }
p:empty { display: none; }
main { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(34rem, 100%), 1fr));
  gap: 1rem; }
`

/** @type {(part: Part, count: number) => Promise<void>} */
async function put({ kind, chunks }, count) {
  const place = document.createElement("section")
  place.style.setProperty("--scene-height", count > 2 ? "50vh" : "calc(100vh - 6.5rem)")
  document.querySelector("main")?.append(place)
  const sent = await Promise.all(chunks.map(unpacked)) // before anybody can turn to a frame
  const picture = new KINDS[kind](place.attachShadow({ mode: "open" }))
  pictures.add(picture)
  for (const bytes of sent) picture.update(bytes, () => {})
  const start = picture.header?.start // which may lie beyond the first chunk
  if (typeof start === "number") picture.timeline.seek(start)
}

/** @param {string} letters */
function unpacked(letters) {
  const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0))
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))
  return new Response(stream).bytes()
}
