import { X } from 'lucide-react'
import { hasMarks } from '../../shared/marks.ts'
import { CommandButton } from './command-button.tsx'
import { playerCommands } from './commands.ts'
import { useDeckState } from './deck-context.ts'
import classes from './transport-bar.module.css'

/** In and out. Each letter sets its mark; a mark that is set shows its second and goes there. */
export function MarkButtons() {
  const marks = useDeckState((state) => state.marks)
  return (
    <div className={classes.marks}>
      <CommandButton command={playerCommands.setIn}>I</CommandButton>
      {marks.in !== null && (
        <CommandButton command={playerCommands.toIn} spoken={`${playerCommands.toIn.words}, ${marks.in.toFixed(2)}`}>
          <span className={classes.mark}>{marks.in.toFixed(2)}</span>
        </CommandButton>
      )}
      <CommandButton command={playerCommands.setOut}>O</CommandButton>
      {marks.out !== null && (
        <CommandButton command={playerCommands.toOut} spoken={`${playerCommands.toOut.words}, ${marks.out.toFixed(2)}`}>
          <span className={classes.mark}>{marks.out.toFixed(2)}</span>
        </CommandButton>
      )}
      {hasMarks(marks) && (
        <CommandButton command={playerCommands.clearMarks}>
          <X size={14} strokeWidth={1.25} aria-hidden />
        </CommandButton>
      )}
    </div>
  )
}
