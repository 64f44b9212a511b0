// A file made in the browser: its name, and how a person gets it.

import { element } from "./dom.js"

const LONGEST = 100 // letters of a page and its setup in a file's name

/**
 * Hand over a file whose name says the page, its setup and some more parts.
 * @type {(blob: Blob, parts: (string | number)[], ending: string) => void}
 */
export function deliver(blob, parts, ending) {
  const link = element("a", {
    download: `${fileName(parts)}.${ending}`, href: URL.createObjectURL(blob),
  })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** The page and its turned knobs, as `name=value`: the address is the state. */
export function setupOf() {
  const page = location.pathname.split("/").filter(Boolean).at(-1) ?? "playground"
  const knobs = [...new URLSearchParams(location.search)]
    .filter(([name]) => name.startsWith(`${page}_`))
    .map(([name, value]) => `${name.slice(page.length + 1)}=${value}`)
  return [page, ...knobs]
}

/** @param {(string | number)[]} parts */
function fileName(parts) {
  const text = setupOf().join(" ").slice(0, LONGEST)
  return [text, ...parts].join(" ").replace(/[^\p{L}\p{N}=.,_+-]+/gu, "-")
}
