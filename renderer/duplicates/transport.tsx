import { Pause, Play } from 'lucide-react'
import { formatTimecode } from '../../shared/units.ts'
import { IconButton } from '../components/icon-button.tsx'
import styles from './desk.module.css'
import { texts } from './texts.ts'
import type { PairedPlayback } from './use-paired-playback.ts'

/** Playback controls for both takes at once. */
export function Transport({ playback }: { playback: PairedPlayback }) {
  const { isPlaying, seconds, durationSeconds, seek, toggle } = playback
  return (
    <div className={styles.transport}>
      <IconButton
        icon={isPlaying ? Pause : Play}
        label={isPlaying ? texts.pauseBoth : texts.playBoth}
        shortcut="Duplicates: Space"
        onClick={toggle}
      />
      <input
        type="range"
        aria-label={texts.positionOfBoth}
        aria-valuetext={formatTimecode(seconds)}
        min={0}
        max={durationSeconds || 1}
        step="any"
        value={Math.min(seconds, durationSeconds || 1)}
        onChange={(event) => seek(Number(event.currentTarget.value))}
      />
      <span>{formatTimecode(seconds)}</span>
    </div>
  )
}
