import { execFileSync } from 'node:child_process'
import { projectFolder } from './command.ts'

/**
 * Lists the files of the working tree that differ from where it left `since`, new ones too; paths from the folder of
 * the project.
 */
export function listChanged(since: string): string[] {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: projectFolder, encoding: 'utf8' }).split('\0').filter(Boolean)
  const changed = git('diff', '--merge-base', '--name-only', '--diff-filter=d', '-z', since)
  return [...changed, ...git('ls-files', '--others', '--exclude-standard', '-z')]
}
