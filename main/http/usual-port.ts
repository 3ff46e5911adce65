/** The port of a server for which none is asked; if it is taken, any free one is used. */
export const usualPort = 4317
