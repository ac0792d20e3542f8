-- CreateTable
CREATE TABLE "filter" (
    "user_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "position" TEXT COLLATE "C" NOT NULL DEFAULT position_at(now()),
    "digest" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "filter_pkey" PRIMARY KEY ("user_id","id")
);

-- CreateIndex
CREATE INDEX "filter_user_id_created_at_id_idx" ON "filter"("user_id", "created_at" DESC, "id" DESC);

-- What Prisma's schema cannot say:

-- The bounds of the API's schemas, once more under them.
ALTER TABLE "filter"
    ADD CONSTRAINT "filter_title_length" CHECK (char_length("title") BETWEEN 1 AND 500),
    ADD CONSTRAINT "filter_query_length" CHECK (char_length("query") BETWEEN 1 AND 500),
    ADD CONSTRAINT "filter_version_positive" CHECK ("version" >= 1),
    ADD CONSTRAINT "filter_position_known" CHECK ("position" ~ '^[A-Za-z][0-9A-Za-z]{1,199}$');

-- Filters are for tasks of all lists: an app that is limited to some lists sees none.
ALTER TABLE "filter" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "filter" FORCE ROW LEVEL SECURITY;
CREATE POLICY "filter_owner" ON "filter"
    USING ("user_id" = NULLIF(current_setting('app.user_id', TRUE), '')
        AND NULLIF(current_setting('app.lists', TRUE), '') IS NULL)
    WITH CHECK ("user_id" = NULLIF(current_setting('app.user_id', TRUE), '')
        AND NULLIF(current_setting('app.lists', TRUE), '') IS NULL);
