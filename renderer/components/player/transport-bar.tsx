import {
  Camera,
  ChevronFirst,
  ChevronLast,
  Maximize,
  Pause,
  Play,
  Repeat,
  Rewind,
  StepBack,
  StepForward,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { CommandButton } from './command-button.tsx'
import { playerCommands } from './commands.ts'
import { useDeckState } from './deck-context.ts'
import { InOutButtons } from './in-out-buttons.tsx'
import { usePreferences } from './preferences.ts'
import { SpeedMenu } from './speed-menu.tsx'
import { texts } from './texts.ts'
import { TimeReadout } from './time-readout.tsx'
import classes from './transport-bar.module.css'
import { Volume } from './volume.tsx'

const icon = { size: 16, strokeWidth: 1.25, 'aria-hidden': true } as const

/** The row of controls below the picture. */
export function Transport({ actions }: { actions?: ReactNode }) {
  const loop = usePreferences((state) => state.loop)
  return (
    <section className={classes.bar} aria-label={texts.playback}>
      <TimeReadout />
      <div className={classes.group}>
        <CommandButton command={playerCommands.toStart}>
          <ChevronFirst {...icon} />
        </CommandButton>
        <CommandButton command={playerCommands.frameBack}>
          <StepBack {...icon} />
        </CommandButton>
        <CommandButton command={playerCommands.back}>
          <Rewind {...icon} />
        </CommandButton>
        <PlayButton />
        <CommandButton command={playerCommands.frameOn}>
          <StepForward {...icon} />
        </CommandButton>
        <CommandButton command={playerCommands.toEnd}>
          <ChevronLast {...icon} />
        </CommandButton>
        <InOutButtons />
      </div>
      <div className={classes.group} data-end>
        <CommandButton command={playerCommands.loop} on={loop}>
          <Repeat {...icon} />
        </CommandButton>
        <SpeedMenu />
        <Volume />
        <CommandButton command={playerCommands.saveFrame}>
          <Camera {...icon} />
        </CommandButton>
        <CommandButton command={playerCommands.fullScreen}>
          <Maximize {...icon} />
        </CommandButton>
        {actions && <div className={classes.actions}>{actions}</div>}
      </div>
    </section>
  )
}

function PlayButton() {
  const shuttle = useDeckState((state) => state.shuttle)
  const playing = shuttle !== 0
  return (
    <CommandButton command={playerCommands.play} label={playing ? texts.pause : texts.play}>
      {playing ? <Pause {...icon} fill="currentColor" /> : <Play {...icon} fill="currentColor" />}
      {Math.abs(shuttle) > 1 || shuttle < 0 ? <span className={classes.shuttle}>{shuttleLabel(shuttle)}</span> : null}
    </CommandButton>
  )
}

function shuttleLabel(shuttle: number): string {
  return shuttle < 0 ? `‹ ${-shuttle}×` : `${shuttle}×`
}
