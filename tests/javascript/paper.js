// What stands for a browser's canvas here: it notes what is drawn, in the order of drawing.

/** A drawing context whose calls and settings can be read afterwards. */
export function paper() {
  const calls = []
  const settings = {}
  const context = new Proxy(settings, {
    get: (known, name) => (name === "calls" ? calls : name in known ? known[name]
      : (...values) => calls.push({ name, values, ...known })),
    set: (known, name, value) => {
      known[name] = value
      return true
    },
  })
  return context
}

/** The texts written on a paper, with where they stand. */
export const written = ({ calls }) => calls.filter(({ name }) => name === "fillText")
  .map(({ values: [text, x, y] }) => ({ text, x, y }))

/** A document whose canvases answer with the colour `#rrggbb` that was last filled. */
export const documentOf = () => ({
  createElement: () => {
    const context = {
      fillStyle: "",
      clearRect() {},
      fillRect() {},
      getImageData: () => ({
        data: [1, 3, 5].map((k) => Number.parseInt(context.fillStyle.slice(k, k + 2), 16)),
      }),
    }
    return { getContext: () => context }
  },
})

/** A theme with what the drawing of axes asks for. */
export const theme = { size: 10, unit: 1, font: "serif", text: "black", border: "grey",
  categorical: ["red"], diverging: { column: "the colours" } }
