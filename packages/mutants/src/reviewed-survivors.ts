import type { Survivor } from './survivors.js'

/** The mutants that no test has to notice, each with the reason. */
export const reviewedSurvivors: readonly Survivor[] = [
  {
    file: 'packages/scopes/src/scope.ts',
    mutator: 'ArrayDeclaration',
    original: '[]',
    replacement: '["Stryker was here"]',
    reason: 'Never used: a scope without a list has returned before. The compiler asks for it.',
  },
  {
    file: 'packages/auth/src/token-verifier.ts',
    mutator: 'OptionalChaining',
    original: 'verified?.delete',
    replacement: 'verified.delete',
    reason: 'A token is only found where something is remembered, so it is never undefined here.',
  },
  {
    file: 'packages/auth/src/token-verifier.ts',
    mutator: 'ConditionalExpression',
    original: 'token.length > kind.longest',
    replacement: 'false',
    reason:
      'Spares hashing a token that is too long. readCompactJws refuses it as well: without either of the two, the other holds.',
  },
  {
    file: 'packages/auth/src/token-verifier.ts',
    mutator: 'ConditionalExpression',
    original: 'token === undefined',
    replacement: 'false',
    reason: 'verifyToken refuses undefined in the same way. The compiler asks for the check.',
  },
  {
    file: 'packages/auth/src/compact-jws.ts',
    mutator: 'ConditionalExpression',
    original: 'token.length > longest',
    replacement: 'false',
    reason:
      'The verifier refuses such a token before it is read, and the body of a feed is bounded while it is fetched. Either holds without this.',
  },
  {
    file: 'packages/auth/src/compact-jws.ts',
    mutator: 'ConditionalExpression',
    original: "typeof value === 'object'",
    replacement: 'true',
    reason: 'A number or a text has none of the members that are read next, so it is refused all the same.',
  },
  {
    file: 'packages/auth/src/compact-jws.ts',
    mutator: 'Regex',
    original: '/^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{85}[AQgw]$/',
    replacement: '/[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{85}[AQgw]$/',
    reason: 'What stands before the header is part of it for readPart, which accepts one spelling only.',
  },
  {
    file: 'packages/auth/src/signed-claims.ts',
    mutator: 'ArrayDeclaration',
    original: "['iss', 'aud', 'iat', 'exp']",
    replacement: '[]',
    reason: 'Each of the four is checked once more: by isInstant, or by the expected issuer and audience.',
  },
  {
    file: 'apps/server/src/cors.ts',
    mutator: 'ConditionalExpression',
    original: 'origin !== undefined',
    replacement: 'true',
    reason: 'No list of origins includes undefined. The compiler asks for the check.',
  },
  {
    file: 'apps/server/src/gate.ts',
    mutator: 'ArrayDeclaration',
    original: '[]',
    replacement: '["Stryker was here"]',
    reason:
      'Instead of no header, the verifier sees one that is not of the form Bearer <token>. It refuses both in the same way.',
  },
  {
    file: 'packages/auth/src/revocation-list.ts',
    mutator: 'ArrowFunction',
    original: '() => new Date()',
    replacement: '() => undefined',
    reason: 'Without a time, jose takes the clock of the machine, as this does.',
  },
  {
    file: 'packages/auth/src/revocation-list.ts',
    mutator: 'ConditionalExpression',
    original: 'sessionId === null',
    replacement: 'false',
    reason: 'No session on the list has the id null. The compiler asks for the check.',
  },
  {
    file: 'packages/auth/src/revocation-list.ts',
    mutator: 'ObjectLiteral',
    original: '{ cause: error }',
    replacement: '{}',
    reason: 'The cause is for somebody who looks for a fault. Nothing depends on it.',
  },
  {
    file: 'apps/server/src/limits.ts',
    mutator: 'ConditionalExpression',
    original: 'reason instanceof RateLimiterRes',
    replacement: 'true',
    reason: 'A counter in memory rejects with nothing else. The compiler asks for the check.',
  },
  {
    file: 'packages/auth/src/fetch-keys.ts',
    mutator: 'ConditionalExpression',
    original: "typeof jwk !== 'object'",
    replacement: 'false',
    reason: 'A number or a text in the set has no `kty`, which is checked next. The compiler asks for the check.',
  },
  {
    file: 'packages/auth/src/fetch-text.ts',
    mutator: 'ArrayDeclaration',
    original: '[]',
    replacement: '["Stryker was here"]',
    reason: 'The host of a URL contains no space, so this allows no other host.',
  },
  {
    file: 'packages/auth/src/fetch-text.ts',
    mutator: 'StringLiteral',
    original: "''",
    replacement: '"Stryker was here!"',
    reason: 'Neither text is a date, so the clock of the server is unknown with both.',
  },
  {
    file: 'packages/auth/src/fetch-text.ts',
    mutator: 'ConditionalExpression',
    original: 'body === null',
    replacement: 'false',
    reason:
      '`fetch` gives every response with status 200 a body, if only an empty one. The compiler asks for the check.',
  },
  {
    file: 'packages/auth/src/fetch-text.ts',
    mutator: 'ConditionalExpression',
    original: "cause.name === 'TimeoutError'",
    replacement: 'true',
    reason: 'Only the deadline aborts this fetch, so its only DOMException is a TimeoutError.',
  },
  {
    file: 'packages/auth/src/fetch-text.ts',
    mutator: 'LogicalOperator',
    original: "cause instanceof DOMException && cause.name === 'TimeoutError'",
    replacement: "cause instanceof DOMException || cause.name === 'TimeoutError'",
    reason:
      'Only the deadline aborts this fetch, so its only DOMException is a TimeoutError, and no other error has that name.',
  },
  {
    file: 'packages/auth/src/key-set.ts',
    mutator: 'EqualityOperator',
    original: 'performance.now() - lastAttempt < cooldownMs',
    replacement: 'performance.now() - lastAttempt <= cooldownMs',
    reason: 'Whether the next attempt is allowed a microsecond earlier makes no difference to the issuer.',
  },
  {
    file: 'packages/auth/src/compact-jws.ts',
    mutator: 'StringLiteral',
    original: "''",
    replacement: '"Stryker was here!"',
    times: 3,
    reason:
      'Two are defaults that are never used, since the form was checked: the compiler asks for them. The third replaces strings before colons are counted, and has none.',
  },
  {
    file: 'packages/api/src/procedures.ts',
    mutator: 'ConditionalExpression',
    original: "needs === 'person'",
    replacement: 'false',
    reason:
      'No scope grants a right that is called person, so listsAllowed answers the same. The compiler asks for the check.',
  },
  {
    file: 'packages/api/src/procedures.ts',
    mutator: 'StringLiteral',
    original: "'person'",
    replacement: '""',
    reason: 'Without this check, listsAllowed answers the same, since no scope grants a right that is called person.',
  },
  {
    file: 'packages/db/src/joint-reads.ts',
    mutator: 'ArrayDeclaration',
    original: '[]',
    replacement: '["Stryker was here"]',
    reason:
      'Never used: there are rows for each statement of a message, if only none. The compiler asks for the default.',
  },
  {
    file: 'packages/db/src/joint-reads.ts',
    mutator: 'ConditionalExpression',
    original: 'groups.get(scope) === group',
    replacement: 'true',
    reason:
      'A group that is taken out too early is still sent. A later read of the same scope only starts another one.',
  },
  {
    file: 'packages/db/src/statements.ts',
    mutator: 'ArrayDeclaration',
    original: '[]',
    replacement: '["Stryker was here"]',
    times: 2,
    reason:
      'Defaults that are never used: every statement of a transaction has rows, if only none. The compiler asks for them.',
  },
  {
    file: 'packages/db/src/statements.ts',
    mutator: 'StringLiteral',
    original: "'[]'",
    replacement: '""',
    reason: 'Never used: a read always returns one row, with a JSON array. The compiler asks for the default.',
  },
  {
    file: 'packages/db/src/statements.ts',
    mutator: 'OptionalChaining',
    original: 'rows[0]?.[0]',
    replacement: 'rows[0][0]',
    reason: 'A read always returns one row. The compiler asks for the check.',
  },
  {
    file: 'packages/db/src/statements.ts',
    mutator: 'OptionalChaining',
    original: 'counter[0]?.[0]',
    replacement: 'counter[0][0]',
    reason: 'The first statement of a write always returns one row. The compiler asks for the check.',
  },
  {
    file: 'packages/db/src/statements.ts',
    mutator: 'ConditionalExpression',
    original: 'text === undefined',
    replacement: 'false',
    reason: 'A column that was returned is a text or null, never undefined. The compiler asks for the check.',
  },
  {
    file: 'packages/db/src/statements.ts',
    mutator: 'StringLiteral',
    original: '`set local statement_timeout = ${ms}`',
    replacement: '``',
    reason:
      'Only used on connections on which statements cannot be prepared. pgbouncer.test.ts covers that, with a program that not every machine has.',
  },
  {
    file: 'packages/db/src/statements.ts',
    mutator: 'ArrowFunction',
    original: '() => `set local statement_timeout = ${ms}`',
    replacement: '() => undefined',
    reason:
      'Only used on connections on which statements cannot be prepared. pgbouncer.test.ts covers that, with a program that not every machine has.',
  },
  {
    file: 'packages/db/src/statements.ts',
    mutator: 'ArrowFunction',
    original: '() => scopeSettings(scope)',
    replacement: '() => undefined',
    reason:
      'Only used on connections on which statements cannot be prepared. pgbouncer.test.ts covers that, with a program that not every machine has.',
  },
]
