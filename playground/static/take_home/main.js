// The entry: Streamlit calls it for the part of the menu that the browser itself fills.

import { component } from "../component/placed.js"
import { Menu } from "./menu.js"

export default component((element) => new Menu(element))
