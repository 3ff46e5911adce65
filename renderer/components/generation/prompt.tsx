import { CopyButton } from '@mantine/core'
import { Check, Copy } from 'lucide-react'
import { IconButton } from '../icon-button.tsx'
import { Quote } from '../section.tsx'
import classes from './embedded.module.css'
import { texts } from './texts.ts'

/** A prompt with a button that copies it. */
export function Prompt({ children }: { children: string }) {
  return (
    <div className={classes.prompt}>
      <Quote>{children}</Quote>
      <CopyButton value={children} timeout={1500}>
        {({ copied, copy }) => (
          <IconButton
            icon={copied ? Check : Copy}
            label={copied ? texts.copied : texts.copyPrompt}
            size="small"
            onClick={copy}
          />
        )}
      </CopyButton>
    </div>
  )
}
