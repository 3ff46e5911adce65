import { InvalidArgumentError, Option } from 'commander'
import type { Token } from '../../../shared/contract/tokens.ts'
import { type Scope, scopes } from '../../../shared/scopes.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'

interface NewToken {
  user: string
  expires: number | null
  scope: Scope
}

/** `rushes token …`: tokens with which programs call `rushes serve`. */
export const tokenCommand: AddCommand = (program) => {
  const token = program
    .command('token')
    .description('tokens for programs that use “rushes serve”: create, list, revoke')
  token
    .command('create')
    .description('issue a token for a user; its text is printed once and cannot be shown again')
    .requiredOption('--user <id>', 'the user whose calls it makes')
    .option('--expires <time>', 'how long it is valid: 12h, 30d, or “never”', parseLifetime, 30)
    .addOption(new Option('--scope <scope>', 'what it may do').choices(scopes).default('write'))
    .action(async ({ user, expires, scope }: NewToken, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const created = await client.tokens.create({ user_id: user, scope, expires_in_days: expires })
        answer(created, () => created.token)
      })
    })
  token
    .command('list')
    .description('list the tokens of the library')
    .action(async (_options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const tokens = await client.tokens.list()
        answer(tokens, () => asText(tokens))
      })
    })
  token
    .command('revoke')
    .description('revoke a token; it is refused from its next request on')
    .argument('<id>')
    .action(async (id: string, _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const revoked = await client.tokens.revoke({ id })
        answer(revoked, () => `Revoked the token of ${revoked.user_id}.`)
      })
    })
}

const dayHours = 24

/** Parses a lifetime to days: `12h`, `30d`; null for `never`. */
function parseLifetime(value: string): number | null {
  if (value === 'never') return null
  const [, amount, unit] = /^(\d+)([hd])$/.exec(value) ?? []
  if (amount === undefined || Number(amount) === 0) throw new InvalidArgumentError('Expected 12h, 30d or never.')
  return unit === 'h' ? Number(amount) / dayHours : Number(amount)
}

function asText(tokens: readonly Token[]): string {
  if (tokens.length === 0) return 'No tokens. Create one with “rushes token create --user <id>”.'
  const rows = tokens.map(({ id, user_id, scope, expires_at, revoked_at }) => [
    id,
    user_id,
    scope,
    revoked_at ? `revoked ${revoked_at}` : expires_at ? `until ${expires_at}` : 'no expiry',
  ])
  return table([['id', 'user', 'scope', 'valid'], ...rows])
}
