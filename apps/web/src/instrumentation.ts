/** Runs once before the first request: with a wrong environment, or no auth database, the app does not start. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const [{ assertCanSign, startHousekeeping }, { noteClientAddresses }, { readSettings }] = await Promise.all([
    import('./auth/server'),
    import('./auth/client-address'),
    import('./env'),
  ])
  noteClientAddresses(readSettings().trustedProxies)
  await assertCanSign()
  startHousekeeping()
}
