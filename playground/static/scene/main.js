// The entry: Streamlit calls it for every update and change of theme of every scene on the page.

const version = new URL(import.meta.url).search
const { Picture } = await import(`./picture.js${version}`)
const { pictures } = await import(`./keys.js${version}`)

const placed = new Map() // the element that Streamlit gives a scene -> its picture

export default function scene({ data, parentElement, setStateValue }) {
  let picture = placed.get(parentElement)
  if (!picture) {
    placed.set(parentElement, (picture = new Picture(parentElement)))
    pictures.add(picture)
  }
  picture.update(data, setStateValue)
  // Streamlit also runs the cleanup of a call that newer data has overtaken while the modules
  // were loading; only that of the last call means that the scene is gone.
  const call = ++picture.calls
  return () => {
    if (call !== picture.calls) return
    placed.delete(parentElement)
    pictures.delete(picture)
    picture.remove()
  }
}
