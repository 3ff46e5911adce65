import { shuttleBack, shuttleForward } from '../../shared/shuttle.ts'
import { keyTable } from '../components/keys.ts'
import { clearInOut, type Film, goTo, setIn, setOut, setShuttle, step } from './film.ts'
import { texts } from './texts.ts'

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
  { keys: 'Escape', aliases: 'Backspace', label: texts.back, run: ({ back }) => back() },
])

/** Keys of a timeline besides those of its graph. */
export const timelineKeys = keyTable<KeyedTimeline>('A timeline', [
  {
    keys: 'Space',
    label: texts.playOrStop,
    run: ({ film }) => setShuttle(film, film.getState().shuttle === 0 ? 1 : 0),
  },
  { keys: 'ArrowLeft', aliases: ',', label: texts.previousFrame, run: ({ film }) => step(film, -1) },
  { keys: 'ArrowRight', aliases: '.', label: texts.nextFrame, run: ({ film }) => step(film, 1) },
  { keys: 'ArrowUp', label: texts.previousFrameThatIs, run: (keyed) => toDistinct(keyed, -1) },
  { keys: 'ArrowDown', label: texts.nextFrameThatIs, run: (keyed) => toDistinct(keyed, 1) },
  { keys: 'PageUp', label: texts.back10Frames, run: ({ film }) => step(film, -10) },
  { keys: 'PageDown', label: texts.forward10Frames, run: ({ film }) => step(film, 10) },
  { keys: 'Home', label: texts.firstFrame, run: ({ film }) => step(film, Number.NEGATIVE_INFINITY) },
  { keys: 'End', label: texts.lastFrame, run: ({ film }) => step(film, Number.POSITIVE_INFINITY) },
  {
    keys: 'J',
    label: texts.playBackwardsRepeatFor,
    run: ({ film }) => setShuttle(film, shuttleBack(film.getState().shuttle)),
  },
  { keys: 'K', label: texts.stop, run: ({ film }) => setShuttle(film, 0) },
  {
    keys: 'L',
    label: texts.playRepeatForFaster,
    run: ({ film }) => setShuttle(film, shuttleForward(film.getState().shuttle)),
  },
  { keys: 'I', label: texts.setFirstFrame, run: ({ film }) => setIn(film) },
  { keys: 'O', label: texts.setLastFrame, run: ({ film }) => setOut(film) },
  {
    keys: 'Shift+I',
    label: texts.goToFirstFrame,
    run: ({ film }) => goTo(film, inOutOf(film).in ?? 0),
  },
  {
    keys: 'Shift+O',
    label: texts.goToLastFrame,
    run: ({ film }) => goTo(film, (inOutOf(film).out ?? Number.POSITIVE_INFINITY) - 1),
  },
  { keys: 'X', label: texts.clearTheRange, run: ({ film }) => clearInOut(film) },
  { keys: 'T', label: texts.goToTheCheckpoints, run: ({ toTree }) => toTree() },
  ...leavingKeys,
])

function inOutOf(film: Film) {
  return film.getState().inOut
}
