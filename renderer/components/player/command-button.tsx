import { Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { Button } from '../button.tsx'
import { keysNow } from '../keys.ts'
import { Shortcut } from '../shortcut.tsx'
import type { PlayerCommand } from './commands.ts'
import { useDeck } from './deck-context.ts'
import classes from './transport-bar.module.css'

interface Props {
  command: PlayerCommand
  children: ReactNode
  /** Current name, if it depends on the state: Play or Pause. */
  label?: string
  /** Screen-reader name, if the button shows text. */
  spoken?: string
  /** State of a toggle button. */
  on?: boolean
}

/** A button for a player command. A mouse press must not move the focus, so that Space still plays. */
export function CommandButton({ command, children, label = command.label, spoken = label, on }: Props) {
  const deck = useDeck()
  const id = `Player: ${command.keys}`
  return (
    <Tooltip
      // In full screen, only elements inside the player are visible.
      withinPortal={false}
      label={
        <>
          {label} <Shortcut id={id} />
        </>
      }
    >
      <Button
        variant="quiet"
        className={classes.button}
        aria-label={spoken}
        aria-keyshortcuts={keysNow({ id, keys: command.keys })}
        {...(on !== undefined && { 'aria-pressed': on })}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => command.run(deck)}
      >
        {children}
      </Button>
    </Tooltip>
  )
}
