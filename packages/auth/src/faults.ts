/** Why a fetch failed. What this package throws for that says it in plain words. */
export const faultMessage = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/**
 * Passes a reason on when it differs from the one before, so that a fault that lasts fills no log.
 * @returns to be told the reason after each attempt; null for one that succeeded
 */
export function noteFaults(onFault: ((fault: string | null) => void) | undefined): (fault: string | null) => void {
  let noted: string | null = null
  return (fault) => {
    if (fault === noted) return
    noted = fault
    onFault?.(fault)
  }
}
