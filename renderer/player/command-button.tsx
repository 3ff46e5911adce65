import { Tooltip, UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { formatKeys } from '../components/keys.ts'
import type { PlayerCommand } from './commands.ts'
import { useDeck } from './deck-context.ts'
import classes from './transport-bar.module.css'

interface Props {
  command: PlayerCommand
  children: ReactNode
  /** What it is called now, where that changes: Play, Pause. */
  label?: string
  /** Its name for a screen reader, where the button shows more than an icon. */
  spoken?: string
  /** For a switch: whether it is on. */
  on?: boolean
}

/** A command as a button. A press of the mouse leaves the focus where it was, so that Space goes on to mean play. */
export function CommandButton({ command, children, label = command.words, spoken = label, on }: Props) {
  const deck = useDeck()
  return (
    <Tooltip
      // In full screen nothing outside of the player shows.
      withinPortal={false}
      label={
        <>
          {label} <kbd>{formatKeys(command.key)}</kbd>
        </>
      }
    >
      <UnstyledButton
        className={classes.button}
        aria-label={spoken}
        aria-keyshortcuts={command.key}
        {...(on !== undefined && { 'aria-pressed': on })}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => command.run(deck)}
      >
        {children}
      </UnstyledButton>
    </Tooltip>
  )
}
