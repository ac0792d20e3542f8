/** Why a fetch failed, in plain words. */
export const faultMessage = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/**
 * Reports a reason only if it differs from the previous one, so that a lasting fault does not fill the log.
 * @returns a function to call with the reason after each attempt; null for success
 */
export function noteFaults(onFault: ((fault: string | null) => void) | undefined): (fault: string | null) => void {
  let noted: string | null = null
  return (fault) => {
    if (fault === noted) return
    noted = fault
    onFault?.(fault)
  }
}
