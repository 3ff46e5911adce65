import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Runs a program in our terminal, hands signals on to it, and answers with its exit code once it has ended. */
export async function runProgram(
  program: string,
  parameters: string[],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const child = spawn(program, parameters, { stdio: 'inherit', env: environment })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  const [code] = await once(child, 'close')
  return typeof code === 'number' ? code : 1
}

/** Chromium refuses to start as root with its sandbox on, which is how it is in a container. */
export function switchesForRoot(): string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
}
