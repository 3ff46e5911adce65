import { CopyButton, Tooltip } from '@mantine/core'
import { Check, Copy } from 'lucide-react'
import { Button } from './button.tsx'
import styles from './copy-text.module.css'
import { Icon } from './icon.tsx'
import { texts } from './texts.ts'

interface Props {
  /** Name of the value, for the label of the button. */
  what: string
  text: string
  /** Shortened text on screen. */
  shown?: string
}

/** A text that a click copies in full, even if it is shown shortened. */
export function CopyText({ what, text, shown = text }: Props) {
  return (
    <CopyButton value={text} timeout={1500}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? texts.copied : texts.copyWhat(what)}>
          <Button
            variant="link"
            className={styles.copy}
            aria-label={`${copied ? texts.copied : texts.copy} ${what} ${shown}`}
            onClick={copy}
          >
            <code>{shown}</code>
            <Icon of={copied ? Check : Copy} size={13} />
          </Button>
        </Tooltip>
      )}
    </CopyButton>
  )
}
