import { type ChildProcess, fork, spawn } from 'node:child_process'
import type { Start } from './messages.ts'

/** Groups that run; a process that exits takes them with it. */
const running = new Set<ChildProcess>()

/** Limits the address space of the program that replaces the shell: `$1` is in KiB. */
const limitMemory = 'ulimit -v "$1" 2>/dev/null; shift; exec "$@"'

/**
 * Starts a program in a process group of its own, which ends with this process. The address space of the group is
 * limited on Linux only: macOS ignores that limit, and Windows has none for a process.
 */
export function startGroup({ program, args, folder, env, memoryBytes, isModule }: Start): ChildProcess {
  const options = { cwd: folder, env, detached: process.platform !== 'win32', windowsHide: true }
  const child = isModule
    ? fork(program, args, {
        ...options,
        execArgv: [],
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      })
    : spawn(...limited(program, args, memoryBytes), { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  keepGroup(child)
  return child
}

function limited(program: string, args: readonly string[], memoryBytes: number | undefined): [string, string[]] {
  if (memoryBytes === undefined || process.platform !== 'linux') return [program, [...args]]
  return ['/bin/sh', ['-c', limitMemory, 'sh', String(Math.ceil(memoryBytes / 1024)), program, ...args]]
}

/** Has the group of a program, which it leads, end with this process. */
function keepGroup(child: ChildProcess): void {
  if (running.size === 0) process.on('exit', killAll)
  running.add(child)
  const forget = () => {
    running.delete(child)
    if (running.size === 0) process.off('exit', killAll)
  }
  child.once('close', forget).once('error', forget)
}

/** Kills a program and all that it started; nothing happens if they have ended. */
export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  if (process.platform === 'win32') {
    // It finds the children of a process only while the process is alive.
    spawn('taskkill', ['/PID', String(child.pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on('error', () =>
      child.kill(),
    )
    return
  }
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // The group has ended.
  }
}

function killAll(): void {
  for (const child of running) killGroup(child)
}
