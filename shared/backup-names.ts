import type { Backup } from './contract/backups.ts'
import { dayMs } from './units.ts'

type Reason = Backup['reason']

/** `media-daily-2026-11-23T18-00-00-000Z-4711.db`. Backups before a migration have its version in place of a reason. */
const namePattern =
  /^media-(v\d+|daily|requested|replaced|salvaged)-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-\d{3}Z-\d+\.db$/

/**
 * Returns the name of a new backup. `reason` is one of `Backup`, or `v` with the version that will be migrated; the id
 * of the process keeps two that run at a time apart.
 */
export function backupName(reason: Exclude<Reason, 'migration'> | `v${number}`, now: Date, processId: number): string {
  return `media-${reason}-${now.toISOString().replaceAll(/[:.]/g, '-')}-${processId}.db`
}

/** Reads the name of a backup; undefined for any other file. */
export function readBackupName(name: string): Pick<Backup, 'reason' | 'created_at'> | undefined {
  const [, reason = '', day, hours, minutes, seconds] = namePattern.exec(name) ?? []
  if (day === undefined) return undefined
  return {
    reason: reason.startsWith('v') ? 'migration' : (reason as Reason),
    created_at: `${day} ${hours}:${minutes}:${seconds}`,
  }
}

const encryptedSuffix = '.age'

/** Returns the name of the copy of a backup in another folder or in a bucket. */
export function copyName(backup: string, isEncrypted: boolean): string {
  return isEncrypted ? backup + encryptedSuffix : backup
}

/** Reads the name of a copy; undefined for any other file. */
export function readCopyName(
  name: string,
): (Pick<Backup, 'name' | 'reason' | 'created_at'> & { is_encrypted: boolean }) | undefined {
  const is_encrypted = name.endsWith(encryptedSuffix)
  const backup = is_encrypted ? name.slice(0, -encryptedSuffix.length) : name
  const read = readBackupName(backup)
  return read && { name: backup, is_encrypted, ...read }
}

/** Why a backup was created, in words for people. */
export const backupReasonLabels: Record<Reason, string> = {
  daily: 'Daily',
  requested: 'On request',
  migration: 'Before an update',
  replaced: 'Replaced by a restore',
  salvaged: 'Salvaged from a damaged database',
}

const daysKept = 7
const weeksKept = 4

/**
 * Returns the daily backups that are no longer kept: of the last 7 days that have one, the newest of each is kept, and
 * of the last 4 weeks that have one. Those of times after `now`, written before the clock was set back, stay and do not
 * count.
 */
export function expiredBackups<Kept extends Pick<Backup, 'reason' | 'created_at'>>(
  backups: readonly Kept[],
  now: string,
): Kept[] {
  const daily = backups
    .filter(({ reason, created_at }) => reason === 'daily' && created_at <= now)
    .toSorted((a, b) => (a.created_at < b.created_at ? 1 : -1))
  const kept = new Set<Kept>()
  const keepNewestOf = (periodOf: (dayNumber: number) => number, most: number) => {
    const periods = new Set<number>()
    for (const backup of daily) {
      const period = periodOf(Math.floor(Date.parse(`${backup.created_at.slice(0, 10)}T00:00:00Z`) / dayMs))
      if (periods.has(period) || periods.size >= most) continue
      periods.add(period)
      kept.add(backup)
    }
  }
  keepNewestOf((day) => day, daysKept)
  // Day 0 was a Thursday: weeks begin on Monday.
  keepNewestOf((day) => Math.floor((day + 3) / 7), weeksKept)
  return daily.filter((backup) => !kept.has(backup))
}
