-- The change log: docs/decisions/0056-change-log.md.

-- CreateTable
CREATE TABLE "change_counter" (
    "user_id" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "trimmed" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "change_counter_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "change" (
    "user_id" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "row_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "before" JSONB,
    "list_ids" UUID[],
    "at" TIMESTAMPTZ(3) NOT NULL,
    "session" TEXT,
    "client" TEXT,
    "undoes" BIGINT,

    CONSTRAINT "change_pkey" PRIMARY KEY ("user_id","seq","kind","row_id")
);

-- CreateIndex
CREATE INDEX "change_user_id_kind_row_id_seq_idx" ON "change"("user_id", "kind", "row_id", "seq");

-- What Prisma's schema cannot say:

ALTER TABLE "change" ALTER COLUMN "list_ids" SET NOT NULL;

-- Few actions take others back. Prisma ignores an index with a condition.
CREATE INDEX "change_undoes_idx" ON "change" ("user_id", "seq") WHERE "undoes" IS NOT NULL;

ALTER TABLE "change_counter"
    ADD CONSTRAINT "change_counter_seq_positive" CHECK ("seq" >= 1),
    ADD CONSTRAINT "change_counter_trimmed_past" CHECK ("trimmed" BETWEEN 0 AND "seq");
ALTER TABLE "change"
    ADD CONSTRAINT "change_seq_positive" CHECK ("seq" >= 1),
    ADD CONSTRAINT "change_version_positive" CHECK ("version" >= 1),
    ADD CONSTRAINT "change_before_columns" CHECK (jsonb_typeof("before") = 'object'),
    ADD CONSTRAINT "change_undoes_earlier" CHECK ("undoes" < "seq");

-- One permissive policy for each table, without sub-selects, as on the other tables. A change belongs to each list that its row
-- was in before or after.
ALTER TABLE "change_counter" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "change_counter" FORCE ROW LEVEL SECURITY;
CREATE POLICY "change_counter_owner" ON "change_counter"
    USING ("user_id" = NULLIF(current_setting('app.user_id', TRUE), ''))
    WITH CHECK ("user_id" = NULLIF(current_setting('app.user_id', TRUE), ''));

ALTER TABLE "change" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "change" FORCE ROW LEVEL SECURITY;
CREATE POLICY "change_owner" ON "change"
    USING ("user_id" = NULLIF(current_setting('app.user_id', TRUE), '')
        AND CASE WHEN NULLIF(current_setting('app.lists', TRUE), '') IS NULL THEN TRUE
            ELSE "list_ids" && NULLIF(current_setting('app.lists', TRUE), '')::uuid[] END)
    WITH CHECK ("user_id" = NULLIF(current_setting('app.user_id', TRUE), '')
        AND CASE WHEN NULLIF(current_setting('app.lists', TRUE), '') IS NULL THEN TRUE
            ELSE "list_ids" && NULLIF(current_setting('app.lists', TRUE), '')::uuid[] END);
