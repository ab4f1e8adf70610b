-- Signing in: the tables of the library and ours beside them, in a schema that only heather_auth reaches. New tables, no locks.
-- CreateTable
CREATE TABLE "auth"."staff_user" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "twoFactorEnabled" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "practice_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,

    CONSTRAINT "staff_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth"."staff_session" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "expiresAt" TIMESTAMPTZ(6) NOT NULL,
    "token" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "userId" UUID NOT NULL,

    CONSTRAINT "staff_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth"."staff_account" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" TIMESTAMPTZ(6),
    "refreshTokenExpiresAt" TIMESTAMPTZ(6),
    "scope" TEXT,
    "password" TEXT,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth"."staff_verification" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(6) NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth"."staff_two_factor" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "secret" TEXT NOT NULL,
    "backupCodes" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "verified" BOOLEAN DEFAULT true,
    "failedVerificationCount" INTEGER DEFAULT 0,
    "lockedUntil" TIMESTAMPTZ(6),

    CONSTRAINT "staff_two_factor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth"."staff_passkey" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT,
    "publicKey" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "credentialID" TEXT NOT NULL,
    "counter" BIGINT NOT NULL,
    "deviceType" TEXT NOT NULL,
    "backedUp" BOOLEAN NOT NULL,
    "transports" TEXT,
    "createdAt" TIMESTAMPTZ(6) DEFAULT CURRENT_TIMESTAMP,
    "aaguid" TEXT,

    CONSTRAINT "staff_passkey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth"."staff_sign_in" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "practice_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "auth_methods" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "device" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(6) NOT NULL,
    "proven_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "staff_sign_in_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth"."client_user" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,

    CONSTRAINT "client_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth"."client_session" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "expiresAt" TIMESTAMPTZ(6) NOT NULL,
    "token" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "userId" UUID NOT NULL,

    CONSTRAINT "client_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth"."client_account" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" TIMESTAMPTZ(6),
    "refreshTokenExpiresAt" TIMESTAMPTZ(6),
    "scope" TEXT,
    "password" TEXT,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "client_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth"."client_verification" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(6) NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "client_verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth"."client_passkey" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT,
    "publicKey" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "credentialID" TEXT NOT NULL,
    "counter" BIGINT NOT NULL,
    "deviceType" TEXT NOT NULL,
    "backedUp" BOOLEAN NOT NULL,
    "transports" TEXT,
    "createdAt" TIMESTAMPTZ(6) DEFAULT CURRENT_TIMESTAMP,
    "aaguid" TEXT,

    CONSTRAINT "client_passkey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth"."client_sign_in" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "auth_methods" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "device" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(6) NOT NULL,
    "proven_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "client_sign_in_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth"."spoken_code" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "made_by_id" UUID NOT NULL,
    "code_hash" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),

    CONSTRAINT "spoken_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth"."totp_used" (
    "user_id" UUID NOT NULL,
    "code_hash" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "totp_used_pkey" PRIMARY KEY ("user_id","code_hash")
);

-- CreateTable
CREATE TABLE "auth"."rate_limit" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "staff_user_email_key" ON "auth"."staff_user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "staff_user_practice_id_staff_id_key" ON "auth"."staff_user"("practice_id", "staff_id");

-- CreateIndex
CREATE UNIQUE INDEX "staff_session_token_key" ON "auth"."staff_session"("token");

-- CreateIndex
CREATE INDEX "staff_session_userId_idx" ON "auth"."staff_session"("userId");

-- CreateIndex
CREATE INDEX "staff_account_userId_idx" ON "auth"."staff_account"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "staff_account_providerId_accountId_key" ON "auth"."staff_account"("providerId", "accountId");

-- CreateIndex
CREATE INDEX "staff_verification_identifier_idx" ON "auth"."staff_verification"("identifier");

-- CreateIndex
CREATE INDEX "staff_two_factor_userId_idx" ON "auth"."staff_two_factor"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "staff_passkey_credentialID_key" ON "auth"."staff_passkey"("credentialID");

-- CreateIndex
CREATE INDEX "staff_passkey_userId_idx" ON "auth"."staff_passkey"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "staff_sign_in_token_hash_key" ON "auth"."staff_sign_in"("token_hash");

-- CreateIndex
CREATE INDEX "staff_sign_in_user_id_created_at_idx" ON "auth"."staff_sign_in"("user_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "client_user_email_key" ON "auth"."client_user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "client_user_practice_id_client_id_key" ON "auth"."client_user"("practice_id", "client_id");

-- CreateIndex
CREATE UNIQUE INDEX "client_session_token_key" ON "auth"."client_session"("token");

-- CreateIndex
CREATE INDEX "client_session_userId_idx" ON "auth"."client_session"("userId");

-- CreateIndex
CREATE INDEX "client_account_userId_idx" ON "auth"."client_account"("userId");

-- CreateIndex
CREATE INDEX "client_verification_identifier_idx" ON "auth"."client_verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "client_passkey_credentialID_key" ON "auth"."client_passkey"("credentialID");

-- CreateIndex
CREATE INDEX "client_passkey_userId_idx" ON "auth"."client_passkey"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "client_sign_in_token_hash_key" ON "auth"."client_sign_in"("token_hash");

-- CreateIndex
CREATE INDEX "client_sign_in_user_id_created_at_idx" ON "auth"."client_sign_in"("user_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "spoken_code_code_hash_key" ON "auth"."spoken_code"("code_hash");

-- CreateIndex
CREATE INDEX "spoken_code_practice_id_client_id_idx" ON "auth"."spoken_code"("practice_id", "client_id");

-- AddForeignKey
ALTER TABLE "auth"."staff_session" ADD CONSTRAINT "staff_session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "auth"."staff_user"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "auth"."staff_account" ADD CONSTRAINT "staff_account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "auth"."staff_user"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "auth"."staff_two_factor" ADD CONSTRAINT "staff_two_factor_userId_fkey" FOREIGN KEY ("userId") REFERENCES "auth"."staff_user"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "auth"."staff_passkey" ADD CONSTRAINT "staff_passkey_userId_fkey" FOREIGN KEY ("userId") REFERENCES "auth"."staff_user"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "auth"."staff_sign_in" ADD CONSTRAINT "staff_sign_in_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "auth"."staff_user"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "auth"."client_session" ADD CONSTRAINT "client_session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "auth"."client_user"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "auth"."client_account" ADD CONSTRAINT "client_account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "auth"."client_user"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "auth"."client_passkey" ADD CONSTRAINT "client_passkey_userId_fkey" FOREIGN KEY ("userId") REFERENCES "auth"."client_user"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "auth"."client_sign_in" ADD CONSTRAINT "client_sign_in_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "auth"."client_user"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "auth"."totp_used" ADD CONSTRAINT "totp_used_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "auth"."staff_user"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- The web role gets nothing here: what it needs to know of a sign-in, the server hands it.
GRANT SELECT, INSERT, UPDATE, DELETE ON "auth"."staff_user" TO heather_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON "auth"."staff_session" TO heather_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON "auth"."staff_account" TO heather_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON "auth"."staff_verification" TO heather_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON "auth"."staff_two_factor" TO heather_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON "auth"."staff_passkey" TO heather_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON "auth"."staff_sign_in" TO heather_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON "auth"."client_user" TO heather_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON "auth"."client_session" TO heather_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON "auth"."client_account" TO heather_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON "auth"."client_verification" TO heather_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON "auth"."client_passkey" TO heather_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON "auth"."client_sign_in" TO heather_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON "auth"."spoken_code" TO heather_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON "auth"."totp_used" TO heather_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON "auth"."rate_limit" TO heather_auth;
