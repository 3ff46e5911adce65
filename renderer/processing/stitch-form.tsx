import { useQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowDownUp, ArrowUp, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { formatDuration } from '../../shared/units.ts'
import { api } from '../client.ts'
import { Button } from '../components/button.tsx'
import { DialogFoot } from '../components/dialog.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { startProcessing } from '../components/processing/start-processing.ts'
import { TakeCell } from '../components/takes/take-cell.tsx'
import { closeProcessingDialog, maxStitched } from '../state/processing-dialog.ts'
import { moveItem } from './move-item.ts'
import styles from './processing-dialogs.module.css'

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
  const isPossible = order.length >= 2 && order.length <= maxStitched
  const start = () => {
    closeProcessingDialog()
    void startProcessing({ action: 'stitch', video_ids: [...order] })
  }
  return (
    <div className={styles.form}>
      <ol ref={scroller} className={styles.order} aria-label="Order">
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
      <DialogFoot>
        <Button icon={ArrowDownUp} onClick={() => setOrder(order.toReversed())}>
          Reverse
        </Button>
        <div role="status">
          {order.length > maxStitched && `At most ${maxStitched} takes can be stitched.`}
          {order.length < 2 && 'Select at least two takes.'}
        </div>
        <Button variant="primary" disabled={!isPossible} onClick={start}>
          Stitch
        </Button>
      </DialogFoot>
    </div>
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
      <IconButton icon={ArrowUp} label={`Move ${name} up`} disabled={place === 0} onClick={() => onMove(place - 1)} />
      <IconButton
        icon={ArrowDown}
        label={`Move ${name} down`}
        disabled={place === count - 1}
        onClick={() => onMove(place + 1)}
      />
      <IconButton icon={X} label={`Remove ${name}`} onClick={onLeaveOut} />
    </li>
  )
}
