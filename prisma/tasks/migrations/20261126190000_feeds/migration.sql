-- Private calendars, and files that are being imported: docs/decisions/0062-in-and-out.md.

-- CreateTable
CREATE TABLE "feed" (
    "user_id" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "feed_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "import_part" (
    "user_id" TEXT NOT NULL,
    "import_id" UUID NOT NULL,
    "part" INTEGER NOT NULL,
    "parts" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "import_part_pkey" PRIMARY KEY ("user_id","import_id","part")
);

-- What Prisma's schema cannot say:

ALTER TABLE "feed" ADD CONSTRAINT "feed_secret_hash_length" CHECK (char_length("secret_hash") = 43);
ALTER TABLE "import_part"
    ADD CONSTRAINT "import_part_place" CHECK ("part" >= 0 AND "part" < "parts" AND "parts" <= 256),
    ADD CONSTRAINT "import_part_name_length" CHECK (char_length("name") <= 300),
    ADD CONSTRAINT "import_part_content_length" CHECK (octet_length("content") BETWEEN 1 AND 40960);

-- Neither is in a list, so apps that are limited to lists see nothing of them.
ALTER TABLE "feed" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "feed" FORCE ROW LEVEL SECURITY;
CREATE POLICY "feed_owner" ON "feed"
    USING ("user_id" = NULLIF(current_setting('app.user_id', TRUE), '')
        AND NULLIF(current_setting('app.lists', TRUE), '') IS NULL)
    WITH CHECK ("user_id" = NULLIF(current_setting('app.user_id', TRUE), '')
        AND NULLIF(current_setting('app.lists', TRUE), '') IS NULL);

ALTER TABLE "import_part" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "import_part" FORCE ROW LEVEL SECURITY;
CREATE POLICY "import_part_owner" ON "import_part"
    USING ("user_id" = NULLIF(current_setting('app.user_id', TRUE), '')
        AND NULLIF(current_setting('app.lists', TRUE), '') IS NULL)
    WITH CHECK ("user_id" = NULLIF(current_setting('app.user_id', TRUE), '')
        AND NULLIF(current_setting('app.lists', TRUE), '') IS NULL);
