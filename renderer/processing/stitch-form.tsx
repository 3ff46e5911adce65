import { useQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowDownUp, ArrowUp, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { formatDuration } from '../../shared/units.ts'
import { api } from '../client.ts'
import blank from '../components/blank.module.css'
import { Icon } from '../components/icon.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { TakeCell } from '../rows/take-cell.tsx'
import styles from './making.module.css'
import { closeMaking, mostStitched } from './making.ts'
import { moved } from './moved.ts'
import { startProcessing } from './start-processing.ts'

const rowHeight = 38

/** The takes in the order in which they will follow each other, which can be changed first. */
export function StitchForm({ ids }: { ids: readonly string[] }) {
  const [order, setOrder] = useState(ids)
  const scroller = useRef<HTMLOListElement>(null)
  const virtualizer = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 4,
  })
  const isPossible = order.length >= 2 && order.length <= mostStitched
  const start = () => {
    closeMaking()
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
            onMove={(to) => setOrder(moved(order, index, to))}
            onLeaveOut={() => setOrder(order.filter((_, place) => place !== index))}
          />
        ))}
      </ol>
      <div className={styles.foot}>
        <button type="button" className={blank.button} onClick={() => setOrder(order.toReversed())}>
          <Icon of={ArrowDownUp} size={14} />
          Reverse
        </button>
        <span role="status">
          {order.length > mostStitched && `At most ${mostStitched} takes can be one.`}
          {order.length < 2 && 'Two takes or more can be one.'}
        </span>
        <button type="button" className={blank.primary} disabled={!isPossible} onClick={start}>
          Stitch
        </button>
      </div>
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
      <IconButton icon={X} label={`Leave ${name} out`} onClick={onLeaveOut} />
    </li>
  )
}
