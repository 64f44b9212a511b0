// How the page looks, as drawing needs to know it; theme.js reads it.

/** 256 colours. */
export interface Ramp {
  css: string[]
  words: Uint32Array // little-endian RGBA
  column: HTMLCanvasElement // of pixels, the last colour above
  tables: Map<string, Uint32Array> // that drawing makes of them, by what they are for
}

export interface Theme {
  key: string // of all that the theme says
  background: string
  secondary: string
  text: string
  border: string
  primary: string
  size: number // CSS pixels of the text
  font: string
  unit: number // CSS pixels: all that is drawn grows with the text, for the back row
  categorical: string[]
  sequential: Ramp
  diverging: Ramp
  ink: Ramp
  classes: string[] // of one lightness
}
