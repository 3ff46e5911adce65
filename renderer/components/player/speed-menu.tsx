import { Menu, Tooltip } from '@mantine/core'
import { speeds } from '../../../shared/shuttle.ts'
import { Button } from '../button.tsx'
import { MenuChoices } from '../menu.tsx'
import { Shortcut } from '../shortcut.tsx'
import { playerCommands } from './commands.ts'
import { useDeck, useDeckState } from './deck-context.ts'
import { texts } from './texts.ts'
import { setSpeed } from './transport.ts'
import classes from './transport-bar.module.css'

/** A menu for the speed of plain playback. */
export function SpeedMenu() {
  const deck = useDeck()
  const speed = useDeckState((state) => state.speed)
  return (
    <Menu position="top" withinPortal={false}>
      <Tooltip
        withinPortal={false}
        label={
          <>
            {texts.speed} <Shortcut id={`Player: ${playerCommands.slower.keys}`} />{' '}
            <Shortcut id={`Player: ${playerCommands.quicker.keys}`} />
          </>
        }
      >
        <span>
          <Menu.Target>
            <Button
              variant="quiet"
              className={classes.button}
              aria-label={texts.speedTimes(speed)}
              data-changed={speed !== 1 || undefined}
              // A mouse press must not move the focus, so that Space still plays.
              onMouseDown={(event) => event.preventDefault()}
            >
              {speed}×
            </Button>
          </Menu.Target>
        </span>
      </Tooltip>
      <Menu.Dropdown>
        <MenuChoices
          value={String(speed)}
          choices={speeds.map((choice) => ({ value: String(choice), label: `${choice}×` }))}
          onChange={(choice) => setSpeed(deck, Number(choice))}
        />
      </Menu.Dropdown>
    </Menu>
  )
}
