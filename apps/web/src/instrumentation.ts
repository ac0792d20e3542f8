/** Runs once before the first request: with a wrong environment, or no auth database, the app does not start. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const [{ assertCanSign, startHousekeeping }, { openFrontDoor }, { readSettings }] = await Promise.all([
    import('./auth/server'),
    import('./front-door/open-front-door'),
    import('./env'),
  ])
  openFrontDoor({ ...readSettings(), isDevelopment: process.env.NODE_ENV === 'development' })
  await assertCanSign()
  startHousekeeping()
}
