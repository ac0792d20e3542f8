const absoluteForm = /^https?:\/\/[^/?#]+(?<rest>.*)$/is

/**
 * The path and query of a request's target. Clients of a proxy send a whole URL there, and every server must accept it
 * (RFC 9112, section 3.2.2). The host in it is dropped, since an app serves the same under every name.
 * @returns the unchanged target if it is not a whole URL
 */
export function originForm(target: string): string {
  const rest = absoluteForm.exec(target)?.groups?.rest
  if (rest === undefined) return target
  return rest.startsWith('/') ? rest : `/${rest}`
}
