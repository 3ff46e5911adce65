import { useState } from 'react'
import type { EmbeddedReading } from '../../../shared/contract/embedded.ts'
import { Button } from '../button.tsx'
import { parserLabel } from './embedded-labels.ts'
import { RawDialog } from './raw-dialog.tsx'
import { texts } from './texts.ts'

/** The parser that read the generation details, with a button to show the raw texts. */
export function ParserLine({ fileHash, reading }: { fileHash: string; reading: EmbeddedReading }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      {parserLabel(reading) ?? texts.anUnknownFormat}
      {reading.tags.length > 0 && (
        <>
          {' · '}
          <Button variant="link" onClick={() => setOpen(true)}>
            {texts.showRaw}
          </Button>
          <RawDialog fileHash={fileHash} tags={reading.tags} opened={isOpen} onClose={() => setOpen(false)} />
        </>
      )}
    </>
  )
}
