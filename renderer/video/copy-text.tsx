import { CopyButton, Tooltip } from '@mantine/core'
import { Check, Copy } from 'lucide-react'
import { Icon } from '../components/icon.tsx'
import classes from './video-inspector.module.css'

interface Props {
  /** What it is, for the button's name. */
  what: string
  text: string
  /** How it reads on screen. */
  shown?: string
}

/** A text that a click copies whole, however short it is shown. */
export function CopyText({ what, text, shown = text }: Props) {
  return (
    <CopyButton value={text} timeout={1500}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? 'Copied' : `Copy ${what}`}>
          <button
            type="button"
            className={classes.copy}
            aria-label={`${copied ? 'Copied' : 'Copy'} ${what} ${shown}`}
            onClick={copy}
          >
            <code className={classes.code}>{shown}</code>
            <Icon of={copied ? Check : Copy} size={13} />
          </button>
        </Tooltip>
      )}
    </CopyButton>
  )
}
