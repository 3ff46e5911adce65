import { CopyButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { EmbeddedTag } from '../../../shared/contract/embedded.ts'
import { formatBytes } from '../../../shared/units.ts'
import { api } from '../../client.ts'
import { Button } from '../button.tsx'
import { Dialog } from '../dialog.tsx'
import { downloadText, fileNameOf } from '../download.ts'
import { errorMessage } from '../error-message.ts'
import { Buttons, Hint } from '../panel.tsx'
import { Code } from '../section.tsx'
import classes from './embedded.module.css'
import { sourceLabel } from './embedded-labels.ts'
import { texts } from './texts.ts'

/** Number of characters shown at once; some texts are megabytes long. */
const mostShown = 100_000

interface RawDialogProps {
  fileHash: string
  tags: readonly EmbeddedTag[]
  opened: boolean
  onClose: () => void
}

/** A dialog with the raw texts that are embedded in the file of a take or an image. */
export function RawDialog({ fileHash, tags, opened, onClose }: RawDialogProps) {
  const [position, setPosition] = useState(tags[0]?.position ?? 0)
  return (
    <Dialog isOpen={opened} title={texts.embeddedMetadata} size={760} onClose={onClose}>
      {/* Arrow keys must not seek the player behind the dialog. */}
      <div className={classes.raw} onKeyDown={(event) => event.key !== 'Escape' && event.stopPropagation()} role="none">
        <ul className={classes.keys} aria-label={texts.texts}>
          {tags.map((tag) => (
            <li key={tag.position}>
              <Button variant="row" aria-pressed={tag.position === position} onClick={() => setPosition(tag.position)}>
                <strong>{tag.key}</strong>
                <small>{[formatBytes(tag.length), sourceLabel(tag)].filter(Boolean).join(' · ')}</small>
              </Button>
            </li>
          ))}
        </ul>
        <RawText key={position} fileHash={fileHash} position={position} />
      </div>
    </Dialog>
  )
}

function RawText({ fileHash, position }: { fileHash: string; position: number }) {
  const tag = useQuery(api.embedded.tagOfContent.queryOptions({ input: { file_hash: fileHash, position }, gcTime: 0 }))
  if (tag.error) return <Hint>{errorMessage(tag.error)}</Hint>
  if (!tag.data) return <div className={classes.text} role="status" aria-label={texts.loading} />
  const { key, value } = tag.data
  const rest = value.length - mostShown
  return (
    <div className={classes.text}>
      <Code>{value.slice(0, mostShown)}</Code>
      {rest > 0 && <Hint>{texts.rawTextHint(formatBytes(rest))}</Hint>}
      <Buttons>
        <CopyButton value={value} timeout={1500}>
          {({ copied, copy }) => <Button onClick={copy}>{copied ? texts.copied : texts.copy}</Button>}
        </CopyButton>
        <Button
          onClick={() => downloadText(fileNameOf(key, value.startsWith('{') ? 'json' : 'txt'), 'text/plain', value)}
        >
          {texts.saveAsFile}
        </Button>
      </Buttons>
    </div>
  )
}
