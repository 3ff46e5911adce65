import type { Deck } from './deck.ts'
import { toggleFullScreen } from './full-screen.ts'
import { toggleLoop, toggleMuted } from './preferences.ts'
import { clearMarks, goToEnd, goToIn, goToOut, goToStart, seekBy, setIn, setOut, step } from './seeking.ts'
import { changeSpeed, faster, fasterBack, stop, togglePlay } from './transport.ts'

export interface PlayerCommand {
  /** The chord as `chordOf` names it. */
  chord: string
  /** The keys as `formatKeys` takes them. */
  key: string
  /** What it does, for tooltips and the list of keys. */
  words: string
  run: (deck: Deck) => void
}

/** Who steps by frames wants to look at one: playback ends. */
function stepFrom(deck: Deck, frames: number): void {
  stop(deck)
  step(deck, frames)
}

/** Everything that the player does by key; buttons take their words and keys from here. */
export const playerCommands = {
  play: { chord: ' ', key: 'Space', words: 'Play or pause', run: togglePlay },
  frameBack: { chord: ',', key: ',', words: 'One frame back', run: (deck) => stepFrom(deck, -1) },
  frameOn: { chord: '.', key: '.', words: 'One frame on', run: (deck) => stepFrom(deck, 1) },
  secondBack: { chord: 'ArrowLeft', key: '←', words: 'One second back', run: (deck) => seekBy(deck, -1) },
  secondOn: { chord: 'ArrowRight', key: '→', words: 'One second on', run: (deck) => seekBy(deck, 1) },
  back: { chord: 'j', key: 'J', words: 'Play backwards; again for faster', run: fasterBack },
  stop: { chord: 'k', key: 'K', words: 'Stop', run: stop },
  forward: { chord: 'l', key: 'L', words: 'Play; again for faster', run: faster },
  toStart: { chord: 'Home', key: 'Home', words: 'To the first frame', run: goToStart },
  toEnd: { chord: 'End', key: 'End', words: 'To the last frame', run: goToEnd },
  setIn: { chord: 'i', key: 'I', words: 'Mark in', run: setIn },
  setOut: { chord: 'o', key: 'O', words: 'Mark out', run: setOut },
  toIn: { chord: 'shift+i', key: 'Shift+I', words: 'To the in mark', run: goToIn },
  toOut: { chord: 'shift+o', key: 'Shift+O', words: 'To the out mark', run: goToOut },
  clearMarks: { chord: 'x', key: 'X', words: 'Clear the marks', run: clearMarks },
  loop: { chord: 'shift+l', key: 'Shift+L', words: 'Loop', run: toggleLoop },
  slower: { chord: '<', key: 'Shift+<', words: 'Slower', run: (deck) => changeSpeed(deck, -1) },
  quicker: { chord: '>', key: 'Shift+>', words: 'Quicker', run: (deck) => changeSpeed(deck, 1) },
  mute: { chord: 'm', key: 'M', words: 'Mute', run: toggleMuted },
  fullScreen: { chord: 'f', key: 'F', words: 'Full screen', run: toggleFullScreen },
} satisfies Record<string, PlayerCommand>
