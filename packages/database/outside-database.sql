-- A database for Heather on a PostgreSQL 18 server of your own. Run it once, as the server's administrator, with another password:
--   psql -f packages/database/outside-database.sql postgresql://postgres@database.example/postgres
-- Then start Heather with DATABASE_URL=postgresql://heather_admin:<password>@database.example:5432/heather
--
-- heather_admin owns the database and may make roles, and nothing more: it is no superuser, makes no databases, and does not pass
-- row-level security. At each start it makes or renews the five roles that do the work, whose passwords come from the master key:
--   heather_owner   owns tables, runs migrations and restores; row-level security is forced on it too
--   heather_web     people's requests: owns nothing, sees only what the person asking may see
--   heather_worker  jobs and backups: one practice at a time
--   heather_auth    signing in, in a schema that no other role reaches
--   heather_lookup  no login; owns the few questions that come before there is somebody
CREATE ROLE heather_admin LOGIN CREATEROLE NOSUPERUSER NOCREATEDB NOREPLICATION NOBYPASSRLS PASSWORD 'change this password';
-- The built-in locale sorts alike on every machine, so that no index breaks when the system beneath changes.
CREATE DATABASE heather OWNER heather_admin TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C';
REVOKE ALL ON DATABASE heather FROM PUBLIC;
-- Statements can carry what people wrote: the server's log is to keep none of them.
ALTER DATABASE heather SET log_min_error_statement = 'panic';
ALTER DATABASE heather SET log_statement = 'none';
