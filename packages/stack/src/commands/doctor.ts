import { parseArgs } from 'node:util'
import { command } from '../command.js'
import type { Finding } from '../doctor/check.js'
import { checkAddresses, checkApi, checkClocks, checkCors, checkIssuer } from '../doctor/deployment.js'
import { checkAsPerson } from '../doctor/person.js'
import { checkRoles } from '../doctor/roles.js'
import { readStackSettings } from '../env.js'

const say = (text: string) => void process.stdout.write(`${text}\n`)

const marks = { passed: '✓', fault: '✗', skipped: '–' } as const

function lineOf(finding: Finding): string {
  const head = `${marks[finding.outcome]} ${finding.check}`
  if (finding.outcome === 'fault') return `${head}: ${finding.found}\n    ${finding.fix}`
  return finding.outcome === 'skipped' ? `${head}: not checked, ${finding.why}` : head
}

await command(async () => {
  const { values } = parseArgs({
    options: {
      web: { type: 'string' },
      api: { type: 'string' },
      'sign-up': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const settings = readStackSettings()
  const deployment = { webUrl: values.web ?? settings.webUrl, apiUrl: values.api ?? settings.apiUrl }
  const findings = [
    ...checkAddresses(deployment),
    ...(await checkIssuer(deployment)),
    ...(await checkApi(deployment)),
    ...(await checkCors(deployment)),
    ...(await checkClocks(deployment)),
    ...(settings.databases === null ? [] : await checkRoles(settings.databases)),
    ...(values['sign-up']
      ? await checkAsPerson(deployment, {
          issuer: settings.authIssuer ?? deployment.webUrl,
          audience: settings.authAudience,
        })
      : []),
  ]
  const faults = findings.filter(({ outcome }) => outcome === 'fault').length
  if (values.json) say(JSON.stringify(findings, null, 2))
  else {
    for (const finding of findings) say(lineOf(finding))
    if (!values['sign-up'])
      say('– tokens and cookies: not checked without --sign-up, which creates an account and deletes it')
    say(faults === 0 ? '\nNo faults found.' : `\n${faults} ${faults === 1 ? 'fault' : 'faults'} found.`)
  }
  if (faults > 0) process.exitCode = 1
})
