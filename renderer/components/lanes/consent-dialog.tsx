import { useQueryClient } from '@tanstack/react-query'
import type { Analyser, AnalyserProgram } from '../../../shared/contract/analysers.ts'
import { plainLine } from '../../../shared/plain-text.ts'
import { api, client } from '../../client.ts'
import { Button } from '../button.tsx'
import { Dialog, DialogFoot } from '../dialog.tsx'
import { FactList } from '../fact-list.tsx'
import { showError } from '../notice.tsx'
import styles from './consent-dialog.module.css'
import { texts } from './texts.ts'

interface ConsentDialogProps {
  analyser: Analyser
  program: AnalyserProgram
  onAllowed: (analyser: Analyser) => void
  onClose: () => void
}

/** Asks whether a program that the library declares may run on this computer, and shows what it would be. */
export function ConsentDialog({ analyser, program, onAllowed, onClose }: ConsentDialogProps) {
  const queries = useQueryClient()
  async function allow(): Promise<void> {
    try {
      const allowed = await client.analysers.allow({ name: analyser.name, digest: program.digest })
      onAllowed(allowed)
    } catch (error) {
      showError(error)
      onClose()
    }
    await queries.invalidateQueries({ queryKey: api.analysers.list.key() })
  }
  const [first] = program.files
  const isMissing = first?.sha256 === null
  return (
    <Dialog title={texts.allowToRun(analyser.title)} size="lg" onClose={onClose}>
      <p className={styles.lead}>{texts.analyserRunsProgram}</p>
      <FactList facts={factsOf(program)} />
      <p className={styles.lead}>{texts.answerIsRemembered}</p>
      <DialogFoot>
        {isMissing && <div role="status">{texts.programNotFound}</div>}
        <Button onClick={onClose} data-autofocus>
          {texts.cancel}
        </Button>
        <Button variant="primary" disabled={isMissing} onClick={() => void allow()}>
          {texts.allow}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}

/** Quotes arguments that hold more than plain words, so that none looks like several. */
function plainArgument(argument: string): string {
  return /^[\w@%+=:,./{}\\-]+$/.test(argument) ? argument : plainLine(JSON.stringify(argument))
}

function factsOf({ argv, folder, files, declaration_sha256 }: AnalyserProgram) {
  const hash = (sha256: string | null) => <span className={styles.hash}>{sha256 ?? 'missing'}</span>
  return [
    [texts.command, <code key="command">{argv.map(plainArgument).join(' ')}</code>],
    [texts.folder, folder],
    ...files.flatMap(({ path, sha256 }, index) => [
      [index === 0 ? texts.program : texts.file, path] as const,
      ['SHA-256', hash(sha256)] as const,
    ]),
    [texts.declaration, texts.inTheLibrarysFolder],
    ['SHA-256', hash(declaration_sha256)],
  ] as const
}
