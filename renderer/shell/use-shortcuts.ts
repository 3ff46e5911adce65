import { useEffect, useRef } from 'react'
import { isTaken } from '../components/keys.ts'
import { useIsLibrary } from '../library/filter.ts'
import { type Command, useCommands } from './use-commands.ts'

/** Whether an event is the keys of a command: `Mod` is Ctrl, on a Mac Cmd; a sign is itself wherever its key lies. */
function matches(event: KeyboardEvent, keys: string): boolean {
  const parts = keys.split('+')
  const key = parts.at(-1) ?? ''
  const isLetter = /^[A-Z]$/.test(key)
  const wantsMod = parts.includes('Mod')
  if (wantsMod !== (event.ctrlKey || event.metaKey) || event.altKey) return false
  if (isLetter && parts.includes('Shift') !== event.shiftKey) return false
  return isLetter ? event.key.toUpperCase() === key : event.key === key
}

/** In the desktop window the system's menu owns the keys of what it lists, and sends the command. */
function isOwnedByMenu({ id }: Command): boolean {
  return window.rushes !== undefined && (id === 'import-files' || id === 'import-folder')
}

/** Runs commands by key and by the system's menu. */
export function useShortcuts(): void {
  const commands = useCommands()
  const isLibrary = useIsLibrary()
  const now = useRef({ commands, isLibrary })
  now.current = { commands, isLibrary }

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTaken(event)) return
      const command = now.current.commands.find(
        (one) => one.keys && matches(event, one.keys) && (!one.onlyInLibrary || now.current.isLibrary),
      )
      if (!command || isOwnedByMenu(command)) return
      event.preventDefault()
      command.run()
    }
    const stopListening = window.rushes?.onCommand((id) => now.current.commands.find((one) => one.id === id)?.run())
    window.addEventListener('keydown', onKey)
    return () => {
      window.removeEventListener('keydown', onKey)
      stopListening?.()
    }
  }, [])
}
