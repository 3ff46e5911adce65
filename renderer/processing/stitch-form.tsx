import { useQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowDownUp, ArrowUp, X } from 'lucide-react'
import { type FormEvent, useRef, useState } from 'react'
import { formatCount, formatDuration, formatTimecode } from '../../shared/units.ts'
import { api } from '../client.ts'
import { Button } from '../components/button.tsx'
import { DialogFoot } from '../components/dialog.tsx'
import { Field } from '../components/field.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Hint } from '../components/panel.tsx'
import { startProcessing } from '../components/processing/start-processing.ts'
import { differing } from '../components/takes/summary-facts.ts'
import { TakeCell } from '../components/takes/take-cell.tsx'
import { useSummary } from '../components/takes/use-summary.ts'
import { closeProcessingDialog, maxStitched } from '../state/processing-dialog.ts'
import { moveItem } from './move-item.ts'
import styles from './processing-dialogs.module.css'
import { texts } from './texts.ts'

const rowHeight = 38

/** A form for stitching takes, with a list to reorder them. */
export function StitchForm({ ids }: { ids: readonly string[] }) {
  const [order, setOrder] = useState(ids)
  const scroller = useRef<HTMLOListElement>(null)
  const virtualizer = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 4,
  })
  const [name, setName] = useState('')
  const isPossible = order.length >= 2 && order.length <= maxStitched
  const start = (event: FormEvent) => {
    event.preventDefault()
    closeProcessingDialog()
    void startProcessing({ action: 'stitch', video_ids: [...order], ...(name.trim() && { name }) })
  }
  return (
    <form className={styles.form} onSubmit={start}>
      <Field label={texts.name}>
        <input
          type="text"
          maxLength={200}
          value={name}
          placeholder={texts.composedOfTheirNames}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
      </Field>
      <ol ref={scroller} className={styles.order} aria-label={texts.order}>
        <li className={styles.height} style={{ height: virtualizer.getTotalSize() }} aria-hidden />
        {virtualizer.getVirtualItems().map(({ index, start: top }) => (
          <StitchRow
            key={order[index]}
            id={order[index] ?? ''}
            place={index}
            count={order.length}
            top={top}
            onMove={(to) => setOrder(moveItem(order, index, to))}
            onLeaveOut={() => setOrder(order.filter((_, place) => place !== index))}
          />
        ))}
      </ol>
      <StitchNote order={order} />
      <DialogFoot>
        <Button icon={ArrowDownUp} onClick={() => setOrder(order.toReversed())}>
          {texts.reverse}
        </Button>
        <div role="status">
          {order.length > maxStitched && texts.atMostTakesCan(maxStitched)}
          {order.length < 2 && texts.selectAtLeastTwo}
        </div>
        <Button variant="primary" type="submit" disabled={!isPossible}>
          {texts.stitch}
        </Button>
      </DialogFoot>
    </form>
  )
}

const formats = { resolution: 'sizes', aspect_ratio: texts.aspectRatios, fps: texts.frameRates } as const
const shapes = Object.keys(formats) as (keyof typeof formats)[]

/** The total duration, and the changes to takes that differ. */
function StitchNote({ order }: { order: readonly string[] }) {
  const summary = useSummary(order)
  const { data: first } = useQuery(api.videos.get.queryOptions({ input: { id: order[0] ?? '' } }))
  if (!summary || !first) return null
  const [one, ...others] = differing(summary, shapes).map((field) => formats[field])
  const size = first.resolution?.replace('x', '×') ?? texts.theSize
  const rate = first.fps === null ? texts.theFrameRate : texts.fps(first.fps)
  return (
    <>
      <p className={styles.total}>
        {texts.inTotal(formatCount(order.length, 'take'), formatTimecode(summary.duration_seconds))}
      </p>
      {one === undefined ? (
        <Hint>{differing(summary, ['codec', 'audio_codec']).length > 0 ? texts.codecsDiffer : texts.notReencoded}</Hint>
      ) : (
        <p className={styles.note} role="note">
          {texts.stitchNoteText([one, ...others].join(' and '), size, rate)}
        </p>
      )}
    </>
  )
}

interface StitchRowProps {
  id: string
  place: number
  count: number
  top: number
  onMove: (to: number) => void
  onLeaveOut: () => void
}

function StitchRow({ id, place, count, top, onMove, onLeaveOut }: StitchRowProps) {
  const { data: video } = useQuery(api.videos.get.queryOptions({ input: { id } }))
  const name = video?.name ?? 'take'
  return (
    <li
      className={styles.row}
      style={{ transform: `translateY(${top}px)` }}
      aria-posinset={place + 1}
      aria-setsize={count}
    >
      <span className={styles.place}>{place + 1}</span>
      {video && <TakeCell path={video.file_path} hash={video.file_hash} videoId={id} name={video.name} />}
      <span className={styles.duration}>{formatDuration(video?.duration_seconds)}</span>
      <IconButton icon={ArrowUp} label={texts.moveUp(name)} disabled={place === 0} onClick={() => onMove(place - 1)} />
      <IconButton
        icon={ArrowDown}
        label={texts.moveDown(name)}
        disabled={place === count - 1}
        onClick={() => onMove(place + 1)}
      />
      <IconButton icon={X} label={texts.remove(name)} onClick={onLeaveOut} />
    </li>
  )
}
