// The entry: Streamlit calls it for every update and change of theme of every scene on the page.

const version = new URL(import.meta.url).search
const { Picture } = await import(`./picture.js${version}`)
const { pictures } = await import(`./keys.js${version}`)
const { component } = await import(`./placed.js${version}`)

export default component((element) => new Picture(element), pictures)
