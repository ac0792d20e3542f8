-- CreateTable
CREATE TABLE "guess" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "open_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "guess_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "guess_last_at_idx" ON "guess"("last_at");
