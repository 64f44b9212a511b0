// What stands for a browser's canvas here: it notes what is drawn, in the order of drawing.

/** A drawing context whose calls can be read afterwards, each with the settings of its moment. */
export function paper(more = {}) {
  const calls = []
  const saved = []
  const known = {
    Outline: undefined, // outlines are those of a canvas
    at: [0, 0], // how far it has been moved
    measureText: (text) => ({ width: 6 * text.length }),
    createLinearGradient: () => {
      const stops = []
      return { stops, addColorStop: (offset, colour) => stops.push([offset, colour]) }
    },
    getImageData: () => ({ data: [1, 3, 5].map((k) => Number.parseInt(known.fillStyle.slice(k, k + 2), 16)) }),
    createImageData: (width, height) => ({ width, height, data: new Uint8ClampedArray(4 * width * height) }),
    save: () => saved.push({ ...known }),
    restore: () => Object.assign(known, saved.pop()),
    translate: (x, y) => {
      known.at = [known.at[0] + x, known.at[1] + y]
    },
    setTransform: () => {
      known.at = [0, 0]
    },
    ...more,
  }
  return new Proxy(known, {
    get: (_, name) => (name === "calls" ? calls : name in known ? known[name]
      : (...values) => calls.push({ name, values, ...known })),
    set: (_, name, value) => {
      known[name] = value
      return true
    },
  })
}

/** The calls of a name on a paper. */
export const called = ({ calls }, wanted) => calls.filter(({ name }) => name === wanted)

/** The texts written on a paper, with where they stand. */
export const written = (drawn) => called(drawn, "fillText")
  .map(({ values: [text, x, y, wide], at }) =>
    ({ text, x: at[0] + x, y: at[1] + y, ...(wide === undefined ? {} : { wide }) }))

/** A sheet of a size that its drawer sets. */
export const sheet = (more) => {
  const context = paper(more)
  return { width: 1, height: 1, context, getContext: () => context }
}

const colours = (name) => ({ css: Array.from({ length: 256 }, (_, i) => `${name} ${i}`), column: `the ${name} colours` })

/** A theme with what drawing asks for; its scales say which colour is which. */
export const theme = { key: "test", size: 10, unit: 1, font: "serif", text: "black", border: "grey",
  background: "white", secondary: "beige", primary: "blue", categorical: ["red", "green", "teal"],
  classes: ["c0", "c1"], diverging: colours("diverging"), sequential: colours("sequential"),
  ink: colours("ink") }
