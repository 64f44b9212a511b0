// The two sides of a link in the theme's colours.

/** Their places among the categorical colours; see playground/palette.py. */
export const COLOURS = { sources: 5, targets: 6 }
