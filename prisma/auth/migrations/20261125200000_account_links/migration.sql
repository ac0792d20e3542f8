-- AlterTable
ALTER TABLE "two_factor" ADD COLUMN     "last_used_step" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "mail_limit" (
    "id" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3)[],

    CONSTRAINT "mail_limit_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "verification_value_idx" ON "verification" USING HASH ("value");

-- What Prisma's schema cannot say:

-- A row of "verification" whose value is a user's id could still sign that user in, or set their password: a link that was
-- mailed, a trusted device, a sign-in that waits for its second factor. All of them end with the password they were made
-- under, whatever changes it: the account page, a link, or a hand at the console.
CREATE FUNCTION end_links_with_password() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.password IS DISTINCT FROM NEW.password THEN
        DELETE FROM verification WHERE value = COALESCE(NEW.user_id, OLD.user_id);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER password_changed AFTER INSERT OR DELETE OR UPDATE OF password ON "account"
    FOR EACH ROW EXECUTE FUNCTION end_links_with_password();

-- The same when the second factor is turned on or off, when the address is confirmed, and when the account is deleted.
CREATE FUNCTION end_links_of_user() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM verification WHERE value = OLD.id;
    RETURN NULL;
END $$;
CREATE TRIGGER second_factor_or_address_changed AFTER UPDATE ON "user" FOR EACH ROW
    WHEN (OLD.two_factor_enabled IS DISTINCT FROM NEW.two_factor_enabled
          OR OLD.email_verified IS DISTINCT FROM NEW.email_verified
          OR OLD.email IS DISTINCT FROM NEW.email)
    EXECUTE FUNCTION end_links_of_user();
CREATE TRIGGER links_of_deleted_user AFTER DELETE ON "user" FOR EACH ROW EXECUTE FUNCTION end_links_of_user();
