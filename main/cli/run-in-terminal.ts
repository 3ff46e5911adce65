import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Runs a program in this terminal, forwards signals to it, and returns its exit code. */
export async function runInTerminal(
  program: string,
  parameters: string[],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const child = spawn(program, parameters, { stdio: 'inherit', env: environment })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  const [code] = await once(child, 'close')
  return typeof code === 'number' ? code : 1
}

/** Returns the switches that Chromium needs to start as root, as in a container: it refuses to with its sandbox on. */
export function switchesForRoot(): string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
}
