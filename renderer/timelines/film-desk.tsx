import { type ReactNode, useCallback, useDeferredValue, useMemo, useRef, useState } from 'react'
import type { Frame, Timeline } from '../../shared/contract/timelines.ts'
import { nearIdentical } from '../../shared/timelines/near-identical.ts'
import { useKeys } from '../components/use-keys.ts'
import { CheckpointDialogs } from './checkpoint-dialogs.tsx'
import { CheckpointInspector } from './checkpoint-inspector.tsx'
import { checkpointKeys } from './checkpoint-keys.ts'
import { CheckpointTree } from './checkpoint-tree.tsx'
import { CompareInspector } from './compare-inspector.tsx'
import { useFilm } from './film.ts'
import { FrameBar } from './frame-bar.tsx'
import { ComparedLegend, ComparedMarks, FrameMarks } from './frame-marks.tsx'
import { FrameStage, type PictureSize } from './frame-stage.tsx'
import { FrameStrip } from './frame-strip.tsx'
import { OutputTracks } from './output-tracks.tsx'
import { texts } from './texts.ts'
import { TimelineInspector } from './timeline-inspector.tsx'
import { timelineKeys } from './timeline-keys.ts'
import styles from './timeline-page.module.css'
import { type PaintTrack, RangeOfInterest, Track } from './track.tsx'
import { useCheckpointMoves } from './use-checkpoint-moves.ts'
import { type DrawnState, useCheckpointState, useCheckpoints, useDrawnState } from './use-checkpoints.ts'
import { useRateOf } from './use-rate-of.ts'
import { useStageRun } from './use-stage-run.ts'

/** Bits in which frames differ that are dimmed at first: what noise and compression change. */
const initialThreshold = 4

interface FilmDeskProps {
  timeline: Timeline
  frames: readonly Frame[]
  onBack: () => void
}

/** The frames of a timeline with what its checkpoints say about them, and the tree of checkpoints. */
export function FilmDesk({ timeline, frames, onBack }: FilmDeskProps) {
  const film = useFilm(frames)
  const [threshold, setThreshold] = useState(initialThreshold)
  const [ratio, setRatio] = useState(16 / 9)
  const { dimmed, paint } = useDimmed(frames, threshold)
  const tree = useRef<HTMLElement>(null)
  const picked = useCheckpoints(timeline.id)
  const { selected, compared } = picked
  const state = useCheckpointState(selected?.id)
  const drawn = useDrawnState(selected && state.data, frames)
  const other = useDrawnState(useCheckpointState(compared?.id).data, frames)
  const isComparing = selected !== undefined && compared !== undefined && compared.id !== selected.id
  const run = useStageRun(picked.select)
  const { moves, dialog, closeDialog } = useCheckpointMoves(picked)
  const toTree = () => {
    tree.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
    if (!selected) picked.select(picked.checkpoints.at(-1)?.id)
  }
  useKeys(checkpointKeys, moves)
  useKeys(timelineKeys, { film, dimmed, toTree, back: onBack })
  const over = overlayOf(drawn, isComparing ? other : undefined, isComparing)
  return (
    <>
      <div className={styles.desk}>
        <div className={styles.columns}>
          <div className={styles.film}>
            <FrameStage timelineId={timeline.id} film={film} onRatio={setRatio} overlay={over.draw} note={over.note} />
            <FrameStrip timelineId={timeline.id} film={film} dimmed={dimmed} ratio={ratio} />
            <Track film={film} label={texts.filmDeskLabel} height={10} paint={paint}>
              <RangeOfInterest film={film} />
            </Track>
            {drawn && <OutputTracks film={film} drawn={drawn} />}
            <FrameBar
              film={film}
              rate={useRateOf(timeline)}
              dimmed={dimmed}
              threshold={threshold}
              onThreshold={setThreshold}
            />
          </div>
          <CheckpointTree picked={picked} panel={tree} />
        </div>
      </div>
      {isComparing ? (
        <CompareInspector first={compared} second={selected} onEnd={picked.compare} />
      ) : selected ? (
        <CheckpointInspector
          checkpoint={selected}
          state={state.data}
          error={state.error}
          moves={moves}
          run={run}
          isCompared={compared !== undefined}
        />
      ) : (
        <TimelineInspector timeline={timeline} />
      )}
      {selected && (
        <CheckpointDialogs
          checkpoint={selected}
          dialog={dialog}
          onClose={closeDialog}
          onForked={picked.select}
          onPruned={() => picked.select(selected.parent_id ?? undefined)}
        />
      )}
    </>
  )
}

/** Returns how to draw the marks of a frame, and the legend of a comparison. */
function overlayOf(drawn: DrawnState | undefined, other: DrawnState | undefined, isComparing: boolean) {
  const marksOf = (state: DrawnState | undefined, index: number) => state?.marks.get(index) ?? []
  return {
    draw: (index: number, size: PictureSize): ReactNode =>
      isComparing ? (
        <ComparedMarks first={marksOf(other, index)} second={marksOf(drawn, index)} size={size} />
      ) : (
        <FrameMarks marks={marksOf(drawn, index)} size={size} />
      ),
    note: (index: number): ReactNode =>
      isComparing && <ComparedLegend first={marksOf(other, index)} second={marksOf(drawn, index)} />,
  }
}

/** Returns which frames are dimmed at a similarity, and a function that paints the others. */
function useDimmed(frames: readonly Frame[], threshold: number) {
  const applied = useDeferredValue(threshold)
  const dimmed = useMemo(() => {
    const hashes = frames.map(({ perceptual_hash }) => perceptual_hash)
    return applied < 0 ? [] : nearIdentical(hashes, applied)
  }, [frames, applied])
  const paint = useCallback<PaintTrack>(
    (context, { width, height, count, xOf }, colour) => {
      context.fillStyle = colour('faint')
      context.globalAlpha = 0.6
      const pitch = width / Math.max(1, count)
      const gap = pitch > 4 ? 1 : 0
      for (let index = 0; index < count; index++)
        if (!dimmed[index]) context.fillRect(xOf(index), 2, Math.max(1, pitch - gap), height - 4)
    },
    [dimmed],
  )
  return { dimmed, paint }
}
