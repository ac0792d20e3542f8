/** What is wrong, and how to fix it, in a sentence or two. */
interface Fault {
  readonly check: string
  readonly found: string
  readonly fix: string
}

/** What a check found. */
export type Finding =
  | { readonly outcome: 'passed'; readonly check: string }
  | ({ readonly outcome: 'fault' } & Fault)
  | { readonly outcome: 'skipped'; readonly check: string; readonly why: string }

export const passed = (check: string): Finding => ({ outcome: 'passed', check })
export const fault = (check: string, found: string, fix: string): Finding => ({ outcome: 'fault', check, found, fix })
export const skipped = (check: string, why: string): Finding => ({ outcome: 'skipped', check, why })

/** Passed if the condition holds, otherwise the fault. */
export const expectThat = (holds: boolean, { check, found, fix }: Fault): Finding =>
  holds ? passed(check) : fault(check, found, fix)

/** The response, without following a redirect; null if there is none within five seconds. */
export async function ask(url: string, init: RequestInit = {}): Promise<Response | null> {
  try {
    return await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5_000), ...init })
  } catch {
    return null
  }
}

/** The body as JSON; an empty object if it is not a JSON object. */
export async function jsonOf(response: Response): Promise<Readonly<Record<string, unknown>>> {
  const value: unknown = await response.json().catch(() => null)
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
