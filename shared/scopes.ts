/** The rights of a caller, from least to most; each scope includes those before it. */
export const scopes = ['read', 'write', 'admin'] as const
export type Scope = (typeof scopes)[number]

/** Returns whether a caller with the scope `given` may make a call that needs `needed`. */
export function includesScope(given: Scope, needed: Scope): boolean {
  return scopes.indexOf(given) >= scopes.indexOf(needed)
}

/** Returns the smaller of two scopes. */
export function smallerScope(one: Scope, other: Scope): Scope {
  return includesScope(one, other) ? other : one
}
