import { FileVideo2, Image as Picture } from 'lucide-react'
import type { Copied, CopyRole } from '../../shared/contract/duplicates.ts'
import { looksLikeImage } from '../../shared/image-files.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import blank from '../components/blank.module.css'
import { Icon } from '../components/icon.tsx'
import { PosterLink } from '../components/poster-link.tsx'
import { useOpenTake } from '../library/filter.ts'
import { fileName } from '../rows/file-name.ts'
import styles from './copies.module.css'
import { trashCopies } from './copy-actions.ts'

/** Why a place can neither stay for the others nor go. */
const roleWords: Partial<Record<CopyRole, string>> = {
  same_file: 'the same file, a second name',
  link: 'symbolic link',
  changed: 'changed since it was seen',
  gone: 'gone',
  offline: 'offline',
}

interface CopyGroupProps {
  copied: Copied
  /** Paths that go. */
  going: ReadonlySet<string>
  onGoing: (going: ReadonlySet<string>) => void
}

/** The paths that go where nobody chose otherwise: all but the one to keep. */
export function usualGoing({ locations }: Copied): ReadonlySet<string> {
  return new Set(locations.flatMap(({ path, role }) => (role === 'copy' ? [path] : [])))
}

/** One content with its places, each of which stays or goes. */
export function CopyGroup({ copied, going, onGoing }: CopyGroupProps) {
  const { name, size_bytes, video, locations, file_hash } = copied
  const open = useOpenTake()
  const choices = locations.filter(({ role }) => role === 'keep' || role === 'copy')
  const isClear = going.size > 0 && going.size < choices.length
  const toggle = (path: string) => {
    const next = new Set(going)
    if (!next.delete(path)) next.add(path)
    onGoing(next)
  }
  return (
    <>
      <span className={styles.poster}>
        {video ? (
          <PosterLink video={video} label={`Open ${video.name}`} onOpen={() => open(video.id)} />
        ) : (
          <span className={styles.none}>
            <Icon of={looksLikeImage(locations[0]?.path ?? '') ? Picture : FileVideo2} size={18} />
          </span>
        )}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset does not lie in a row */}
      <div role="group" aria-label={name} className={styles.places}>
        <div className={styles.head}>
          <strong title={name}>{name}</strong>
          <small>
            {formatBytes(size_bytes)} each · {formatCount(locations.length, 'place')}
            {!video && ' · not in the library'}
          </small>
        </div>
        {locations.map(({ path, role }) => (
          <label key={path} className={styles.place} data-goes={going.has(path) || undefined}>
            <input
              type="checkbox"
              checked={!going.has(path)}
              disabled={role !== 'keep' && role !== 'copy'}
              onChange={() => toggle(path)}
              name={`${file_hash} stays`}
              aria-label={`Keep ${path}`}
            />
            <span className={styles.path}>
              {path.slice(0, -fileName(path).length)}
              <span>{fileName(path)}</span>
            </span>
            {path === video?.file_path && <small>plays</small>}
            {roleWords[role] && <small>{roleWords[role]}</small>}
          </label>
        ))}
      </div>
      <button
        type="button"
        className={blank.button}
        disabled={!isClear}
        title={going.size >= choices.length && going.size > 0 ? 'One place has to stay.' : undefined}
        onClick={() => void trashCopies([...going])}
      >
        Trash {formatCount(going.size, 'copy', 'copies')}
      </button>
    </>
  )
}
