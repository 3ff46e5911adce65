import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { program, runRushes } from '../support/terminal.ts'

test.skipIf(process.platform === 'win32')('bash completes commands, verbs and options', async () => {
  const complete = async (...words: string[]) => {
    const script = `
      rushes() { "$NODE" "$PROGRAM" "$@"; }
      # As the package bash-completion does, which is not installed everywhere.
      _get_comp_words_by_ref() { words=("\${COMP_WORDS[@]}"); cword=$COMP_CWORD; cur="\${words[cword]}"; prev="\${words[cword-1]}"; }
      eval "$(rushes completion bash)"
      COMP_WORDS=(rushes "$@"); COMP_CWORD=$#; COMP_LINE="rushes $*"; COMP_POINT=\${#COMP_LINE}
      __rushes_complete 2>/dev/null
      printf '%s\\n' "\${COMPREPLY[@]}"`
    const env = { ...process.env, NODE: process.execPath, PROGRAM: program }
    const { stdout } = await promisify(execFile)('bash', ['-c', script, 'bash', ...words], { env })
    return stdout.split('\n').filter(Boolean)
  }
  expect(await complete('work')).toEqual(['workflows'])
  expect(await complete('workflows', 're')).toEqual(expect.arrayContaining(['rename', 'remove']))
  expect(await complete('list', '--un')).toEqual(expect.arrayContaining(['--unrated', '--untagged']))
})

test('there are scripts for zsh and fish, and no other shell is guessed', async () => {
  expect((await runRushes(['completion', 'zsh'])).stdout).toContain('compdef')
  expect((await runRushes(['completion', 'fish'])).stdout).toContain('complete -c rushes')
  expect((await runRushes(['completion', 'tcsh'])).code).toBe(2)
})
