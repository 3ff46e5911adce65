import { type KeyBinding, keyTable } from '../keys.ts'
import type { Deck } from './deck.ts'
import { copyFrame, saveFrame } from './frame-picture.ts'
import { toggleFullScreen } from './full-screen.ts'
import { markRange } from './marked-ranges.ts'
import { toggleLoop, toggleMuted } from './preferences.ts'
import { clearInOut, goToEnd, goToIn, goToOut, goToStart, seekBy, setIn, setOut, step } from './seeking.ts'
import { changeSpeed, faster, fasterBack, stop, togglePlay } from './transport.ts'
import { zoomBy, zoomToFit } from './zoom.ts'

/** A key binding that a button can run as well. */
export interface PlayerCommand extends KeyBinding<Deck> {
  run: (deck: Deck) => unknown
}

/** Stops playback and steps by frames. */
function stepFrom(deck: Deck, frames: number): void {
  stop(deck)
  step(deck, frames)
}

/** All player commands with a key. Buttons take their labels and keys from here. */
export const playerCommands = {
  play: { keys: 'Space', label: 'Play or pause', run: togglePlay },
  frameBack: { keys: ',', label: 'Previous frame', run: (deck) => stepFrom(deck, -1) },
  frameOn: { keys: '.', label: 'Next frame', run: (deck) => stepFrom(deck, 1) },
  secondBack: { keys: 'ArrowLeft', label: 'Back one second', run: (deck) => seekBy(deck, -1) },
  secondOn: { keys: 'ArrowRight', label: 'Forward one second', run: (deck) => seekBy(deck, 1) },
  back: { keys: 'J', label: 'Play backwards (repeat for faster)', run: fasterBack },
  stop: { keys: 'K', label: 'Stop', run: stop },
  forward: { keys: 'L', label: 'Play (repeat for faster)', run: faster },
  toStart: { keys: 'Home', label: 'Go to first frame', run: goToStart },
  toEnd: { keys: 'End', label: 'Go to last frame', run: goToEnd },
  setIn: { keys: 'I', label: 'Set in point', run: setIn },
  setOut: { keys: 'O', label: 'Set out point', run: setOut },
  toIn: { keys: 'Shift+I', label: 'Go to in point', run: goToIn },
  toOut: { keys: 'Shift+O', label: 'Go to out point', run: goToOut },
  clearInOut: { keys: 'X', label: 'Clear in and out', run: clearInOut },
  markRange: { keys: 'E', label: 'Add the range to extract', run: markRange },
  loop: { keys: 'Shift+L', label: 'Loop', run: toggleLoop },
  slower: { keys: '<', label: 'Slower', run: (deck) => changeSpeed(deck, -1) },
  quicker: { keys: '>', label: 'Faster', run: (deck) => changeSpeed(deck, 1) },
  mute: { keys: 'M', label: 'Mute', run: toggleMuted },
  copyFrame: { keys: 'Mod+C', label: 'Copy frame', run: copyFrame },
  saveFrame: { keys: 'Mod+S', label: 'Save frame', run: saveFrame },
  zoomIn: { keys: '+', aliases: '=', label: 'Zoom in on the time axis', run: (deck) => zoomBy(deck, 2) },
  zoomOut: { keys: '-', label: 'Zoom out of the time axis', run: (deck) => zoomBy(deck, 0.5) },
  zoomToFit: { keys: 'Z', label: 'Show the whole take', run: zoomToFit },
  fullScreen: { keys: 'F', label: 'Full screen', run: toggleFullScreen },
} satisfies Record<string, PlayerCommand>

export const playerKeys = keyTable<Deck, PlayerCommand>('Player', Object.values(playerCommands))
