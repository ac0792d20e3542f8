-- Work in the background: docs/decisions/0061-background.md.

-- CreateTable
CREATE TABLE "due" (
    "user_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "due_pkey" PRIMARY KEY ("user_id","kind")
);

-- CreateTable
CREATE TABLE "push_subscription" (
    "user_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "endpoint" TEXT NOT NULL,
    "p256dh" TEXT NOT NULL,
    "auth" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "session" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "renewed_at" TIMESTAMPTZ(3) NOT NULL,
    "reminded_until" TIMESTAMPTZ(3) NOT NULL,
    "reminded_zone" TEXT NOT NULL,
    "leased_until" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "retry_at" TIMESTAMPTZ(3),

    CONSTRAINT "push_subscription_pkey" PRIMARY KEY ("user_id","id")
);

-- CreateIndex
CREATE INDEX "due_due_at_idx" ON "due"("due_at");

-- CreateIndex
CREATE UNIQUE INDEX "push_subscription_user_id_endpoint_key" ON "push_subscription"("user_id", "endpoint");

-- What Prisma's schema cannot say:

ALTER TABLE "due" ADD CONSTRAINT "due_kind_known" CHECK ("kind" IN ('reminder', 'trash', 'log', 'erasure', 'import'));
ALTER TABLE "push_subscription"
    ADD CONSTRAINT "push_subscription_endpoint_https" CHECK ("endpoint" LIKE 'https://%' AND char_length("endpoint") <= 2000),
    ADD CONSTRAINT "push_subscription_keys_length" CHECK (char_length("p256dh") <= 100 AND char_length("auth") <= 50),
    ADD CONSTRAINT "push_subscription_zone_length" CHECK (char_length("time_zone") BETWEEN 1 AND 64);

-- The instant at which the clock in a time zone shows this time. A time that does not exist that day moves by the hour that is left
-- out. A zone that this server does not know counts as UTC, so that it does not stop the reminders of its owner.
CREATE FUNCTION zoned_instant(day DATE, clock TEXT, zone TEXT) RETURNS TIMESTAMPTZ LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    RETURN (day + clock::time) AT TIME ZONE zone;
EXCEPTION WHEN invalid_parameter_value THEN
    RETURN (day + clock::time) AT TIME ZONE 'UTC';
END $$;

-- Few tasks have reminders.
CREATE INDEX "task_reminder_idx" ON "task" ("user_id") WHERE "remind_before" <> '{}' OR "remind_at" <> '{}';

-- The role of the background program gets a policy of its own on "due" when the roles get their privileges (`pnpm db:migrate`).
ALTER TABLE "due" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "due" FORCE ROW LEVEL SECURITY;
CREATE POLICY "due_owner" ON "due"
    USING ("user_id" = NULLIF(current_setting('app.user_id', TRUE), ''))
    WITH CHECK ("user_id" = NULLIF(current_setting('app.user_id', TRUE), ''));

-- Apps that are limited to lists see no subscriptions.
ALTER TABLE "push_subscription" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "push_subscription" FORCE ROW LEVEL SECURITY;
CREATE POLICY "push_subscription_owner" ON "push_subscription"
    USING ("user_id" = NULLIF(current_setting('app.user_id', TRUE), '')
        AND NULLIF(current_setting('app.lists', TRUE), '') IS NULL)
    WITH CHECK ("user_id" = NULLIF(current_setting('app.user_id', TRUE), '')
        AND NULLIF(current_setting('app.lists', TRUE), '') IS NULL);

-- What was deleted or erased before this migration is removed in time too.
ALTER TABLE "task" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "list" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "erasure" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "due" NO FORCE ROW LEVEL SECURITY;
INSERT INTO "due" ("user_id", "kind", "due_at")
    SELECT DISTINCT "user_id", 'trash', now() FROM (
        SELECT "user_id" FROM "task" WHERE "deleted_at" IS NOT NULL
        UNION SELECT "user_id" FROM "list" WHERE "deleted_at" IS NOT NULL) AS trash;
INSERT INTO "due" ("user_id", "kind", "due_at") SELECT "user_id", 'erasure', "until" FROM "erasure";
ALTER TABLE "task" FORCE ROW LEVEL SECURITY;
ALTER TABLE "list" FORCE ROW LEVEL SECURITY;
ALTER TABLE "erasure" FORCE ROW LEVEL SECURITY;
ALTER TABLE "due" FORCE ROW LEVEL SECURITY;
