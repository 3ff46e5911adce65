import { readFileSync } from 'node:fs'
import { ask } from './command.ts'

/** Returns true if packages can be installed without a password: as root on Debian, Ubuntu or a derivative. */
function mayInstall(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  try {
    return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'))
  } catch {
    return false
  }
}

/** Installs packages of the distribution. False, and nothing is tried, where that is not this run's to do. */
export async function installPackages(packages: string[]): Promise<boolean> {
  if (!mayInstall()) return false
  console.log(`Installing ${packages.join(', ')} with apt-get.`)
  const options = { timeLimitMs: 10 * 60_000, env: { DEBIAN_FRONTEND: 'noninteractive' } }
  // Another run may hold the lock of dpkg; waiting for it beats failing.
  const wait = ['-o', 'DPkg::Lock::Timeout=300']
  await ask('apt-get', [...wait, 'update'], options)
  const answer = await ask('apt-get', [...wait, 'install', '-y', '--no-install-recommends', ...packages], options)
  if (!answer.ok) console.error(answer.output.split('\n').slice(-5).join('\n'))
  return answer.ok
}
