import { Menu, UnstyledButton } from '@mantine/core'
import { speeds } from '../../shared/shuttle.ts'
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
      <Menu.Target>
        <UnstyledButton
          className={classes.button}
          aria-label={`Speed ${speed}×`}
          title={`Speed (${playerCommands.slower.key}, ${playerCommands.quicker.key})`}
          data-changed={speed !== 1 || undefined}
        >
          {speed}×
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {speeds.map((choice) => (
          <Menu.Item
            key={choice}
            role="menuitemradio"
            aria-checked={choice === speed}
            onClick={() => setSpeed(deck, choice)}
          >
            {choice}×
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
