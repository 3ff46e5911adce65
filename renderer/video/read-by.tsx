import { useState } from 'react'
import type { EmbeddedReading } from '../../shared/contract/embedded.ts'
import { RawDialog } from './raw-dialog.tsx'
import classes from './reading.module.css'
import { parserWords } from './reading-words.ts'

/** Who read how the take was made out of its file, and the way to what it read. */
export function ReadBy({ videoId, reading }: { videoId: string; reading: EmbeddedReading }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      {parserWords(reading) ?? 'nobody that knows it'}
      {reading.tags.length > 0 && (
        <>
          {' · '}
          <button type="button" className={classes.link} onClick={() => setOpen(true)}>
            raw
          </button>
          <RawDialog videoId={videoId} tags={reading.tags} opened={isOpen} onClose={() => setOpen(false)} />
        </>
      )}
    </>
  )
}
