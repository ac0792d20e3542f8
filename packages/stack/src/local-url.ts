/** The addresses that mean every interface of a machine, with one that leads to it. */
const everywhere: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' }

/**
 * The address at which this machine itself reaches an app, without a slash at the end. The app's public address may
 * lead through a proxy that is not running yet, that this machine cannot reach under its public name, or that refuses
 * probes.
 * @param host that the app listens on
 */
export function localUrl(host: string, port: number): string {
  const reached = everywhere[host] ?? host
  return `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}`
}
