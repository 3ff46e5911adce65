import { type KeyBinding, keyTable } from '../keys.ts'
import type { Deck } from './deck.ts'
import { copyFrame, saveFrame } from './frame-picture.ts'
import { toggleFullScreen } from './full-screen.ts'
import { markRange } from './marked-ranges.ts'
import { toggleLoop, toggleMuted } from './preferences.ts'
import { clearInOut, goToEnd, goToIn, goToOut, goToStart, seekBy, setIn, setOut, step } from './seeking.ts'
import { texts } from './texts.ts'
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
  play: { keys: 'Space', label: texts.playOrPause, run: togglePlay },
  frameBack: { keys: ',', label: texts.previousFrame, run: (deck) => stepFrom(deck, -1) },
  frameOn: { keys: '.', label: texts.nextFrame, run: (deck) => stepFrom(deck, 1) },
  secondBack: { keys: 'ArrowLeft', label: texts.backOneSecond, run: (deck) => seekBy(deck, -1) },
  secondOn: { keys: 'ArrowRight', label: texts.forwardOneSecond, run: (deck) => seekBy(deck, 1) },
  back: { keys: 'J', label: texts.playBackwardsRepeatFor, run: fasterBack },
  stop: { keys: 'K', label: texts.stop, run: stop },
  forward: { keys: 'L', label: texts.playRepeatForFaster, run: faster },
  toStart: { keys: 'Home', label: texts.goToFirstFrame, run: goToStart },
  toEnd: { keys: 'End', label: texts.goToLastFrame, run: goToEnd },
  setIn: { keys: 'I', label: texts.setInPoint, run: setIn },
  setOut: { keys: 'O', label: texts.setOutPoint, run: setOut },
  toIn: { keys: 'Shift+I', label: texts.goToInPoint, run: goToIn },
  toOut: { keys: 'Shift+O', label: texts.goToOutPoint, run: goToOut },
  clearInOut: { keys: 'X', label: texts.clearInAndOut, run: clearInOut },
  markRange: { keys: 'E', label: texts.addTheRangeTo, run: markRange },
  loop: { keys: 'Shift+L', label: texts.loop, run: toggleLoop },
  slower: { keys: '<', label: texts.slower, run: (deck) => changeSpeed(deck, -1) },
  quicker: { keys: '>', label: texts.faster, run: (deck) => changeSpeed(deck, 1) },
  mute: { keys: 'M', label: texts.mute, run: toggleMuted },
  copyFrame: { keys: 'Mod+C', label: texts.copyFrame, run: copyFrame },
  saveFrame: { keys: 'Mod+S', label: texts.saveFrame, run: saveFrame },
  zoomIn: { keys: '+', aliases: '=', label: texts.zoomInOnThe, run: (deck) => zoomBy(deck, 2) },
  zoomOut: { keys: '-', label: texts.zoomOutOfThe, run: (deck) => zoomBy(deck, 0.5) },
  zoomToFit: { keys: 'Z', label: texts.showTheWholeTake, run: zoomToFit },
  fullScreen: { keys: 'F', label: texts.fullScreen, run: toggleFullScreen },
} satisfies Record<string, PlayerCommand>

export const playerKeys = keyTable<Deck, PlayerCommand>('Player', Object.values(playerCommands))
