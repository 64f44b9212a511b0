// How large words are in a picture, and how much room they take. Nothing here knows a screen.

const FAR = 24 // CSS pixels: where the text is that large, the back row reads, and no word is smaller
const WIDEST = 0.64 // width of a digit in the widest usual font, as part of its height

/**
 * The height of words that are written at `part` of the text's size.
 * @type {(size: number, part: number) => number}
 */
export const lettering = (size, part) => (size < FAR ? part * size : Math.max(part * size, FAR))

/**
 * The room that a number takes; letters are narrower on the average.
 * @type {(text: string, height: number) => number}
 */
export const room = (text, height) => WIDEST * height * text.length
