import { Slider } from '@mantine/core'
import { Volume1, Volume2, VolumeX } from 'lucide-react'
import { CommandButton } from './command-button.tsx'
import { playerCommands } from './commands.ts'
import { setVolume, usePreferences } from './preferences.ts'
import { texts } from './texts.ts'
import classes from './transport-bar.module.css'

/** The volume slider with a mute button. */
export function Volume() {
  const { volume, muted } = usePreferences()
  const Icon = muted ? VolumeX : volume < 0.5 ? Volume1 : Volume2
  return (
    <div
      className={classes.volume}
      onPointerUp={() => {
        // Dragging gives the focus to the slider. It is given up again, so that the arrow keys seek.
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      }}
    >
      <CommandButton command={playerCommands.mute} label={muted ? texts.unmute : texts.mute}>
        <Icon size={16} strokeWidth={1.25} aria-hidden />
      </CommandButton>
      <Slider
        className={classes.slider ?? ''}
        thumbLabel={texts.volume}
        aria-label={texts.volume}
        size={3}
        thumbSize={11}
        min={0}
        max={1}
        step={0.01}
        label={null}
        value={muted ? 0 : volume}
        onChange={setVolume}
      />
    </div>
  )
}
