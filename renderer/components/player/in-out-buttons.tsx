import { X } from 'lucide-react'
import { hasInOut } from '../../../shared/in-out-points.ts'
import { CommandButton } from './command-button.tsx'
import { playerCommands } from './commands.ts'
import { useDeckState } from './deck-context.ts'
import classes from './transport-bar.module.css'

/** Buttons for in and out. A letter sets its point; a point that is set shows its time, which seeks to it. */
export function InOutButtons() {
  const inOut = useDeckState((state) => state.inOut)
  return (
    <div className={classes.inOut}>
      <CommandButton command={playerCommands.setIn}>I</CommandButton>
      {inOut.in !== null && (
        <CommandButton command={playerCommands.toIn} spoken={`${playerCommands.toIn.label}, ${inOut.in.toFixed(2)}`}>
          <span className={classes.inOutTime}>{inOut.in.toFixed(2)}</span>
        </CommandButton>
      )}
      <CommandButton command={playerCommands.setOut}>O</CommandButton>
      {inOut.out !== null && (
        <CommandButton command={playerCommands.toOut} spoken={`${playerCommands.toOut.label}, ${inOut.out.toFixed(2)}`}>
          <span className={classes.inOutTime}>{inOut.out.toFixed(2)}</span>
        </CommandButton>
      )}
      {hasInOut(inOut) && (
        <CommandButton command={playerCommands.clearInOut}>
          <X size={14} strokeWidth={1.25} aria-hidden />
        </CommandButton>
      )}
    </div>
  )
}
