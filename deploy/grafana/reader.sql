-- The role that Grafana reads with: it can SELECT from the views that are made for dashboards and people, and do nothing else.
-- Run it with psql (15 or later) as a superuser, in the database, after a silo has made the tables; again to change the password. The password comes through
-- the environment, so that no list of processes shows it:
--   psql --set=ON_ERROR_STOP=1 --command='\getenv password READER_PASSWORD' --file=reader.sql
-- The role is called grafana, or what --set=reader=NAME says.
\if :{?reader}
\else
  \set reader grafana
\endif

BEGIN;

-- The statements below hold the password: they stay out of the server's log.
SET LOCAL log_statement = 'none';
SET LOCAL log_min_duration_statement = -1;
SET LOCAL log_min_error_statement = 'panic';

SELECT format('CREATE ROLE %I', :'reader') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'reader') \gexec
ALTER ROLE :"reader" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 20 PASSWORD :'password';
ALTER ROLE :"reader" SET default_transaction_read_only = on;
-- A question that nobody waits for any more must not keep the silos' database busy.
ALTER ROLE :"reader" SET statement_timeout = '30s';

-- A sort that does not fit into memory must not fill their disk. Only a real superuser may say so, which some hosts of databases do not give.
SELECT format('ALTER ROLE %I SET temp_file_limit = %L', :'reader', '1GB') FROM pg_roles WHERE rolname = current_user AND rolsuper \gexec

-- What PostgreSQL lets everybody do who may connect, and this role must not: temporary tables, tables in the schema public (up to version 14), large objects.
-- A right that everybody has can only be taken from everybody: the silos' role, which owns the views, is given the first two by name.
SELECT format('GRANT TEMPORARY ON DATABASE %I TO %I', current_database(), pg_get_userbyid(nspowner)), format('GRANT CREATE ON SCHEMA public TO %I', pg_get_userbyid(nspowner))
FROM pg_namespace WHERE nspname = 'dashboards' \gexec
SELECT format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database()) \gexec
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
SELECT format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', oid::regprocedure)
FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace AND (proname LIKE 'lo\_%' OR proname IN ('loread', 'lowrite')) \gexec

SELECT format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), :'reader') \gexec
GRANT USAGE ON SCHEMA dashboards TO :"reader";
GRANT SELECT ON ALL TABLES IN SCHEMA dashboards TO :"reader";
GRANT SELECT ON trial_summary, best_trials, epoch_metrics TO :"reader";
-- Views that a later version adds are readable too, without this script.
SELECT format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA dashboards GRANT SELECT ON TABLES TO %I', pg_get_userbyid(nspowner), :'reader')
FROM pg_namespace WHERE nspname = 'dashboards' \gexec

COMMIT;
