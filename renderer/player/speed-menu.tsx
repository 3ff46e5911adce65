import { Menu, Tooltip, UnstyledButton } from '@mantine/core'
import { speeds } from '../../shared/shuttle.ts'
import { formatKeys } from '../components/keys.ts'
import { playerCommands } from './commands.ts'
import { useDeck, useDeckState } from './deck-context.ts'
import { setSpeed } from './transport.ts'
import classes from './transport-bar.module.css'

/** How fast plain playback runs. */
export function SpeedMenu() {
  const deck = useDeck()
  const speed = useDeckState((state) => state.speed)
  return (
    <Menu position="top" withinPortal={false}>
      <Tooltip
        withinPortal={false}
        label={
          <>
            Speed <kbd>{formatKeys(playerCommands.slower.key)}</kbd> <kbd>{formatKeys(playerCommands.quicker.key)}</kbd>
          </>
        }
      >
        <span>
          <Menu.Target>
            <UnstyledButton
              className={classes.button}
              aria-label={`Speed ${speed}×`}
              data-changed={speed !== 1 || undefined}
              // A press of the mouse leaves the focus where it was, so that Space goes on to mean play.
              onMouseDown={(event) => event.preventDefault()}
            >
              {speed}×
            </UnstyledButton>
          </Menu.Target>
        </span>
      </Tooltip>
      <Menu.Dropdown>
        <Menu.RadioGroup value={String(speed)} onChange={(choice) => setSpeed(deck, Number(choice))}>
          {speeds.map((choice) => (
            <Menu.RadioItem key={choice} value={String(choice)} className={classes.choice ?? ''} closeMenuOnClick>
              {choice}×
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}
