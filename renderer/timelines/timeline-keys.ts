import { shuttleBack, shuttleForward } from '../../shared/shuttle.ts'
import { keyTable } from '../components/keys.ts'
import { clearInOut, type Film, goTo, setIn, setOut, setShuttle, step } from './film.ts'

interface KeyedTimeline {
  film: Film
  /** For each frame, true if it is dimmed: it is nearly identical to the one before. */
  dimmed: readonly boolean[]
  /** Moves the focus to the tree of checkpoints. */
  toTree: () => unknown
  back: () => void
}

/** Moves to the nearest frame in a direction that is not dimmed. */
function toDistinct({ film, dimmed }: KeyedTimeline, direction: 1 | -1): void {
  const { index } = film.getState()
  let next = index + direction
  while (dimmed[next]) next += direction
  step(film, next - index)
}

/** Keys that leave a timeline. */
export const leavingKeys = keyTable<Pick<KeyedTimeline, 'back'>>('A timeline', [
  { keys: 'Escape', aliases: 'Backspace', label: 'Back', run: ({ back }) => back() },
])

/** Keys of a timeline besides those of its graph. */
export const timelineKeys = keyTable<KeyedTimeline>('A timeline', [
  {
    keys: 'Space',
    label: 'Play or stop',
    run: ({ film }) => setShuttle(film, film.getState().shuttle === 0 ? 1 : 0),
  },
  { keys: 'ArrowLeft', aliases: ',', label: 'Previous frame', run: ({ film }) => step(film, -1) },
  { keys: 'ArrowRight', aliases: '.', label: 'Next frame', run: ({ film }) => step(film, 1) },
  { keys: 'ArrowUp', label: 'Previous frame that is not dimmed', run: (keyed) => toDistinct(keyed, -1) },
  { keys: 'ArrowDown', label: 'Next frame that is not dimmed', run: (keyed) => toDistinct(keyed, 1) },
  { keys: 'PageUp', label: 'Back 10 frames', run: ({ film }) => step(film, -10) },
  { keys: 'PageDown', label: 'Forward 10 frames', run: ({ film }) => step(film, 10) },
  { keys: 'Home', label: 'First frame', run: ({ film }) => step(film, Number.NEGATIVE_INFINITY) },
  { keys: 'End', label: 'Last frame', run: ({ film }) => step(film, Number.POSITIVE_INFINITY) },
  {
    keys: 'J',
    label: 'Play backwards (repeat for faster)',
    run: ({ film }) => setShuttle(film, shuttleBack(film.getState().shuttle)),
  },
  { keys: 'K', label: 'Stop', run: ({ film }) => setShuttle(film, 0) },
  {
    keys: 'L',
    label: 'Play (repeat for faster)',
    run: ({ film }) => setShuttle(film, shuttleForward(film.getState().shuttle)),
  },
  { keys: 'I', label: 'Set the first frame of the range', run: ({ film }) => setIn(film) },
  { keys: 'O', label: 'Set the last frame of the range', run: ({ film }) => setOut(film) },
  {
    keys: 'Shift+I',
    label: 'Go to the first frame of the range',
    run: ({ film }) => goTo(film, inOutOf(film).in ?? 0),
  },
  {
    keys: 'Shift+O',
    label: 'Go to the last frame of the range',
    run: ({ film }) => goTo(film, (inOutOf(film).out ?? Number.POSITIVE_INFINITY) - 1),
  },
  { keys: 'X', label: 'Clear the range', run: ({ film }) => clearInOut(film) },
  { keys: 'T', label: 'Go to the checkpoints', run: ({ toTree }) => toTree() },
  ...leavingKeys,
])

function inOutOf(film: Film) {
  return film.getState().inOut
}
