-- CreateTable
CREATE TABLE "revocation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "subject" TEXT,
    "session_id" TEXT,
    "not_before" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "revocation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_request" BIGINT NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "revocation_not_before_idx" ON "revocation"("not_before");

-- CreateIndex
CREATE UNIQUE INDEX "rate_limit_key_key" ON "rate_limit"("key");

-- What Prisma's schema cannot say:

-- Whatever ends a session or an account, be it Better Auth, a cascade or a hand at the console, revokes its tokens. Neither
-- comes back, so "not before" may lie ahead: by more than a token takes to be signed while the deletion is under way.
CREATE FUNCTION revoke_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO revocation (session_id, not_before) VALUES (OLD.id, clock_timestamp() + INTERVAL '5 seconds');
    RETURN NULL;
END $$;
CREATE TRIGGER session_ended AFTER DELETE ON "session" FOR EACH ROW EXECUTE FUNCTION revoke_session();

CREATE FUNCTION revoke_subject() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO revocation (subject, not_before) VALUES (OLD.id, clock_timestamp() + INTERVAL '5 seconds');
    RETURN NULL;
END $$;
CREATE TRIGGER account_ended AFTER DELETE ON "user" FOR EACH ROW EXECUTE FUNCTION revoke_subject();
