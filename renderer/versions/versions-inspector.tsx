import type { Version } from '../../shared/contract/versions.ts'
import { formatCount } from '../../shared/units.ts'
import { PosterLink } from '../components/poster-link.tsx'
import { useOpenTake } from '../library/filter.ts'
import column from '../library/selection-inspector.module.css'
import { Inspector } from '../shell/inspector.tsx'
import { detailWords } from './version-words.ts'
import styles from './versions-page.module.css'

interface VersionsInspectorProps {
  ids: readonly string[]
  /** Those of them that are read. */
  rows: readonly Version[]
}

/** The right column of the view: both takes beside each other, and what the answer means. */
export function VersionsInspector({ ids, rows }: VersionsInspectorProps) {
  const [only] = rows
  return (
    <Inspector>
      <div className={column.column}>
        {ids.length === 1 && only ? (
          <Both version={only} />
        ) : (
          <>
            <h2 className={column.title}>
              {ids.length === 0 ? 'New versions' : formatCount(ids.length, 'new version')}
            </h2>
            <p className={column.hint}>
              Both takes stay, whatever the answer. What is carried over is known of both then; what the new one says of
              itself is never replaced.
            </p>
          </>
        )}
      </div>
    </Inspector>
  )
}

function Both({ version }: { version: Version }) {
  const open = useOpenTake()
  const { video, previous } = version
  const sides = [
    { take: previous, words: 'Before' },
    { take: video, words: 'Now' },
  ]
  return (
    <>
      <h2 className={column.title}>{video.name}</h2>
      {sides.map(({ take, words }) => (
        <figure key={take.id} className={styles.side}>
          <PosterLink video={take} label={`Open ${take.name}, ${words.toLowerCase()}`} onOpen={() => open(take.id)} />
          <figcaption>{words}</figcaption>
        </figure>
      ))}
      <p className={column.hint}>
        {detailWords(version)} of the old version can go for the new one too: how it was made, its places in workflows,
        its rating, its tags.
      </p>
    </>
  )
}
