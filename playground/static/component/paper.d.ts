// What pictures are drawn on: a canvas, or a page of SVG (see take_home/svg.js).

/** Lines to be stroked or filled. */
export interface Outline {
  moveTo(x: number, y: number): void
  lineTo(x: number, y: number): void
  closePath(): void
}

export interface Gradient {
  addColorStop(offset: number, css: string): void
}

/** The part of a canvas's 2d context that our pictures draw with. */
export interface Paper extends Outline {
  fillStyle: string | Gradient | CanvasPattern
  strokeStyle: string | Gradient | CanvasPattern
  globalAlpha: number
  lineWidth: number
  lineCap: CanvasLineCap
  lineJoin: CanvasLineJoin
  font: string
  textAlign: CanvasTextAlign
  textBaseline: CanvasTextBaseline
  imageSmoothingEnabled: boolean
  /** The paper's own kind of outlines; where there is none, those of a canvas. */
  Outline?: new () => Outline

  save(): void
  restore(): void
  scale(x: number, y: number): void
  translate(x: number, y: number): void
  rotate(angle: number): void
  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void
  setLineDash(dash: number[]): void
  createLinearGradient(x0: number, y0: number, x1: number, y1: number): Gradient
  measureText(text: string): { width: number }
  clearRect(x: number, y: number, width: number, height: number): void
  beginPath(): void
  bezierCurveTo(x0: number, y0: number, x1: number, y1: number, x: number, y: number): void
  rect(x: number, y: number, width: number, height: number): void
  arc(x: number, y: number, radius: number, from: number, to: number): void
  ellipse(x: number, y: number, across: number, along: number, turned: number, from: number, to: number): void
  fill(outline?: Outline): void
  stroke(outline?: Outline): void
  clip(): void
  fillRect(x: number, y: number, width: number, height: number): void
  strokeRect(x: number, y: number, width: number, height: number): void
  fillText(text: string, x: number, y: number, room?: number): void
  strokeText(text: string, x: number, y: number, room?: number): void
  drawImage(image: Image, x: number, y: number): void
  drawImage(image: Image, x: number, y: number, width: number, height: number): void
}

/** What has a paper: a canvas, or a page of SVG. */
export interface Surface {
  width: number
  height: number
  getContext(kind: "2d"): Paper | null
}

/** What a paper can hold a copy of. */
export type Image = CanvasImageSource | Surface
