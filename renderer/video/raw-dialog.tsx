import { CopyButton, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { EmbeddedTag } from '../../shared/contract/embedded.ts'
import { formatBytes } from '../../shared/units.ts'
import { api } from '../client.ts'
import blank from '../components/blank.module.css'
import { downloadText, fileNameOf } from '../components/download.ts'
import { errorWords } from '../components/error-words.ts'
import { Code } from '../components/section.tsx'
import classes from './reading.module.css'
import { sourceWords } from './reading-words.ts'

/** What a page shows of a text at once; some are megabytes. */
const mostShown = 100_000

interface RawDialogProps {
  videoId: string
  tags: readonly EmbeddedTag[]
  opened: boolean
  onClose: () => void
}

/** The texts that the file of a take carries, as they are. */
export function RawDialog({ videoId, tags, opened, onClose }: RawDialogProps) {
  const [position, setPosition] = useState(tags[0]?.position ?? 0)
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="As it is in the file"
      size={760}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {/* Keys are for the dialog: arrows must not seek behind it. */}
      <div className={classes.raw} onKeyDown={(event) => event.key !== 'Escape' && event.stopPropagation()} role="none">
        <ul className={classes.keys} aria-label="Texts">
          {tags.map((tag) => (
            <li key={tag.position}>
              <button type="button" aria-pressed={tag.position === position} onClick={() => setPosition(tag.position)}>
                <strong>{tag.key}</strong>
                <span>{[formatBytes(tag.length), sourceWords(tag)].filter(Boolean).join(' · ')}</span>
              </button>
            </li>
          ))}
        </ul>
        <RawText key={position} videoId={videoId} position={position} />
      </div>
    </Modal>
  )
}

function RawText({ videoId, position }: { videoId: string; position: number }) {
  const tag = useQuery(api.embedded.tag.queryOptions({ input: { video_id: videoId, position }, gcTime: 0 }))
  if (tag.error) return <p className={classes.hint}>{errorWords(tag.error)}</p>
  if (!tag.data) return <div className={classes.text} role="status" aria-label="Loading" />
  const { key, value } = tag.data
  const rest = value.length - mostShown
  return (
    <div className={classes.text}>
      <Code>{value.slice(0, mostShown)}</Code>
      {rest > 0 && <p className={classes.hint}>{formatBytes(rest)} more; copy or save it to have all.</p>}
      <div className={classes.buttons}>
        <CopyButton value={value} timeout={1500}>
          {({ copied, copy }) => (
            <button type="button" className={blank.button} onClick={copy}>
              {copied ? 'Copied' : 'Copy'}
            </button>
          )}
        </CopyButton>
        <button
          type="button"
          className={blank.button}
          onClick={() => downloadText(fileNameOf(key, value.startsWith('{') ? 'json' : 'txt'), 'text/plain', value)}
        >
          Save as a file
        </button>
      </div>
    </div>
  )
}
