-- The model of docs/model.md: docs/decisions/0057-model.md.

-- The place of a new row in the manual order: a key of `fractional-indexing`, made from the instant. `h` says that 8 digits follow,
-- which are the milliseconds in base 62. So a new row comes after all earlier ones.
CREATE FUNCTION position_at(instant TIMESTAMPTZ) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (SELECT 'h' || string_agg(substr('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
        (div(floor(extract(epoch FROM instant) * 1000), 62::numeric ^ n) % 62)::int + 1, 1), '' ORDER BY n DESC)
    FROM generate_series(0, 7) AS n);

-- The owner of the tables changes every row, and sees every row while a foreign key is checked.
ALTER TABLE "task" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "list" NO FORCE ROW LEVEL SECURITY;

-- AlterTable
ALTER TABLE "list" ADD COLUMN     "archived_at" TIMESTAMPTZ(3),
ADD COLUMN     "color" TEXT,
ADD COLUMN     "position" TEXT COLLATE "C";

-- AlterTable
ALTER TABLE "task" ADD COLUMN     "deadline_on" DATE,
ADD COLUMN     "deadline_time" TEXT,
ADD COLUMN     "deadline_zone" TEXT,
ADD COLUMN     "due_time" TEXT,
ADD COLUMN     "due_zone" TEXT,
ADD COLUMN     "label_ids" UUID[] NOT NULL DEFAULT ARRAY[]::UUID[],
ADD COLUMN     "next_id" UUID,
ADD COLUMN     "parent_id" UUID,
ADD COLUMN     "position" TEXT COLLATE "C",
ADD COLUMN     "recurrence" TEXT,
ADD COLUMN     "recurrence_from" TEXT NOT NULL DEFAULT 'schedule',
ADD COLUMN     "remind_at" TIMESTAMPTZ(3)[] NOT NULL DEFAULT ARRAY[]::TIMESTAMPTZ(3)[],
ADD COLUMN     "remind_before" INTEGER[] NOT NULL DEFAULT ARRAY[]::INTEGER[],
ADD COLUMN     "section_id" UUID;

-- CreateTable
CREATE TABLE "label" (
    "user_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "color" TEXT,
    "position" TEXT COLLATE "C" NOT NULL DEFAULT position_at(now()),
    "digest" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "label_pkey" PRIMARY KEY ("user_id","id")
);

-- CreateTable
CREATE TABLE "preference" (
    "user_id" TEXT NOT NULL,
    "time_zone" TEXT,
    "language" TEXT,
    "week_start" INTEGER,
    "default_list_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "preference_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "section" (
    "user_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "list_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "position" TEXT COLLATE "C" NOT NULL DEFAULT position_at(now()),
    "digest" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "section_pkey" PRIMARY KEY ("user_id","id")
);

-- CreateIndex
CREATE INDEX "label_user_id_created_at_id_idx" ON "label"("user_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "section_user_id_created_at_id_idx" ON "section"("user_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "section_user_id_list_id_idx" ON "section"("user_id", "list_id");

-- AddForeignKey
ALTER TABLE "preference" ADD CONSTRAINT "preference_user_id_default_list_id_fkey" FOREIGN KEY ("user_id", "default_list_id") REFERENCES "list"("user_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "section" ADD CONSTRAINT "section_user_id_list_id_fkey" FOREIGN KEY ("user_id", "list_id") REFERENCES "list"("user_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_user_id_section_id_fkey" FOREIGN KEY ("user_id", "section_id") REFERENCES "section"("user_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_user_id_parent_id_fkey" FOREIGN KEY ("user_id", "parent_id") REFERENCES "task"("user_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- What Prisma's schema cannot say:

-- Rows from before are in the order in which they were created.
UPDATE "task" SET "position" = position_at("created_at");
UPDATE "list" SET "position" = position_at("created_at");
ALTER TABLE "task" ALTER COLUMN "position" SET NOT NULL, ALTER COLUMN "position" SET DEFAULT position_at(now());
ALTER TABLE "list" ALTER COLUMN "position" SET NOT NULL, ALTER COLUMN "position" SET DEFAULT position_at(now());

-- The bounds of the API's schemas, once more under them.
-- One constraint in each statement: a Citus cluster accepts no more.
ALTER TABLE "task" ADD CONSTRAINT "task_due_time_known" CHECK ("due_time" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$');
ALTER TABLE "task" ADD CONSTRAINT "task_due_zone_length" CHECK (char_length("due_zone") BETWEEN 1 AND 64);
ALTER TABLE "task" ADD CONSTRAINT "task_deadline_time_known" CHECK ("deadline_time" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$');
ALTER TABLE "task" ADD CONSTRAINT "task_deadline_zone_length" CHECK (char_length("deadline_zone") BETWEEN 1 AND 64);
ALTER TABLE "task" ADD CONSTRAINT "task_recurrence_length" CHECK (char_length("recurrence") BETWEEN 1 AND 500);
ALTER TABLE "task" ADD CONSTRAINT "task_recurrence_from_known" CHECK ("recurrence_from" IN ('schedule', 'completion'));
ALTER TABLE "task" ADD CONSTRAINT "task_parent_other" CHECK ("parent_id" <> "id");
ALTER TABLE "task" ADD CONSTRAINT "task_labels_count" CHECK (cardinality("label_ids") <= 50);
ALTER TABLE "task" ADD CONSTRAINT "task_position_known" CHECK ("position" ~ '^[A-Za-z][0-9A-Za-z]{1,199}$');
ALTER TABLE "task" ADD CONSTRAINT "task_remind_before_bounds" CHECK (cardinality("remind_before") <= 5 AND 0 <= ALL ("remind_before") AND 40320 >= ALL ("remind_before"));
ALTER TABLE "task" ADD CONSTRAINT "task_remind_at_count" CHECK (cardinality("remind_at") <= 5);
ALTER TABLE "list" ADD CONSTRAINT "list_color_known" CHECK ("color" IN ('red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink', 'brown', 'gray'));
ALTER TABLE "list" ADD CONSTRAINT "list_position_known" CHECK ("position" ~ '^[A-Za-z][0-9A-Za-z]{1,199}$');
ALTER TABLE "section"
    ADD CONSTRAINT "section_title_length" CHECK (char_length("title") BETWEEN 1 AND 500),
    ADD CONSTRAINT "section_version_positive" CHECK ("version" >= 1),
    ADD CONSTRAINT "section_position_known" CHECK ("position" ~ '^[A-Za-z][0-9A-Za-z]{1,199}$');
ALTER TABLE "label"
    ADD CONSTRAINT "label_title_length" CHECK (char_length("title") BETWEEN 1 AND 500),
    ADD CONSTRAINT "label_version_positive" CHECK ("version" >= 1),
    ADD CONSTRAINT "label_color_known" CHECK ("color" IN ('red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink', 'brown', 'gray')),
    ADD CONSTRAINT "label_position_known" CHECK ("position" ~ '^[A-Za-z][0-9A-Za-z]{1,199}$');
ALTER TABLE "preference"
    ADD CONSTRAINT "preference_time_zone_length" CHECK (char_length("time_zone") BETWEEN 1 AND 64),
    ADD CONSTRAINT "preference_language_known" CHECK ("language" IN ('en', 'de', 'ar')),
    ADD CONSTRAINT "preference_week_start_known" CHECK ("week_start" BETWEEN 1 AND 7);

-- Indices with a condition. Open tasks that are planned or due by a day; subtasks; tasks of a section. Most tasks are in none.
CREATE INDEX "task_due_idx" ON "task" ("user_id", LEAST("due_on", "deadline_on"))
    WHERE "deleted_at" IS NULL AND "completed_at" IS NULL AND LEAST("due_on", "deadline_on") IS NOT NULL;
CREATE INDEX "task_subtask_idx" ON "task" ("user_id", "parent_id") WHERE "parent_id" IS NOT NULL;
CREATE INDEX "task_section_idx" ON "task" ("user_id", "section_id") WHERE "section_id" IS NOT NULL;

-- Apps that are limited to lists see the sections of these lists. Labels and preferences are beyond their lists.
ALTER TABLE "section" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "section" FORCE ROW LEVEL SECURITY;
CREATE POLICY "section_owner" ON "section"
    USING ("user_id" = NULLIF(current_setting('app.user_id', TRUE), '')
        AND CASE WHEN NULLIF(current_setting('app.lists', TRUE), '') IS NULL THEN TRUE
            ELSE "list_id" = ANY (NULLIF(current_setting('app.lists', TRUE), '')::uuid[]) END)
    WITH CHECK ("user_id" = NULLIF(current_setting('app.user_id', TRUE), '')
        AND CASE WHEN NULLIF(current_setting('app.lists', TRUE), '') IS NULL THEN TRUE
            ELSE "list_id" = ANY (NULLIF(current_setting('app.lists', TRUE), '')::uuid[]) END);

ALTER TABLE "label" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "label" FORCE ROW LEVEL SECURITY;
CREATE POLICY "label_owner" ON "label"
    USING ("user_id" = NULLIF(current_setting('app.user_id', TRUE), '')
        AND NULLIF(current_setting('app.lists', TRUE), '') IS NULL)
    WITH CHECK ("user_id" = NULLIF(current_setting('app.user_id', TRUE), '')
        AND NULLIF(current_setting('app.lists', TRUE), '') IS NULL);

ALTER TABLE "preference" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "preference" FORCE ROW LEVEL SECURITY;
CREATE POLICY "preference_owner" ON "preference"
    USING ("user_id" = NULLIF(current_setting('app.user_id', TRUE), '')
        AND NULLIF(current_setting('app.lists', TRUE), '') IS NULL)
    WITH CHECK ("user_id" = NULLIF(current_setting('app.user_id', TRUE), '')
        AND NULLIF(current_setting('app.lists', TRUE), '') IS NULL);

-- FORCE holds the owner of the tables to the policies too.
ALTER TABLE "task" FORCE ROW LEVEL SECURITY;
ALTER TABLE "list" FORCE ROW LEVEL SECURITY;
