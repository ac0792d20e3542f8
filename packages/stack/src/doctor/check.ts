/** What a check found. A fault says what to do, in a sentence or two. */
export type Finding =
  | { readonly outcome: 'sound'; readonly check: string }
  | { readonly outcome: 'fault'; readonly check: string; readonly found: string; readonly fix: string }
  | { readonly outcome: 'skipped'; readonly check: string; readonly why: string }

export const sound = (check: string): Finding => ({ outcome: 'sound', check })
export const fault = (check: string, found: string, fix: string): Finding => ({ outcome: 'fault', check, found, fix })
export const skipped = (check: string, why: string): Finding => ({ outcome: 'skipped', check, why })

/** Sound, or else the fault. */
export const expectThat = (isSo: boolean, check: string, found: string, fix: string): Finding =>
  isSo ? sound(check) : fault(check, found, fix)

/** The answer, without following a redirect; null if there is none within five seconds. */
export async function ask(url: string, init: RequestInit = {}): Promise<Response | null> {
  try {
    return await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5_000), ...init })
  } catch {
    return null
  }
}

/** The body as JSON; an empty object if it is none. */
export async function jsonOf(response: Response): Promise<Readonly<Record<string, unknown>>> {
  const value: unknown = await response.json().catch(() => null)
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
