import { useQuery } from '@tanstack/react-query'
import { Copy, FolderOpen, Pencil, Play, RefreshCw, Trash2 } from 'lucide-react'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import blank from '../components/blank.module.css'
import { errorWords } from '../components/error-words.ts'
import { FactList } from '../components/fact-list.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Poster } from '../components/poster.tsx'
import { removeTakes } from '../components/remove-takes.ts'
import { revealTake } from '../components/reveal-take.ts'
import { AnalyseMenu } from '../lanes/analyse-menu.tsx'
import { TakeAnalyses } from '../lanes/take-analyses.tsx'
import { askConvert, askStitch } from '../processing/making.ts'
import { Inspector } from '../shell/inspector.tsx'
import { startRenaming } from '../state/renaming.ts'
import { useSelection } from '../state/selection.ts'
import { ManyMarks } from '../tagging/many-marks.tsx'
import { TakeMarks } from '../tagging/take-marks.tsx'
import { aspectRatioOf } from '../video/facts.ts'
import { useOpenTake } from './filter.ts'
import { LibraryFacts } from './library-facts.tsx'
import { NameField } from './name-field.tsx'
import styles from './selection-inspector.module.css'
import { factsOf } from './take-facts.ts'
import { absence } from './take-words.ts'
import type { Takes } from './use-takes.ts'

/** The right column of the library: about the one take, the many, or the library itself. */
export function SelectionInspector({ takes }: { takes: Takes }) {
  const ids = useSelection((selection) => selection.ids)
  const [only] = ids
  return (
    <Inspector>
      {ids.size === 0 || only === undefined ? (
        <LibraryFacts hint="Select a take to see its facts here." />
      ) : ids.size === 1 ? (
        <OneTake key={only} id={only} />
      ) : (
        <ManyTakes ids={ids} takes={takes} />
      )}
    </Inspector>
  )
}

function OneTake({ id }: { id: string }) {
  const { data: video, error } = useQuery(api.videos.get.queryOptions({ input: { id } }))
  const library = useQuery(api.library.get.queryOptions())
  const open = useOpenTake()
  if (error) return <p className={styles.hint}>{errorWords(error)}</p>
  if (!video) return <div className={styles.preview} />
  const ratio = aspectRatioOf(video)
  return (
    <div className={styles.column}>
      <button
        type="button"
        className={styles.preview}
        style={{ aspectRatio: Math.max(ratio, 1) }}
        aria-label={`Open ${video.name}`}
        onClick={() => open(id)}
      >
        <span className={styles.frame} style={{ aspectRatio: ratio }}>
          <Poster video={video} />
        </span>
      </button>
      <NameField video={video} />
      <TakeMarks video={video} />
      <div className={styles.actions}>
        <IconButton icon={Play} label="Open" shortcut="Enter" onClick={() => open(id)} />
        <IconButton icon={Pencil} label="Rename" shortcut="F2" onClick={() => startRenaming(id)} />
        {library.data?.can.reveal && (
          <IconButton icon={FolderOpen} label="Reveal in folder" onClick={() => void revealTake(id)} />
        )}
        <IconButton icon={RefreshCw} label="Convert" onClick={() => askConvert(id)} />
        <IconButton icon={Copy} label="Copy path" onClick={() => void navigator.clipboard.writeText(video.file_path)} />
        <IconButton icon={Trash2} label="Remove from library" shortcut="Del" onClick={() => void removeTakes([id])} />
      </div>
      {absence(video) && (
        <p className={styles.missing}>
          {video.is_offline
            ? 'The disk or folder that holds the file is not connected.'
            : 'The file is not at its place. Import it from where it is now, or open the take and locate it.'}
        </p>
      )}
      <FactList facts={factsOf(video)} />
      <TakeAnalyses id={id} />
    </div>
  )
}

function ManyTakes({ ids, takes }: { ids: ReadonlySet<string>; takes: Takes }) {
  const shown = [...takes.pages.values()].flat().filter((video) => ids.has(video.id))
  return (
    <div className={styles.column}>
      <div className={styles.stack} aria-hidden>
        {shown.slice(-3).map((video) => (
          <span key={video.id}>
            <Poster video={video} small />
          </span>
        ))}
      </div>
      <h2 className={styles.title}>{formatCount(ids.size, 'take')}</h2>
      <ManyMarks ids={[...ids]} />
      <div className={styles.actions}>
        <IconButton
          icon={Trash2}
          label="Remove from library"
          shortcut="Del"
          onClick={() => void removeTakes([...ids])}
        />
      </div>
      <div className={styles.buttons}>
        <button type="button" className={blank.button} onClick={() => askStitch([...ids])}>
          Stitch {formatCount(ids.size, 'take')}
        </button>
        <AnalyseMenu videoIds={[...ids]} />
      </div>
      {shown.length === ids.size && (
        <FactList facts={[['Size', formatBytes(shown.reduce((sum, video) => sum + video.size_bytes, 0))]]} />
      )}
    </div>
  )
}
