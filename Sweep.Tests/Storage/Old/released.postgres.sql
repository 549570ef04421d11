-- A database of release 0.1.0 with two sweeps, as pg_dump writes it: one that is done, and one that was stopped.
CREATE SCHEMA dashboards;
CREATE SCHEMA orleans;
CREATE TABLE public.attempts (
    sweep_id uuid NOT NULL,
    trial integer NOT NULL,
    number integer NOT NULL,
    silo text NOT NULL,
    from_step bigint NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    outcome text,
    reason text
);
CREATE TABLE public.sweeps (
    id uuid NOT NULL,
    name text NOT NULL,
    folder text NOT NULL,
    status text NOT NULL,
    corpus text NOT NULL,
    objective text NOT NULL,
    goal text NOT NULL,
    spec jsonb NOT NULL,
    priority integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone
);
CREATE VIEW dashboards.attempts AS
 SELECT s.folder AS sweep,
    a.trial,
    a.number AS attempt,
    a.silo,
    a.from_step,
    a.started_at,
    a.ended_at,
    (EXTRACT(epoch FROM (COALESCE(a.ended_at, now()) - a.started_at)))::double precision AS seconds,
    COALESCE(a.outcome, 'Running'::text) AS outcome,
    a.reason
   FROM (public.attempts a
     JOIN public.sweeps s ON ((s.id = a.sweep_id)));
CREATE TABLE public.checkpoints (
    sweep_id uuid NOT NULL,
    trial integer NOT NULL,
    step bigint NOT NULL,
    attempt integer NOT NULL,
    location text NOT NULL,
    bytes bigint NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);
CREATE VIEW dashboards.checkpoints AS
 SELECT s.folder AS sweep,
    c.trial,
    c.step,
    c.attempt,
    c.location,
    c.bytes,
    c.recorded_at
   FROM (public.checkpoints c
     JOIN public.sweeps s ON ((s.id = c.sweep_id)));
CREATE TABLE public.metrics (
    sweep_id uuid NOT NULL,
    trial integer NOT NULL,
    metric text NOT NULL,
    step bigint NOT NULL,
    value double precision,
    recorded_at timestamp with time zone NOT NULL
);
CREATE VIEW dashboards.curves AS
 SELECT p.sweep,
    p.trial,
    p.metric,
    p.step,
        CASE
            WHEN (abs(p.value) < 'Infinity'::double precision) THEN p.value
            ELSE NULL::double precision
        END AS value,
    p.recorded_at
   FROM ( SELECT s.folder AS sweep,
            m.trial,
            m.metric,
            m.step,
            m.value,
            m.recorded_at,
            row_number() OVER (PARTITION BY s.folder, m.trial, m.metric ORDER BY m.step) AS n,
            count(*) OVER (PARTITION BY s.folder, m.trial, m.metric) AS points
           FROM (public.metrics m
             JOIN public.sweeps s ON ((s.id = m.sweep_id)))) p
  WHERE ((p.n = p.points) OR (((p.n - 1) % ((p.points + 999) / 1000)) = 0));
CREATE TABLE public.trials (
    sweep_id uuid NOT NULL,
    number integer NOT NULL,
    status text NOT NULL,
    hyperparameters jsonb NOT NULL,
    cell_hash text NOT NULL,
    seed integer NOT NULL,
    attempt integer NOT NULL,
    failures integer NOT NULL,
    best_value double precision,
    best_step bigint,
    last_value double precision,
    last_step bigint,
    latest jsonb NOT NULL,
    step bigint NOT NULL,
    stored_step bigint NOT NULL,
    total_steps bigint NOT NULL,
    epoch integer NOT NULL,
    seconds double precision NOT NULL,
    reported_at timestamp with time zone,
    weights_hash text,
    reason text,
    silo text,
    slot integer,
    pause_requested boolean NOT NULL,
    started_at timestamp with time zone,
    finished_at timestamp with time zone
)
WITH (fillfactor='70');
CREATE VIEW dashboards.hyperparameters AS
 SELECT s.folder AS sweep,
    t.number AS trial,
    h.key AS hyperparameter,
    COALESCE((h.value #>> '{}'::text[]), 'none'::text) AS value,
    t.status,
    s.goal,
        CASE
            WHEN ((t.status <> ALL (ARRAY['Diverged'::text, 'Failed'::text])) AND (abs(t.best_value) < ('10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision)) THEN t.best_value
            ELSE NULL::double precision
        END AS best_value
   FROM ((public.trials t
     JOIN public.sweeps s ON ((s.id = t.sweep_id)))
     CROSS JOIN LATERAL jsonb_each((t.hyperparameters || jsonb_build_object('seed', t.seed))) h(key, value));
CREATE VIEW dashboards.effects AS
 SELECT v.sweep,
    v.hyperparameter,
    v.value,
    v.trials,
    v.measured,
    v.diverged,
    v.failed,
    v.mean_value,
    v.best_value,
    v.worst_value,
    v.variance
   FROM ( SELECT hyperparameters.sweep,
            hyperparameters.hyperparameter,
            hyperparameters.value,
            count(*) AS trials,
            count(hyperparameters.best_value) AS measured,
            count(*) FILTER (WHERE (hyperparameters.status = 'Diverged'::text)) AS diverged,
            count(*) FILTER (WHERE (hyperparameters.status = 'Failed'::text)) AS failed,
            avg(hyperparameters.best_value) AS mean_value,
            var_pop(hyperparameters.best_value) AS variance,
                CASE hyperparameters.goal
                    WHEN 'Maximize'::text THEN max(hyperparameters.best_value)
                    ELSE min(hyperparameters.best_value)
                END AS best_value,
                CASE hyperparameters.goal
                    WHEN 'Maximize'::text THEN min(hyperparameters.best_value)
                    ELSE max(hyperparameters.best_value)
                END AS worst_value,
            count(*) OVER (PARTITION BY hyperparameters.sweep, hyperparameters.hyperparameter) AS distinct_values
           FROM dashboards.hyperparameters
          GROUP BY hyperparameters.sweep, hyperparameters.hyperparameter, hyperparameters.value, hyperparameters.goal) v
  WHERE (v.distinct_values > 1);
CREATE VIEW dashboards.epochs AS
 SELECT s.folder AS sweep,
    m.trial,
    (e.value)::integer AS epoch,
    m.step,
    m.metric,
        CASE
            WHEN (abs(m.value) < 'Infinity'::double precision) THEN m.value
            ELSE NULL::double precision
        END AS value,
    m.recorded_at
   FROM ((public.metrics e
     JOIN public.metrics m ON (((m.sweep_id = e.sweep_id) AND (m.trial = e.trial) AND (m.step = e.step) AND (m.metric <> 'epoch'::text))))
     JOIN public.sweeps s ON ((s.id = e.sweep_id)))
  WHERE (e.metric = 'epoch'::text);
CREATE TABLE public.events (
    id bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    sweep_id uuid NOT NULL,
    trial integer,
    kind text NOT NULL,
    text text
);
CREATE VIEW dashboards.events AS
 SELECT e.id,
    e."time",
    s.folder AS sweep,
    e.trial,
    e.kind,
    e.text
   FROM (public.events e
     JOIN public.sweeps s ON ((s.id = e.sweep_id)));
CREATE VIEW dashboards.importance AS
 SELECT e.sweep,
    e.hyperparameter,
    count(*) AS "values",
    (max(e.mean_value) - min(e.mean_value)) AS spread,
    (sum((((e.measured)::double precision * (e.mean_value - e.mean)) * (e.mean_value - e.mean))) / NULLIF((sum((((e.measured)::double precision * (e.mean_value - e.mean)) * (e.mean_value - e.mean))) + sum(((e.measured)::double precision * e.variance))), (0)::double precision)) AS explained
   FROM ( SELECT effects.sweep,
            effects.hyperparameter,
            effects.value,
            effects.trials,
            effects.measured,
            effects.diverged,
            effects.failed,
            effects.mean_value,
            effects.best_value,
            effects.worst_value,
            effects.variance,
            (sum(((effects.measured)::double precision * effects.mean_value)) OVER g / (NULLIF(sum(effects.measured) OVER g, (0)::numeric))::double precision) AS mean
           FROM dashboards.effects
          WINDOW g AS (PARTITION BY effects.sweep, effects.hyperparameter)) e
  GROUP BY e.sweep, e.hyperparameter;
CREATE VIEW dashboards.metrics AS
 SELECT DISTINCT s.folder AS sweep,
    k.metric,
    (k.metric = s.objective) AS is_objective
   FROM ((public.trials t
     JOIN public.sweeps s ON ((s.id = t.sweep_id)))
     CROSS JOIN LATERAL jsonb_object_keys(t.latest) k(metric));
CREATE VIEW dashboards.series AS
 SELECT s.folder AS sweep,
    m.trial,
    m.metric,
    m.step,
    m.value,
    m.recorded_at
   FROM (public.metrics m
     JOIN public.sweeps s ON ((s.id = m.sweep_id)));
CREATE TABLE orleans.members (
    cluster_id text NOT NULL,
    address text NOT NULL,
    silo_name text NOT NULL,
    host_name text NOT NULL,
    status text NOT NULL,
    proxy_port integer NOT NULL,
    suspicions text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    alive_at timestamp with time zone NOT NULL,
    etag text NOT NULL
);
CREATE VIEW dashboards.silos AS
 SELECT m.cluster_id AS cluster,
    m.silo_name AS silo,
    m.host_name AS host,
    m.status,
    m.started_at,
    m.alive_at,
    ( SELECT count(*) AS count
           FROM public.trials t
          WHERE ((t.silo = m.silo_name) AND (t.status = 'Running'::text))) AS running
   FROM orleans.members m;
CREATE VIEW dashboards.status_changes AS
 SELECT s.folder AS sweep,
    t.number AS trial,
    s.created_at AS "time",
        CASE
            WHEN ((t.attempt = 0) AND (t.status = 'Paused'::text)) THEN 'Paused'::text
            ELSE 'Pending'::text
        END AS status,
    1 AS change
   FROM (public.trials t
     JOIN public.sweeps s ON ((s.id = t.sweep_id)))
UNION ALL
 SELECT s.folder AS sweep,
    a.trial,
    a.started_at AS "time",
    v.status,
    v.change
   FROM ((public.attempts a
     JOIN public.sweeps s ON ((s.id = a.sweep_id)))
     CROSS JOIN ( VALUES ('Pending'::text,'-1'::integer), ('Running'::text,1)) v(status, change))
UNION ALL
 SELECT s.folder AS sweep,
    a.trial,
    a.ended_at AS "time",
    v.status,
    v.change
   FROM (((public.attempts a
     JOIN public.sweeps s ON ((s.id = a.sweep_id)))
     JOIN public.trials t ON (((t.sweep_id = a.sweep_id) AND (t.number = a.trial))))
     CROSS JOIN LATERAL ( VALUES ('Running'::text,'-1'::integer), (
                CASE
                    WHEN ((a.number = t.attempt) AND ((a.outcome = t.status) OR (t.status = 'Paused'::text))) THEN t.status
                    ELSE 'Pending'::text
                END,1)) v(status, change))
  WHERE (a.ended_at IS NOT NULL)
UNION ALL
 SELECT s.folder AS sweep,
    t.number AS trial,
    t.finished_at AS "time",
    v.status,
    v.change
   FROM (((public.trials t
     JOIN public.sweeps s ON ((s.id = t.sweep_id)))
     LEFT JOIN public.attempts a ON (((a.sweep_id = t.sweep_id) AND (a.trial = t.number) AND (a.number = t.attempt))))
     CROSS JOIN LATERAL ( VALUES ('Pending'::text,'-1'::integer), (t.status,1)) v(status, change))
  WHERE ((t.finished_at IS NOT NULL) AND (a.outcome IS DISTINCT FROM t.status));
CREATE VIEW dashboards.status_history AS
 SELECT p.sweep,
    p.part,
    (((p.part)::double precision * p.seconds) / (200)::double precision) AS seconds,
    (p.created_at + make_interval(secs => (((p.part)::double precision * p.seconds) / (200)::double precision))) AS "time",
    (sum(p.pending) OVER h)::integer AS pending,
    (sum(p.running) OVER h)::integer AS running,
    (sum(p.paused) OVER h)::integer AS paused,
    (sum(p.completed) OVER h)::integer AS completed,
    (sum(p.pruned) OVER h)::integer AS pruned,
    (sum(p.diverged) OVER h)::integer AS diverged,
    (sum(p.failed) OVER h)::integer AS failed,
    (sum(p.cancelled) OVER h)::integer AS cancelled
   FROM ( SELECT c.sweep,
            c.part,
            c.created_at,
            c.seconds,
            COALESCE(sum(c.change) FILTER (WHERE (c.status = 'Pending'::text)), (0)::bigint) AS pending,
            COALESCE(sum(c.change) FILTER (WHERE (c.status = 'Running'::text)), (0)::bigint) AS running,
            COALESCE(sum(c.change) FILTER (WHERE (c.status = 'Paused'::text)), (0)::bigint) AS paused,
            COALESCE(sum(c.change) FILTER (WHERE (c.status = 'Completed'::text)), (0)::bigint) AS completed,
            COALESCE(sum(c.change) FILTER (WHERE (c.status = 'Pruned'::text)), (0)::bigint) AS pruned,
            COALESCE(sum(c.change) FILTER (WHERE (c.status = 'Diverged'::text)), (0)::bigint) AS diverged,
            COALESCE(sum(c.change) FILTER (WHERE (c.status = 'Failed'::text)), (0)::bigint) AS failed,
            COALESCE(sum(c.change) FILTER (WHERE (c.status = 'Cancelled'::text)), (0)::bigint) AS cancelled
           FROM ( SELECT s.folder AS sweep,
                    n.part,
                    s.created_at,
                    l.seconds,
                    NULL::text AS status,
                    0 AS change
                   FROM ((public.sweeps s
                     CROSS JOIN generate_series(0, 200) n(part))
                     CROSS JOIN LATERAL ( SELECT GREATEST((1)::double precision, (EXTRACT(epoch FROM (COALESCE(s.finished_at, now()) - s.created_at)))::double precision) AS seconds) l)
                UNION ALL
                 SELECT c_1.sweep,
                    (GREATEST((0)::double precision, LEAST((200)::double precision, ceil((((200)::double precision * (EXTRACT(epoch FROM (c_1."time" - s.created_at)))::double precision) / l.seconds)))))::integer AS "greatest",
                    s.created_at,
                    l.seconds,
                    c_1.status,
                    c_1.change
                   FROM ((dashboards.status_changes c_1
                     JOIN public.sweeps s ON ((s.folder = c_1.sweep)))
                     CROSS JOIN LATERAL ( SELECT GREATEST((1)::double precision, (EXTRACT(epoch FROM (COALESCE(s.finished_at, now()) - s.created_at)))::double precision) AS seconds) l)) c
          GROUP BY c.sweep, c.part, c.created_at, c.seconds) p
  WINDOW h AS (PARTITION BY p.sweep ORDER BY p.part);
CREATE VIEW dashboards.sweep_names AS
 SELECT sweeps.folder AS sweep,
    sweeps.name,
    sweeps.created_at
   FROM public.sweeps;
CREATE VIEW dashboards.sweeps AS
 SELECT s.folder AS sweep,
    s.name,
    (s.id)::text AS id,
    s.status,
    s.corpus,
    s.objective,
    s.goal,
    s.priority,
    s.created_at,
    s.finished_at,
    (EXTRACT(epoch FROM (COALESCE(s.finished_at, now()) - s.created_at)))::double precision AS seconds,
    c.trials,
    c.pending,
    c.running,
    c.paused,
    c.completed,
    c.pruned,
    c.diverged,
    c.failed,
    c.cancelled,
    c.progress,
    c.best_value
   FROM (public.sweeps s
     CROSS JOIN LATERAL ( SELECT count(*) AS trials,
            count(*) FILTER (WHERE (t.status = 'Pending'::text)) AS pending,
            count(*) FILTER (WHERE (t.status = 'Running'::text)) AS running,
            count(*) FILTER (WHERE (t.status = 'Paused'::text)) AS paused,
            count(*) FILTER (WHERE (t.status = 'Completed'::text)) AS completed,
            count(*) FILTER (WHERE (t.status = 'Pruned'::text)) AS pruned,
            count(*) FILTER (WHERE (t.status = 'Diverged'::text)) AS diverged,
            count(*) FILTER (WHERE (t.status = 'Failed'::text)) AS failed,
            count(*) FILTER (WHERE (t.status = 'Cancelled'::text)) AS cancelled,
            avg(
                CASE
                    WHEN (t.status = ANY (ARRAY['Pending'::text, 'Running'::text, 'Paused'::text])) THEN COALESCE(((t.step)::double precision / (NULLIF(t.total_steps, 0))::double precision), (0)::double precision)
                    ELSE (1)::double precision
                END) AS progress,
                CASE s.goal
                    WHEN 'Maximize'::text THEN max(t.best_value) FILTER (WHERE (t.status <> ALL (ARRAY['Diverged'::text, 'Failed'::text])))
                    ELSE min(t.best_value) FILTER (WHERE (t.status <> ALL (ARRAY['Diverged'::text, 'Failed'::text])))
                END AS best_value
           FROM public.trials t
          WHERE (t.sweep_id = s.id)) c);
CREATE TABLE public.summaries (
    sweep_id uuid NOT NULL,
    trial integer NOT NULL,
    step bigint NOT NULL,
    content jsonb NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);
CREATE VIEW dashboards.texts AS
 SELECT s.folder AS sweep,
    m.trial,
    m.step,
    (x.text ->> 'name'::text) AS name,
    (x.text ->> 'text'::text) AS text,
    m.recorded_at
   FROM ((public.summaries m
     JOIN public.sweeps s ON ((s.id = m.sweep_id)))
     CROSS JOIN LATERAL jsonb_array_elements((m.content -> 'texts'::text)) x(text));
CREATE VIEW dashboards.trials AS
 SELECT s.folder AS sweep,
    t.number AS trial,
    ('trial-'::text ||
        CASE
            WHEN (t.number < 10000) THEN lpad((t.number)::text, 4, '0'::text)
            ELSE (t.number)::text
        END) AS run,
    row_number() OVER (PARTITION BY s.folder ORDER BY
        CASE t.status
            WHEN 'Failed'::text THEN 3
            WHEN 'Diverged'::text THEN 2
            ELSE
            CASE
                WHEN (t.best_value IS NULL) THEN 1
                ELSE 0
            END
        END,
        CASE
            WHEN (t.best_value IS NULL) THEN 1
            ELSE 0
        END,
        CASE s.goal
            WHEN 'Maximize'::text THEN (- t.best_value)
            ELSE t.best_value
        END, t.number) AS rank,
    t.status,
    t.hyperparameters,
    concat_ws(', '::text, ( SELECT string_agg((((a.axis ->> 'name'::text) || '='::text) || COALESCE((t.hyperparameters ->> (a.axis ->> 'name'::text)), 'none'::text)), ', '::text ORDER BY a.n) AS string_agg
           FROM jsonb_array_elements((s.spec -> 'axes'::text)) WITH ORDINALITY a(axis, n)),
        CASE
            WHEN (jsonb_array_length((s.spec -> 'seeds'::text)) > 1) THEN ('seed='::text || t.seed)
            ELSE NULL::text
        END) AS varied,
    t.seed,
    t.attempt AS attempts,
    t.failures,
    s.objective,
    s.goal,
    t.best_value,
    t.best_step,
    t.last_value,
    t.last_step,
    t.step,
    NULLIF(t.total_steps, 0) AS total_steps,
        CASE
            WHEN (t.status = 'Completed'::text) THEN (1)::double precision
            ELSE COALESCE(((t.step)::double precision / (NULLIF(t.total_steps, 0))::double precision), (0)::double precision)
        END AS progress,
    t.epoch,
    t.seconds,
    t.weights_hash,
    t.reason,
    t.silo,
    t.slot,
    t.started_at,
    t.reported_at,
    t.finished_at
   FROM (public.trials t
     JOIN public.sweeps s ON ((s.id = t.sweep_id)));
CREATE TABLE orleans.membership_versions (
    cluster_id text NOT NULL,
    version integer NOT NULL
);
CREATE TABLE orleans.reminders (
    service_id text NOT NULL,
    grain_id text NOT NULL,
    name text NOT NULL,
    grain_hash bigint NOT NULL,
    start_at timestamp with time zone NOT NULL,
    period interval NOT NULL,
    etag text NOT NULL
);
CREATE TABLE public."__EFMigrationsHistory" (
    "MigrationId" character varying(150) NOT NULL,
    "ProductVersion" character varying(32) NOT NULL
);
CREATE VIEW public.best_trials AS
 SELECT s.folder AS sweep,
    row_number() OVER (PARTITION BY t.sweep_id ORDER BY
        CASE t.status
            WHEN 'Failed'::text THEN 3
            WHEN 'Diverged'::text THEN 2
            ELSE
            CASE
                WHEN (t.best_value IS NULL) THEN 1
                ELSE 0
            END
        END,
        CASE
            WHEN (t.best_value IS NULL) THEN 1
            ELSE 0
        END,
        CASE s.goal
            WHEN 'Maximize'::text THEN (- t.best_value)
            ELSE t.best_value
        END, t.number) AS rank,
    t.number AS trial,
    t.status,
    t.hyperparameters,
    s.objective,
    t.best_value,
    t.best_step,
    t.seconds
   FROM (public.trials t
     JOIN public.sweeps s ON ((s.id = t.sweep_id)));
CREATE TABLE public.checkpoint_parts (
    sweep_id uuid NOT NULL,
    trial integer NOT NULL,
    step bigint NOT NULL,
    part integer NOT NULL,
    data bytea NOT NULL
);
ALTER TABLE ONLY public.checkpoint_parts ALTER COLUMN data SET STORAGE EXTERNAL;
CREATE VIEW public.epoch_metrics AS
 SELECT s.folder AS sweep,
    m.trial,
    (e.value)::integer AS epoch,
    m.step,
    m.metric,
    m.value,
    m.recorded_at
   FROM ((public.metrics e
     JOIN public.metrics m ON (((m.sweep_id = e.sweep_id) AND (m.trial = e.trial) AND (m.step = e.step) AND (m.metric <> 'epoch'::text))))
     JOIN public.sweeps s ON ((s.id = e.sweep_id)))
  WHERE (e.metric = 'epoch'::text);
ALTER TABLE public.events ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.requests (
    id uuid NOT NULL,
    sweep_id uuid NOT NULL,
    verb text NOT NULL,
    "time" timestamp with time zone NOT NULL,
    answer integer DEFAULT 0 NOT NULL,
    trial integer
);
CREATE VIEW public.trial_summary AS
 SELECT s.folder AS sweep,
    t.number AS trial,
    t.status,
    t.hyperparameters,
    t.seed,
    t.attempt AS attempts,
    s.objective,
    t.best_value,
    t.best_step,
    t.last_value,
    t.last_step,
    t.epoch,
    t.seconds,
    t.weights_hash,
    t.reason,
    t.silo,
    t.started_at,
    t.finished_at
   FROM (public.trials t
     JOIN public.sweeps s ON ((s.id = t.sweep_id)));
INSERT INTO orleans.members VALUES ('sherlock', '127.0.0.1:34449@154994105', 'silo-34449', 'machine', 'Dead', 42555, '[{"Silo":"127.0.0.1:34449@154994105","At":"2026-11-29T21:55:58.9394872+00:00"}]', '2026-11-29 21:55:05.77992+00', '2026-11-29 21:55:58.939487+00', '4');
INSERT INTO orleans.membership_versions VALUES ('sherlock', 4);
INSERT INTO orleans.reminders VALUES ('sherlock', 'queue/0', 'watch', 1869165439, '2026-11-29 21:56:09.460568+00', '00:01:00', '374aeadc8a42492d8f32ae7734a92e94');
INSERT INTO public."__EFMigrationsHistory" VALUES ('20261123223839_Initial', '10.0.11');
INSERT INTO public."__EFMigrationsHistory" VALUES ('20261123223850_Views', '10.0.11');
INSERT INTO public."__EFMigrationsHistory" VALUES ('20261123225824_RequestAnswers', '10.0.11');
INSERT INTO public."__EFMigrationsHistory" VALUES ('20261124020137_Summaries', '10.0.11');
INSERT INTO public."__EFMigrationsHistory" VALUES ('20261124021358_DashboardViews', '10.0.11');
INSERT INTO public."__EFMigrationsHistory" VALUES ('20261124033000_EventTimes', '10.0.11');
INSERT INTO public.attempts VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 1, 'silo-34449', 0, '2026-11-29 21:55:10.738293+00', '2026-11-29 21:55:15.468014+00', 'Completed', NULL);
INSERT INTO public.attempts VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 1, 'silo-34449', 0, '2026-11-29 21:55:15.545591+00', '2026-11-29 21:55:20.827111+00', 'Completed', NULL);
INSERT INTO public.attempts VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 3, 1, 'silo-34449', 0, '2026-11-29 21:55:20.833414+00', '2026-11-29 21:55:24.676965+00', 'Diverged', 'val/perplexity became Infinity at step 555.');
INSERT INTO public.attempts VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 4, 1, 'silo-34449', 0, '2026-11-29 21:55:24.686804+00', '2026-11-29 21:55:27.986901+00', 'Diverged', 'val/perplexity became Infinity at step 555.');
INSERT INTO public.attempts VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 1, 'silo-34449', 0, '2026-11-29 21:55:40.406414+00', '2026-11-29 21:55:58.694125+00', 'HandedBack', NULL);
INSERT INTO public.checkpoint_parts VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 1110, 0, '\x610b0000000000007b225f5f6d657461646174615f5f223a7b22666f726d6174');
INSERT INTO public.checkpoint_parts VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 1110, 0, '\x5e0b0000000000007b225f5f6d657461646174615f5f223a7b22666f726d6174');
INSERT INTO public.checkpoint_parts VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 4571, 0, '\x7b0b0000000000007b225f5f6d657461646174615f5f223a7b22666f726d6174');
INSERT INTO public.checkpoints VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 1110, 1, 'database', 19413, '2026-11-29 21:55:15.383159+00');
INSERT INTO public.checkpoints VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 1110, 1, 'database', 19410, '2026-11-29 21:55:20.803126+00');
INSERT INTO public.checkpoints VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 4571, 1, 'database', 19439, '2026-11-29 21:55:58.679769+00');
INSERT INTO public.events VALUES (1, '2026-11-29 21:55:09.947214+00', '01a2294d-dedb-7005-a339-e70f5f154dcb', NULL, 'Submitted', 'old');
INSERT INTO public.events VALUES (2, '2026-11-29 21:55:10.738293+00', '01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 'Claimed', 'attempt 1 on silo-34449');
INSERT INTO public.events VALUES (3, '2026-11-29 21:55:15.468014+00', '01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 'Completed', NULL);
INSERT INTO public.events VALUES (4, '2026-11-29 21:55:15.545591+00', '01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 'Claimed', 'attempt 1 on silo-34449');
INSERT INTO public.events VALUES (5, '2026-11-29 21:55:20.827111+00', '01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 'Completed', NULL);
INSERT INTO public.events VALUES (6, '2026-11-29 21:55:20.833414+00', '01a2294d-dedb-7005-a339-e70f5f154dcb', 3, 'Claimed', 'attempt 1 on silo-34449');
INSERT INTO public.events VALUES (7, '2026-11-29 21:55:24.676965+00', '01a2294d-dedb-7005-a339-e70f5f154dcb', 3, 'Diverged', 'val/perplexity became Infinity at step 555.');
INSERT INTO public.events VALUES (8, '2026-11-29 21:55:24.686804+00', '01a2294d-dedb-7005-a339-e70f5f154dcb', 4, 'Claimed', 'attempt 1 on silo-34449');
INSERT INTO public.events VALUES (9, '2026-11-29 21:55:27.986901+00', '01a2294d-dedb-7005-a339-e70f5f154dcb', 4, 'Diverged', 'val/perplexity became Infinity at step 555.');
INSERT INTO public.events VALUES (10, '2026-11-29 21:55:40.372428+00', '01a2294e-6d7d-702c-9fde-f5148341b1a3', NULL, 'Submitted', 'stopped');
INSERT INTO public.events VALUES (11, '2026-11-29 21:55:40.406414+00', '01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'Claimed', 'attempt 1 on silo-34449');
INSERT INTO public.events VALUES (12, '2026-11-29 21:55:56.791928+00', '01a2294e-6d7d-702c-9fde-f5148341b1a3', 2, 'Paused', NULL);
INSERT INTO public.events VALUES (13, '2026-11-29 21:55:58.694125+00', '01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'HandedBack', NULL);
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 'train/loss', 500, 4.2934421133995055, '2026-11-29 21:55:13.46717+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 'train/loss_20', 500, 4.234168255329132, '2026-11-29 21:55:13.46717+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 'train/grad_norm', 500, 0.11246032267808914, '2026-11-29 21:55:13.46717+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 'perf/steps_per_second', 500, 216.00510566948168, '2026-11-29 21:55:13.46717+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 'train/loss', 555, 4.336848978562789, '2026-11-29 21:55:13.693945+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 'train/loss_20', 555, 4.225250864028931, '2026-11-29 21:55:13.693945+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 'train/grad_norm', 555, 0.17066983878612518, '2026-11-29 21:55:13.693945+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 'perf/steps_per_second', 555, 459.6260315470594, '2026-11-29 21:55:13.693945+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 'epoch', 555, 1, '2026-11-29 21:55:13.693945+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 'val/loss', 555, 4.022643752470762, '2026-11-29 21:55:13.693945+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 'val/nce', 555, 4.28849346030929, '2026-11-29 21:55:13.693945+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 'val/perplexity', 555, 55.8485605940166, '2026-11-29 21:55:13.693945+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 'train/loss', 1000, 4.293641392032752, '2026-11-29 21:55:14.937156+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 'train/loss_20', 1000, 4.1439277052879335, '2026-11-29 21:55:14.937156+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 'train/grad_norm', 1000, 0.14126050472259521, '2026-11-29 21:55:14.937156+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 'perf/steps_per_second', 1000, 358.3057404363971, '2026-11-29 21:55:14.937156+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 'train/loss', 1110, 4.2658851125023585, '2026-11-29 21:55:15.263841+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 'train/loss_20', 1110, 4.177086663246155, '2026-11-29 21:55:15.263841+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 'train/grad_norm', 1110, 0.11870474368333817, '2026-11-29 21:55:15.263841+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 'perf/steps_per_second', 1110, 545.3522355723347, '2026-11-29 21:55:15.263841+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 'epoch', 1110, 2, '2026-11-29 21:55:15.263841+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 'text/distinct_2', 1110, 0.005025125628140703, '2026-11-29 21:55:15.263841+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 'text/longest_repeat', 1110, 199, '2026-11-29 21:55:15.263841+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 'val/loss', 1110, 4.035482356925765, '2026-11-29 21:55:15.263841+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 'val/nce', 1110, 4.27586084950663, '2026-11-29 21:55:15.263841+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 'val/perplexity', 1110, 56.57020068643053, '2026-11-29 21:55:15.263841+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 'train/loss', 500, 4.2934421133995055, '2026-11-29 21:55:17.819038+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 'train/loss_20', 500, 4.234168255329132, '2026-11-29 21:55:17.819038+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 'train/grad_norm', 500, 0.11246032267808914, '2026-11-29 21:55:17.819038+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 'perf/steps_per_second', 500, 227.81123160401523, '2026-11-29 21:55:17.819038+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 'train/loss', 555, 4.336848978562789, '2026-11-29 21:55:18.288289+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 'train/loss_20', 555, 4.225250864028931, '2026-11-29 21:55:18.288289+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 'train/grad_norm', 555, 0.17066983878612518, '2026-11-29 21:55:18.288289+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 'perf/steps_per_second', 555, 186.20038479155883, '2026-11-29 21:55:18.288289+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 'epoch', 555, 1, '2026-11-29 21:55:18.288289+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 'val/loss', 555, 4.022643752470762, '2026-11-29 21:55:18.288289+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 'val/nce', 555, 4.28849346030929, '2026-11-29 21:55:18.288289+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 'val/perplexity', 555, 55.8485605940166, '2026-11-29 21:55:18.288289+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 'train/loss', 1000, 4.293641392032752, '2026-11-29 21:55:20.171056+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 'train/loss_20', 1000, 4.1439277052879335, '2026-11-29 21:55:20.171056+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 'train/grad_norm', 1000, 0.14126050472259521, '2026-11-29 21:55:20.171056+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 'perf/steps_per_second', 1000, 238.79216881887277, '2026-11-29 21:55:20.171056+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 'train/loss', 1110, 4.2658851125023585, '2026-11-29 21:55:20.768679+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 'train/loss_20', 1110, 4.177086663246155, '2026-11-29 21:55:20.768679+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 'train/grad_norm', 1110, 0.11870474368333817, '2026-11-29 21:55:20.768679+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 'perf/steps_per_second', 1110, 305.59095317429825, '2026-11-29 21:55:20.768679+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 'epoch', 1110, 2, '2026-11-29 21:55:20.768679+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 'text/distinct_2', 1110, 0.005025125628140703, '2026-11-29 21:55:20.768679+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 'text/longest_repeat', 1110, 199, '2026-11-29 21:55:20.768679+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 'val/loss', 1110, 4.035482356925765, '2026-11-29 21:55:20.768679+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 'val/nce', 1110, 4.27586084950663, '2026-11-29 21:55:20.768679+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 'val/perplexity', 1110, 56.57020068643053, '2026-11-29 21:55:20.768679+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 3, 'train/loss', 500, 1.0003502396862617e+31, '2026-11-29 21:55:23.773183+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 3, 'train/loss_20', 500, 8.964412562951164e+30, '2026-11-29 21:55:23.773183+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 3, 'train/grad_norm', 500, 0.4866378605365753, '2026-11-29 21:55:23.773183+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 3, 'perf/steps_per_second', 500, 171.65709312170713, '2026-11-29 21:55:23.773183+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 3, 'train/loss', 555, 8.969990401062255e+30, '2026-11-29 21:55:24.664548+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 3, 'train/loss_20', 555, 8.737730902193574e+30, '2026-11-29 21:55:24.664548+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 3, 'train/grad_norm', 555, 0.3983609080314636, '2026-11-29 21:55:24.664548+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 3, 'perf/steps_per_second', 555, 390.8162445969654, '2026-11-29 21:55:24.664548+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 3, 'epoch', 555, 1, '2026-11-29 21:55:24.664548+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 3, 'val/loss', 555, 1.1121347006508543e+31, '2026-11-29 21:55:24.664548+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 3, 'val/nce', 555, 7.078345952779226e+30, '2026-11-29 21:55:24.664548+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 3, 'val/perplexity', 555, 'Infinity', '2026-11-29 21:55:24.664548+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 4, 'train/loss', 500, 2.9299739706570193e+30, '2026-11-29 21:55:27.486025+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 4, 'train/loss_20', 500, 2.9435569986765255e+30, '2026-11-29 21:55:27.486025+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 4, 'train/grad_norm', 500, 0.4866378605365753, '2026-11-29 21:55:27.486025+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 4, 'perf/steps_per_second', 500, 180.61452720210107, '2026-11-29 21:55:27.486025+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 4, 'train/loss', 555, 3.1135039005417473e+30, '2026-11-29 21:55:27.963385+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 4, 'train/loss_20', 555, 2.8686612485104413e+30, '2026-11-29 21:55:27.963385+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 4, 'train/grad_norm', 555, 3.1824791431427, '2026-11-29 21:55:27.963385+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 4, 'perf/steps_per_second', 555, 166.99311290040015, '2026-11-29 21:55:27.963385+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 4, 'epoch', 555, 1, '2026-11-29 21:55:27.963385+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 4, 'val/loss', 555, 9.131920187726951e+30, '2026-11-29 21:55:27.963385+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 4, 'val/nce', 555, 3.200527415996706e+30, '2026-11-29 21:55:27.963385+00');
INSERT INTO public.metrics VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 4, 'val/perplexity', 555, 'Infinity', '2026-11-29 21:55:27.963385+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss', 500, 4.2934421133995055, '2026-11-29 21:55:41.744353+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss_20', 500, 4.234168255329132, '2026-11-29 21:55:41.744353+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/grad_norm', 500, 0.11246032267808914, '2026-11-29 21:55:41.744353+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'perf/steps_per_second', 500, 393.21085287119416, '2026-11-29 21:55:41.744353+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss', 555, 4.336848978562789, '2026-11-29 21:55:41.946492+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss_20', 555, 4.225250864028931, '2026-11-29 21:55:41.946492+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/grad_norm', 555, 0.17066983878612518, '2026-11-29 21:55:41.946492+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'perf/steps_per_second', 555, 330.2424640170813, '2026-11-29 21:55:41.946492+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'epoch', 555, 1, '2026-11-29 21:55:41.946492+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'val/loss', 555, 4.022643752470762, '2026-11-29 21:55:41.946492+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'val/nce', 555, 4.28849346030929, '2026-11-29 21:55:41.946492+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'val/perplexity', 555, 55.8485605940166, '2026-11-29 21:55:41.946492+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss', 1000, 4.293641392032752, '2026-11-29 21:55:43.445363+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss_20', 1000, 4.1439277052879335, '2026-11-29 21:55:43.445363+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/grad_norm', 1000, 0.14126050472259521, '2026-11-29 21:55:43.445363+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'perf/steps_per_second', 1000, 302.107399384149, '2026-11-29 21:55:43.445363+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss', 4440, 3.8650257684967735, '2026-11-29 21:55:58.098005+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss_20', 4440, 3.8637025952339172, '2026-11-29 21:55:58.098005+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/grad_norm', 4440, 0.3648165762424469, '2026-11-29 21:55:58.098005+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'perf/steps_per_second', 4440, 199.11406009090373, '2026-11-29 21:55:58.098005+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'epoch', 4440, 8, '2026-11-29 21:55:58.098005+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'val/loss', 4440, 3.573016608167507, '2026-11-29 21:55:58.098005+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'val/nce', 4440, 3.865357225070258, '2026-11-29 21:55:58.098005+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'val/perplexity', 4440, 35.623894558392166, '2026-11-29 21:55:58.098005+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss', 1110, 4.2658851125023585, '2026-11-29 21:55:44.113869+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss_20', 1110, 4.177086663246155, '2026-11-29 21:55:44.113869+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/grad_norm', 1110, 0.11870474368333817, '2026-11-29 21:55:44.113869+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'perf/steps_per_second', 1110, 200.15226128385666, '2026-11-29 21:55:44.113869+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'epoch', 1110, 2, '2026-11-29 21:55:44.113869+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'val/loss', 1110, 4.035482356925765, '2026-11-29 21:55:44.113869+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'val/nce', 1110, 4.27586084950663, '2026-11-29 21:55:44.113869+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'val/perplexity', 1110, 56.57020068643053, '2026-11-29 21:55:44.113869+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss', 1500, 4.277597576532608, '2026-11-29 21:55:46.049416+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss_20', 1500, 4.251964032649994, '2026-11-29 21:55:46.049416+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/grad_norm', 1500, 0.17562483251094818, '2026-11-29 21:55:46.049416+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'perf/steps_per_second', 1500, 195.06613717380878, '2026-11-29 21:55:46.049416+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss', 2220, 4.106128704547882, '2026-11-29 21:55:49.875054+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss_20', 2220, 3.963420045375824, '2026-11-29 21:55:49.875054+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/grad_norm', 2220, 0.1881200671195984, '2026-11-29 21:55:49.875054+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'perf/steps_per_second', 2220, 330.9254495659838, '2026-11-29 21:55:49.875054+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'epoch', 2220, 4, '2026-11-29 21:55:49.875054+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'val/loss', 2220, 3.8034654055425303, '2026-11-29 21:55:49.875054+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'val/nce', 2220, 4.0871256979290616, '2026-11-29 21:55:49.875054+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'val/perplexity', 2220, 44.85636094517651, '2026-11-29 21:55:49.875054+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss', 3000, 3.943381284077962, '2026-11-29 21:55:51.451111+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss_20', 3000, 3.92361102104187, '2026-11-29 21:55:51.451111+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/grad_norm', 3000, 0.287264347076416, '2026-11-29 21:55:51.451111+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'perf/steps_per_second', 3000, 276.19521330372197, '2026-11-29 21:55:51.451111+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss', 3500, 3.9124393435085523, '2026-11-29 21:55:53.147706+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss_20', 3500, 3.873992717266083, '2026-11-29 21:55:53.147706+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/grad_norm', 3500, 0.3395722508430481, '2026-11-29 21:55:53.147706+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'perf/steps_per_second', 3500, 371.91385337536985, '2026-11-29 21:55:53.147706+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss', 3885, 3.897259115863156, '2026-11-29 21:55:54.820822+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss_20', 3885, 3.9537700533866884, '2026-11-29 21:55:54.820822+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/grad_norm', 3885, 0.34645718336105347, '2026-11-29 21:55:54.820822+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'perf/steps_per_second', 3885, 253.7428386850664, '2026-11-29 21:55:54.820822+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'epoch', 3885, 7, '2026-11-29 21:55:54.820822+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'val/loss', 3885, 3.5859024720583745, '2026-11-29 21:55:54.820822+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'val/nce', 3885, 3.901562340990575, '2026-11-29 21:55:54.820822+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'val/perplexity', 3885, 36.08590955316221, '2026-11-29 21:55:54.820822+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss', 1665, 4.283322603052313, '2026-11-29 21:55:47.54833+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss_20', 1665, 4.37528076171875, '2026-11-29 21:55:47.54833+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/grad_norm', 1665, 0.15466327965259552, '2026-11-29 21:55:47.54833+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'perf/steps_per_second', 1665, 117.64355258431513, '2026-11-29 21:55:47.54833+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'epoch', 1665, 3, '2026-11-29 21:55:47.54833+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'val/loss', 1665, 4.01381470827397, '2026-11-29 21:55:47.54833+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'val/nce', 1665, 4.284711833946213, '2026-11-29 21:55:47.54833+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'val/perplexity', 1665, 55.357641546196824, '2026-11-29 21:55:47.54833+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss', 2000, 4.233016100926186, '2026-11-29 21:55:49.126371+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss_20', 2000, 4.1917614340782166, '2026-11-29 21:55:49.126371+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/grad_norm', 2000, 0.17037300765514374, '2026-11-29 21:55:49.126371+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'perf/steps_per_second', 2000, 210.8842723768672, '2026-11-29 21:55:49.126371+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss', 2500, 4.017130938598088, '2026-11-29 21:55:50.199758+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss_20', 2500, 3.908718156814575, '2026-11-29 21:55:50.199758+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/grad_norm', 2500, 0.24487337470054626, '2026-11-29 21:55:50.199758+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'perf/steps_per_second', 2500, 885.4617303440145, '2026-11-29 21:55:50.199758+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss', 2775, 3.9977599091963336, '2026-11-29 21:55:50.529613+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss_20', 2775, 3.8402140855789186, '2026-11-29 21:55:50.529613+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/grad_norm', 2775, 0.3641211688518524, '2026-11-29 21:55:50.529613+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'perf/steps_per_second', 2775, 881.7445845652375, '2026-11-29 21:55:50.529613+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'epoch', 2775, 5, '2026-11-29 21:55:50.529613+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'val/loss', 2775, 3.692283829132875, '2026-11-29 21:55:50.529613+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'val/nce', 2775, 3.9740268806656283, '2026-11-29 21:55:50.529613+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'val/perplexity', 2775, 40.13640705940644, '2026-11-29 21:55:50.529613+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss', 3330, 3.9485925508267954, '2026-11-29 21:55:52.647875+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss_20', 3330, 3.7503461599349976, '2026-11-29 21:55:52.647875+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/grad_norm', 3330, 0.2901090383529663, '2026-11-29 21:55:52.647875+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'perf/steps_per_second', 3330, 275.9505346123501, '2026-11-29 21:55:52.647875+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'epoch', 3330, 6, '2026-11-29 21:55:52.647875+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'val/loss', 3330, 3.641445702684666, '2026-11-29 21:55:52.647875+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'val/nce', 3330, 3.9234341027024753, '2026-11-29 21:55:52.647875+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'val/perplexity', 3330, 38.146946022247526, '2026-11-29 21:55:52.647875+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss', 4000, 3.83480862741885, '2026-11-29 21:55:55.411465+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss_20', 4000, 3.8730037450790404, '2026-11-29 21:55:55.411465+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/grad_norm', 4000, 0.2710743248462677, '2026-11-29 21:55:55.411465+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'perf/steps_per_second', 4000, 194.87046705875736, '2026-11-29 21:55:55.411465+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss', 4500, 3.8726428866386415, '2026-11-29 21:55:58.321348+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/loss_20', 4500, 3.8416181683540342, '2026-11-29 21:55:58.321348+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'train/grad_norm', 4500, 0.9593248963356018, '2026-11-29 21:55:58.321348+00');
INSERT INTO public.metrics VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'perf/steps_per_second', 4500, 308.8640905342422, '2026-11-29 21:55:58.321348+00');
INSERT INTO public.requests VALUES ('92e7c805-665d-4df1-8dde-bf13ef2a72aa', '01a2294e-6d7d-702c-9fde-f5148341b1a3', 'pause', '2026-11-29 21:55:56.791928+00', 1, 2);
INSERT INTO public.summaries VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 555, '{"texts": [{"name": "sample", "text": "**Start:** who had come down by …\n\n**Likeliest words:** … &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; …\n\n**Temperature 0.8:** … a\" of mr\" and &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt;. out &lt;unk&gt; i. a &lt;unk&gt; have but &lt;unk&gt;. the and but &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; that his, &lt;unk&gt; &lt;unk&gt;.. &lt;unk&gt; was i. it of …"}], "histograms": []}', '2026-11-29 21:55:13.693945+00');
INSERT INTO public.summaries VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 1000, '{"texts": [], "histograms": [{"left": -0.10559730976819992, "name": "outputs/embedding", "right": 0.19595220685005188, "counts": [97, 52, 49, 39, 23, 27, 99, 86, 63, 89, 38, 72, 37, 72, 70, 50, 36, 39, 28, 55, 41, 2, 0, 58, 0, 0, 0, 0, 0, 58], "not_finite": 0}, {"left": -0.06592055410146713, "name": "outputs/rnn", "right": 0.056808073073625565, "counts": [2, 2, 4, 4, 5, 6, 13, 13, 20, 32, 40, 51, 82, 112, 127, 151, 144, 118, 114, 64, 55, 35, 32, 26, 13, 6, 2, 3, 3, 1], "not_finite": 0}, {"left": -0.030299626290798187, "name": "outputs/hidden", "right": 0.06681976467370987, "counts": [4, 4, 3, 11, 10, 12, 14, 19, 16, 13, 12, 24, 28, 25, 15, 7, 4, 6, 8, 4, 1, 0, 6, 4, 4, 1, 0, 0, 0, 1], "not_finite": 0}, {"left": 0.7027246356010437, "name": "gates/reset", "right": 0.7569560408592224, "counts": [1, 7, 3, 7, 7, 12, 12, 29, 44, 40, 37, 72, 104, 101, 106, 136, 91, 82, 79, 53, 61, 36, 28, 21, 19, 5, 16, 15, 31, 25], "not_finite": 0}, {"left": 0.7074612975120544, "name": "gates/update", "right": 0.7489904761314392, "counts": [1, 1, 3, 6, 2, 12, 7, 19, 31, 53, 70, 54, 60, 56, 99, 119, 104, 87, 82, 42, 41, 58, 86, 42, 55, 35, 36, 10, 5, 4], "not_finite": 0}, {"left": -0.1321500688791275, "name": "gates/candidate", "right": 0.1054057776927948, "counts": [9, 11, 28, 16, 5, 7, 7, 19, 17, 35, 49, 42, 61, 82, 96, 78, 82, 91, 99, 118, 76, 73, 41, 41, 33, 23, 23, 8, 6, 4], "not_finite": 0}, {"left": -0.0021268760319799185, "name": "gradients/embedding", "right": 0.0006858087726868689, "counts": [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 5, 3, 7, 24, 73, 148, 82, 19, 3, 3, 1, 3, 1], "not_finite": 0}, {"left": -0.0005467018345370889, "name": "gradients/rnn/input_weights", "right": 0.0005926889716647565, "counts": [1, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 4, 1, 1, 30, 5, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], "not_finite": 0}, {"left": -0.000005502176918525947, "name": "gradients/rnn/gate_weights", "right": 0.0000013906278581998777, "counts": [1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 1, 0, 0, 1, 2, 1, 0, 13, 6, 3, 0, 0, 0, 1], "not_finite": 0}, {"left": -0.00005221511673880741, "name": "gradients/rnn/candidate_weights", "right": 0.00005996591062285006, "counts": [1, 2, 0, 1, 0, 2, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 2, 0, 0, 2, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1], "not_finite": 0}, {"left": -0.005894215777516365, "name": "gradients/rnn/bias", "right": 0.008817007765173912, "counts": [1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], "not_finite": 0}, {"left": -0.0002670880639925599, "name": "gradients/hidden/weights", "right": 0.00035695446422323585, "counts": [2, 0, 0, 0, 0, 1, 0, 2, 1, 0, 0, 2, 0, 1, 2, 1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1], "not_finite": 0}, {"left": -0.009987860918045044, "name": "gradients/hidden/bias", "right": 0.007677819114178419, "counts": [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1], "not_finite": 0}, {"left": -0.0024554100818932056, "name": "gradients/output/weights", "right": 0.0010373173281550407, "counts": [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 1, 2, 3, 4, 3, 12, 20, 77, 114, 63, 12, 5, 1, 0, 2, 0, 1], "not_finite": 0}, {"left": -0.07015567272901535, "name": "gradients/output/bias", "right": 0.0369010828435421, "counts": [1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 15, 0, 6, 1, 2, 3, 30, 13, 5, 0, 1, 0, 0, 0, 1], "not_finite": 0}, {"left": -0.10570491850376129, "name": "weights/embedding", "right": 0.19614681601524353, "counts": [17, 48, 34, 37, 35, 32, 45, 41, 42, 49, 47, 38, 27, 45, 44, 39, 39, 49, 38, 31, 24, 1, 0, 1, 0, 0, 0, 0, 0, 1], "not_finite": 0}, {"left": -0.6578441858291626, "name": "weights/rnn/input_weights", "right": 0.6387418508529663, "counts": [2, 0, 0, 2, 0, 1, 3, 3, 0, 0, 3, 0, 3, 1, 2, 3, 3, 1, 4, 1, 4, 1, 3, 1, 2, 0, 0, 1, 2, 2], "not_finite": 0}, {"left": -0.45004117488861084, "name": "weights/rnn/gate_weights", "right": 0.6291084885597229, "counts": [1, 2, 1, 1, 0, 0, 1, 0, 2, 3, 2, 2, 0, 2, 0, 1, 2, 1, 2, 1, 2, 1, 1, 0, 1, 0, 0, 1, 1, 1], "not_finite": 0}, {"left": -0.5082095861434937, "name": "weights/rnn/candidate_weights", "right": 0.5400452017784119, "counts": [1, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 0, 0, 1, 2, 1, 1, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 2], "not_finite": 0}, {"left": -0.008193410001695156, "name": "weights/rnn/bias", "right": 1.0000666379928589, "counts": [4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8], "not_finite": 0}, {"left": -0.8827311396598816, "name": "weights/hidden/weights", "right": 0.37951043248176575, "counts": [1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 2, 2, 1, 0, 0, 0, 0, 2, 0, 1, 2], "not_finite": 0}, {"left": -0.01067332737147808, "name": "weights/hidden/bias", "right": 0.010079561732709408, "counts": [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 1], "not_finite": 0}, {"left": -0.12199980020523071, "name": "weights/output/weights", "right": 0.18314668536186218, "counts": [1, 0, 10, 10, 28, 25, 45, 35, 49, 57, 59, 61, 75, 72, 59, 52, 57, 40, 23, 15, 19, 10, 1, 0, 0, 0, 0, 0, 0, 1], "not_finite": 0}, {"left": -7.895589828491211, "name": "weights/output/bias", "right": -1.640809178352356, "counts": [1, 1, 5, 33, 28, 25, 18, 20, 10, 10, 13, 6, 3, 4, 4, 4, 4, 1, 1, 3, 1, 1, 0, 2, 1, 1, 0, 0, 0, 1], "not_finite": 0}]}', '2026-11-29 21:55:14.937156+00');
INSERT INTO public.summaries VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 1110, '{"texts": [{"name": "sample", "text": "**Start:** who had come down by …\n\n**Likeliest words:** … &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; …\n\n**Temperature 0.8:** … table &lt;unk&gt; the come &lt;unk&gt;. &lt;unk&gt; his he for,, &lt;unk&gt; &lt;unk&gt;\" that me &lt;unk&gt; upon it a what we, &lt;unk&gt; &lt;unk&gt;? in two is light &lt;unk&gt; &lt;unk&gt; a &lt;unk&gt; he, have. &lt;unk&gt; …"}], "histograms": []}', '2026-11-29 21:55:15.263841+00');
INSERT INTO public.summaries VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 555, '{"texts": [{"name": "sample", "text": "**Start:** who had come down by …\n\n**Likeliest words:** … &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; …\n\n**Temperature 0.8:** … a\" of mr\" and &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt;. out &lt;unk&gt; i. a &lt;unk&gt; have but &lt;unk&gt;. the and but &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; that his, &lt;unk&gt; &lt;unk&gt;.. &lt;unk&gt; was i. it of …"}], "histograms": []}', '2026-11-29 21:55:18.288289+00');
INSERT INTO public.summaries VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 1000, '{"texts": [], "histograms": [{"left": -0.10559730976819992, "name": "outputs/embedding", "right": 0.19595220685005188, "counts": [97, 52, 49, 39, 23, 27, 99, 86, 63, 89, 38, 72, 37, 72, 70, 50, 36, 39, 28, 55, 41, 2, 0, 58, 0, 0, 0, 0, 0, 58], "not_finite": 0}, {"left": -0.06592055410146713, "name": "outputs/rnn", "right": 0.056808073073625565, "counts": [2, 2, 4, 4, 5, 6, 13, 13, 20, 32, 40, 51, 82, 112, 127, 151, 144, 118, 114, 64, 55, 35, 32, 26, 13, 6, 2, 3, 3, 1], "not_finite": 0}, {"left": -0.030299626290798187, "name": "outputs/hidden", "right": 0.06681976467370987, "counts": [4, 4, 3, 11, 10, 12, 14, 19, 16, 13, 12, 24, 28, 25, 15, 7, 4, 6, 8, 4, 1, 0, 6, 4, 4, 1, 0, 0, 0, 1], "not_finite": 0}, {"left": 0.7027246356010437, "name": "gates/reset", "right": 0.7569560408592224, "counts": [1, 7, 3, 7, 7, 12, 12, 29, 44, 40, 37, 72, 104, 101, 106, 136, 91, 82, 79, 53, 61, 36, 28, 21, 19, 5, 16, 15, 31, 25], "not_finite": 0}, {"left": 0.7074612975120544, "name": "gates/update", "right": 0.7489904761314392, "counts": [1, 1, 3, 6, 2, 12, 7, 19, 31, 53, 70, 54, 60, 56, 99, 119, 104, 87, 82, 42, 41, 58, 86, 42, 55, 35, 36, 10, 5, 4], "not_finite": 0}, {"left": -0.1321500688791275, "name": "gates/candidate", "right": 0.1054057776927948, "counts": [9, 11, 28, 16, 5, 7, 7, 19, 17, 35, 49, 42, 61, 82, 96, 78, 82, 91, 99, 118, 76, 73, 41, 41, 33, 23, 23, 8, 6, 4], "not_finite": 0}, {"left": -0.0021268760319799185, "name": "gradients/embedding", "right": 0.0006858087726868689, "counts": [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 5, 3, 7, 24, 73, 148, 82, 19, 3, 3, 1, 3, 1], "not_finite": 0}, {"left": -0.0005467018345370889, "name": "gradients/rnn/input_weights", "right": 0.0005926889716647565, "counts": [1, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 4, 1, 1, 30, 5, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], "not_finite": 0}, {"left": -0.000005502176918525947, "name": "gradients/rnn/gate_weights", "right": 0.0000013906278581998777, "counts": [1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 1, 0, 0, 1, 2, 1, 0, 13, 6, 3, 0, 0, 0, 1], "not_finite": 0}, {"left": -0.00005221511673880741, "name": "gradients/rnn/candidate_weights", "right": 0.00005996591062285006, "counts": [1, 2, 0, 1, 0, 2, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 2, 0, 0, 2, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1], "not_finite": 0}, {"left": -0.005894215777516365, "name": "gradients/rnn/bias", "right": 0.008817007765173912, "counts": [1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], "not_finite": 0}, {"left": -0.0002670880639925599, "name": "gradients/hidden/weights", "right": 0.00035695446422323585, "counts": [2, 0, 0, 0, 0, 1, 0, 2, 1, 0, 0, 2, 0, 1, 2, 1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1], "not_finite": 0}, {"left": -0.009987860918045044, "name": "gradients/hidden/bias", "right": 0.007677819114178419, "counts": [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1], "not_finite": 0}, {"left": -0.0024554100818932056, "name": "gradients/output/weights", "right": 0.0010373173281550407, "counts": [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 1, 2, 3, 4, 3, 12, 20, 77, 114, 63, 12, 5, 1, 0, 2, 0, 1], "not_finite": 0}, {"left": -0.07015567272901535, "name": "gradients/output/bias", "right": 0.0369010828435421, "counts": [1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 15, 0, 6, 1, 2, 3, 30, 13, 5, 0, 1, 0, 0, 0, 1], "not_finite": 0}, {"left": -0.10570491850376129, "name": "weights/embedding", "right": 0.19614681601524353, "counts": [17, 48, 34, 37, 35, 32, 45, 41, 42, 49, 47, 38, 27, 45, 44, 39, 39, 49, 38, 31, 24, 1, 0, 1, 0, 0, 0, 0, 0, 1], "not_finite": 0}, {"left": -0.6578441858291626, "name": "weights/rnn/input_weights", "right": 0.6387418508529663, "counts": [2, 0, 0, 2, 0, 1, 3, 3, 0, 0, 3, 0, 3, 1, 2, 3, 3, 1, 4, 1, 4, 1, 3, 1, 2, 0, 0, 1, 2, 2], "not_finite": 0}, {"left": -0.45004117488861084, "name": "weights/rnn/gate_weights", "right": 0.6291084885597229, "counts": [1, 2, 1, 1, 0, 0, 1, 0, 2, 3, 2, 2, 0, 2, 0, 1, 2, 1, 2, 1, 2, 1, 1, 0, 1, 0, 0, 1, 1, 1], "not_finite": 0}, {"left": -0.5082095861434937, "name": "weights/rnn/candidate_weights", "right": 0.5400452017784119, "counts": [1, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 0, 0, 1, 2, 1, 1, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 2], "not_finite": 0}, {"left": -0.008193410001695156, "name": "weights/rnn/bias", "right": 1.0000666379928589, "counts": [4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8], "not_finite": 0}, {"left": -0.8827311396598816, "name": "weights/hidden/weights", "right": 0.37951043248176575, "counts": [1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 2, 2, 1, 0, 0, 0, 0, 2, 0, 1, 2], "not_finite": 0}, {"left": -0.01067332737147808, "name": "weights/hidden/bias", "right": 0.010079561732709408, "counts": [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 1], "not_finite": 0}, {"left": -0.12199980020523071, "name": "weights/output/weights", "right": 0.18314668536186218, "counts": [1, 0, 10, 10, 28, 25, 45, 35, 49, 57, 59, 61, 75, 72, 59, 52, 57, 40, 23, 15, 19, 10, 1, 0, 0, 0, 0, 0, 0, 1], "not_finite": 0}, {"left": -7.895589828491211, "name": "weights/output/bias", "right": -1.640809178352356, "counts": [1, 1, 5, 33, 28, 25, 18, 20, 10, 10, 13, 6, 3, 4, 4, 4, 4, 1, 1, 3, 1, 1, 0, 2, 1, 1, 0, 0, 0, 1], "not_finite": 0}]}', '2026-11-29 21:55:20.171056+00');
INSERT INTO public.summaries VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 1110, '{"texts": [{"name": "sample", "text": "**Start:** who had come down by …\n\n**Likeliest words:** … &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; …\n\n**Temperature 0.8:** … table &lt;unk&gt; the come &lt;unk&gt;. &lt;unk&gt; his he for,, &lt;unk&gt; &lt;unk&gt;\" that me &lt;unk&gt; upon it a what we, &lt;unk&gt; &lt;unk&gt;? in two is light &lt;unk&gt; &lt;unk&gt; a &lt;unk&gt; he, have. &lt;unk&gt; …"}], "histograms": []}', '2026-11-29 21:55:20.768679+00');
INSERT INTO public.summaries VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 3, 555, '{"texts": [{"name": "sample", "text": "**Start:** who had come down by …\n\n**Likeliest words:** … &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; …\n\n**Temperature 0.8:** … &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; …"}], "histograms": []}', '2026-11-29 21:55:24.664548+00');
INSERT INTO public.summaries VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 4, 555, '{"texts": [{"name": "sample", "text": "**Start:** who had come down by …\n\n**Likeliest words:** … &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; …\n\n**Temperature 0.8:** … &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; …"}], "histograms": []}', '2026-11-29 21:55:27.963385+00');
INSERT INTO public.summaries VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 555, '{"texts": [{"name": "sample", "text": "**Start:** who had come down by …\n\n**Likeliest words:** … &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; …\n\n**Temperature 0.8:** … a\" of mr\" and &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt;. out &lt;unk&gt; i. a &lt;unk&gt; have but &lt;unk&gt;. the and but &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; that his, &lt;unk&gt; &lt;unk&gt;.. &lt;unk&gt; was i. it of …"}], "histograms": []}', '2026-11-29 21:55:41.946492+00');
INSERT INTO public.summaries VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 4440, '{"texts": [{"name": "sample", "text": "**Start:** who had come down by …\n\n**Likeliest words:** … &lt;unk&gt;.\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\" …\n\n**Temperature 0.8:** … &lt;unk&gt;? why &lt;unk&gt; a &lt;unk&gt;, &lt;unk&gt; him? the this &lt;unk&gt;,\" they not &lt;unk&gt;? is &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt;. and is the &lt;unk&gt; did &lt;unk&gt;. said his &lt;unk&gt; and he &lt;unk&gt; go. …"}], "histograms": []}', '2026-11-29 21:55:58.098005+00');
INSERT INTO public.summaries VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 1110, '{"texts": [{"name": "sample", "text": "**Start:** who had come down by …\n\n**Likeliest words:** … &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; …\n\n**Temperature 0.8:** … table &lt;unk&gt; the come &lt;unk&gt;. &lt;unk&gt; his he for,, &lt;unk&gt; &lt;unk&gt;\" that me &lt;unk&gt; upon it a what we, &lt;unk&gt; &lt;unk&gt;? in two is light &lt;unk&gt; &lt;unk&gt; a &lt;unk&gt; he, have. &lt;unk&gt; …"}], "histograms": []}', '2026-11-29 21:55:44.113869+00');
INSERT INTO public.summaries VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 2220, '{"texts": [{"name": "sample", "text": "**Start:** who had come down by …\n\n**Likeliest words:** … &lt;unk&gt; &lt;unk&gt;.\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\" …\n\n**Temperature 0.8:** … i &lt;unk&gt; at with &lt;unk&gt;. i was &lt;unk&gt;. there &lt;unk&gt; &lt;unk&gt;. i &lt;unk&gt; &lt;unk&gt; upon,\" and\" &lt;unk&gt;. i and and she,\" i my &lt;unk&gt; my &lt;unk&gt; at &lt;unk&gt; it? he …"}], "histograms": []}', '2026-11-29 21:55:49.875054+00');
INSERT INTO public.summaries VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 3885, '{"texts": [{"name": "sample", "text": "**Start:** who had come down by …\n\n**Likeliest words:** … &lt;unk&gt;.\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\" …\n\n**Temperature 0.8:** … the &lt;unk&gt;, and good &lt;unk&gt; back. and where had her &lt;unk&gt;. &lt;unk&gt;. bag morning,\" it the the in the end.\" and i &lt;unk&gt; upon &lt;unk&gt; to his &lt;unk&gt;.\"\"\" …"}], "histograms": []}', '2026-11-29 21:55:54.820822+00');
INSERT INTO public.summaries VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 1665, '{"texts": [{"name": "sample", "text": "**Start:** who had come down by …\n\n**Likeliest words:** … &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; &lt;unk&gt; …\n\n**Temperature 0.8:** … , and the are &lt;unk&gt; him. i then. &lt;unk&gt; &lt;unk&gt; &lt;unk&gt;\" and. &lt;unk&gt;. and i the, &lt;unk&gt; did. the\"\" he told pell &lt;unk&gt; &lt;unk&gt;. and you at was., …"}], "histograms": []}', '2026-11-29 21:55:47.54833+00');
INSERT INTO public.summaries VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 2775, '{"texts": [{"name": "sample", "text": "**Start:** who had come down by …\n\n**Likeliest words:** … &lt;unk&gt;.\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\" …\n\n**Temperature 0.8:** … was not it &lt;unk&gt;, then and a &lt;unk&gt; &lt;unk&gt;. and\" not &lt;unk&gt; up you &lt;unk&gt;, he know his &lt;unk&gt;.\" and on &lt;unk&gt;,\" &lt;unk&gt;. and you &lt;unk&gt; you would &lt;unk&gt;. and …"}], "histograms": []}', '2026-11-29 21:55:50.529613+00');
INSERT INTO public.summaries VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 3330, '{"texts": [{"name": "sample", "text": "**Start:** who had come down by …\n\n**Likeliest words:** … &lt;unk&gt;.\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\" …\n\n**Temperature 0.8:** … &lt;unk&gt;, it found the &lt;unk&gt; as would the the had in &lt;unk&gt; &lt;unk&gt; fire, a &lt;unk&gt; &lt;unk&gt; &lt;unk&gt;, i &lt;unk&gt;. &lt;unk&gt; &lt;unk&gt;, what under &lt;unk&gt; so &lt;unk&gt;, &lt;unk&gt;,\"\" he he was …"}], "histograms": []}', '2026-11-29 21:55:52.647875+00');
INSERT INTO public.sweeps VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 'old', 'old', 'Completed', 'sample', 'val/loss', 'Minimize', '{"axes": [{"name": "learning_rate", "values": ["0.05", "1E+30"]}, {"name": "clip_norm", "values": ["none", "1"]}], "name": "old", "seeds": [1], "trial": {"cell": "gru", "model": "rnn", "epochs": 2, "targets": "last", "momentum": 0.8, "rnn_size": 4, "clip_norm": null, "optimizer": "momentum", "precision": "float32", "batch_size": 64, "hidden_size": 4, "learning_rate": 0.05, "embedding_size": 4, "initialization": "scaled", "max_histograms": 1, "sequence_length": 5, "vocabulary_size": 200, "negative_samples": 64, "summary_interval": 500, "validation_fraction": 0.1}, "claims": [], "corpus": "sample", "objective": {"goal": "Minimize", "metric": "val/loss"}}', 0, '2026-11-29 21:55:09.947214+00', '2026-11-29 21:55:28.004105+00');
INSERT INTO public.sweeps VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 'stopped', 'stopped', 'Running', 'sample', 'val/loss', 'Minimize', '{"axes": [{"name": "learning_rate", "values": ["0.05"]}, {"name": "clip_norm", "values": ["none", "1"]}], "name": "stopped", "seeds": [1], "trial": {"cell": "gru", "model": "rnn", "epochs": 60, "targets": "last", "momentum": 0.8, "rnn_size": 4, "clip_norm": null, "optimizer": "momentum", "precision": "float32", "batch_size": 64, "hidden_size": 4, "learning_rate": 0.05, "embedding_size": 4, "initialization": "scaled", "max_histograms": 1, "sequence_length": 5, "vocabulary_size": 200, "negative_samples": 64, "summary_interval": 500, "validation_fraction": 0.1}, "claims": [], "corpus": "sample", "objective": {"goal": "Minimize", "metric": "val/loss"}}', 0, '2026-11-29 21:55:40.372428+00', NULL);
INSERT INTO public.trials VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 1, 'Completed', '{"cell": "gru", "model": "rnn", "epochs": 2, "targets": "last", "momentum": 0.8, "rnn_size": 4, "clip_norm": null, "optimizer": "momentum", "precision": "float32", "batch_size": 64, "hidden_size": 4, "learning_rate": 0.05, "embedding_size": 4, "initialization": "scaled", "max_histograms": 1, "sequence_length": 5, "vocabulary_size": 200, "negative_samples": 64, "summary_interval": 500, "validation_fraction": 0.1}', '14a6d5e3d89d7ac8401937ca62ba2849c574eb8497468910fb916120785f11b2', 1, 1, 0, 4.022643752470762, 555, 4.035482356925765, 1110, '{"epoch": 2, "val/nce": 4.27586084950663, "val/loss": 4.035482356925765, "train/loss": 4.2658851125023585, "train/loss_20": 4.177086663246155, "val/perplexity": 56.57020068643053, "text/distinct_2": 0.005025125628140703, "train/grad_norm": 0.11870474368333817, "text/longest_repeat": 199, "perf/steps_per_second": 545.3522355723347}', 1110, 1110, 1110, 2, 4.729724599999999, '2026-11-29 21:55:15.468014+00', '1462419812b63143a93e0ea0664ecddffa7ad858f2bdc3d641ed450689cdf71d', NULL, 'silo-34449', 1, false, '2026-11-29 21:55:10.738293+00', '2026-11-29 21:55:15.468014+00');
INSERT INTO public.trials VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 2, 'Completed', '{"cell": "gru", "model": "rnn", "epochs": 2, "targets": "last", "momentum": 0.8, "rnn_size": 4, "clip_norm": 1, "optimizer": "momentum", "precision": "float32", "batch_size": 64, "hidden_size": 4, "learning_rate": 0.05, "embedding_size": 4, "initialization": "scaled", "max_histograms": 1, "sequence_length": 5, "vocabulary_size": 200, "negative_samples": 64, "summary_interval": 500, "validation_fraction": 0.1}', '8f6a08b34deb4a55a910400aef7cfd37b764d4fba26aeb5d7c95c5e2aee0d9b5', 1, 1, 0, 4.022643752470762, 555, 4.035482356925765, 1110, '{"epoch": 2, "val/nce": 4.27586084950663, "val/loss": 4.035482356925765, "train/loss": 4.2658851125023585, "train/loss_20": 4.177086663246155, "val/perplexity": 56.57020068643053, "text/distinct_2": 0.005025125628140703, "train/grad_norm": 0.11870474368333817, "text/longest_repeat": 199, "perf/steps_per_second": 305.59095317429825}', 1110, 1110, 1110, 2, 5.281523399999999, '2026-11-29 21:55:20.827111+00', '1462419812b63143a93e0ea0664ecddffa7ad858f2bdc3d641ed450689cdf71d', NULL, 'silo-34449', 1, false, '2026-11-29 21:55:15.545591+00', '2026-11-29 21:55:20.827111+00');
INSERT INTO public.trials VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 3, 'Diverged', '{"cell": "gru", "model": "rnn", "epochs": 2, "targets": "last", "momentum": 0.8, "rnn_size": 4, "clip_norm": null, "optimizer": "momentum", "precision": "float32", "batch_size": 64, "hidden_size": 4, "learning_rate": 1000000000000000000000000000000, "embedding_size": 4, "initialization": "scaled", "max_histograms": 1, "sequence_length": 5, "vocabulary_size": 200, "negative_samples": 64, "summary_interval": 500, "validation_fraction": 0.1}', 'fc13a765df3b31fc01d2ece08c87ae65af691534dbafc1ae6ab4155fd65a26ff', 1, 1, 0, 1.1121347006508543e+31, 555, 1.1121347006508543e+31, 555, '{"epoch": 1, "val/nce": 7078345952779226000000000000000, "val/loss": 11121347006508543000000000000000, "train/loss": 8969990401062255000000000000000, "train/loss_20": 8737730902193574000000000000000, "val/perplexity": "Infinity", "train/grad_norm": 0.3983609080314636, "perf/steps_per_second": 390.8162445969654}', 555, 555, 1110, 1, 3.8435533000000004, '2026-11-29 21:55:24.676965+00', NULL, 'val/perplexity became Infinity at step 555.', 'silo-34449', 1, false, '2026-11-29 21:55:20.833414+00', '2026-11-29 21:55:24.676965+00');
INSERT INTO public.trials VALUES ('01a2294d-dedb-7005-a339-e70f5f154dcb', 4, 'Diverged', '{"cell": "gru", "model": "rnn", "epochs": 2, "targets": "last", "momentum": 0.8, "rnn_size": 4, "clip_norm": 1, "optimizer": "momentum", "precision": "float32", "batch_size": 64, "hidden_size": 4, "learning_rate": 1000000000000000000000000000000, "embedding_size": 4, "initialization": "scaled", "max_histograms": 1, "sequence_length": 5, "vocabulary_size": 200, "negative_samples": 64, "summary_interval": 500, "validation_fraction": 0.1}', '6d176c37a05734e1c40e8f9695578246bdbe52ce64bc0ec1131605e81834b676', 1, 1, 0, 9.131920187726951e+30, 555, 9.131920187726951e+30, 555, '{"epoch": 1, "val/nce": 3200527415996706000000000000000, "val/loss": 9131920187726951000000000000000, "train/loss": 3113503900541747300000000000000, "train/loss_20": 2868661248510441300000000000000, "val/perplexity": "Infinity", "train/grad_norm": 3.1824791431427, "perf/steps_per_second": 166.99311290040015}', 555, 555, 1110, 1, 3.3000999999999996, '2026-11-29 21:55:27.986901+00', NULL, 'val/perplexity became Infinity at step 555.', 'silo-34449', 1, false, '2026-11-29 21:55:24.686804+00', '2026-11-29 21:55:27.986901+00');
INSERT INTO public.trials VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 1, 'Pending', '{"cell": "gru", "model": "rnn", "epochs": 60, "targets": "last", "momentum": 0.8, "rnn_size": 4, "clip_norm": null, "optimizer": "momentum", "precision": "float32", "batch_size": 64, "hidden_size": 4, "learning_rate": 0.05, "embedding_size": 4, "initialization": "scaled", "max_histograms": 1, "sequence_length": 5, "vocabulary_size": 200, "negative_samples": 64, "summary_interval": 500, "validation_fraction": 0.1}', '1b8e9cb300a5972116fcfb95ac2a01053a7551be923bbcc7b2b2fad16a201ca6', 1, 1, 0, 3.573016608167507, 4440, 3.573016608167507, 4440, '{"epoch": 8, "val/nce": 3.865357225070258, "val/loss": 3.573016608167507, "train/loss": 3.8726428866386415, "train/loss_20": 3.8416181683540342, "val/perplexity": 35.623894558392166, "train/grad_norm": 0.9593248963356018, "perf/steps_per_second": 308.8640905342422}', 4500, 4500, 33300, 8, 18.287723200000002, '2026-11-29 21:55:58.694125+00', NULL, NULL, 'silo-34449', 1, true, '2026-11-29 21:55:40.406414+00', NULL);
INSERT INTO public.trials VALUES ('01a2294e-6d7d-702c-9fde-f5148341b1a3', 2, 'Paused', '{"cell": "gru", "model": "rnn", "epochs": 60, "targets": "last", "momentum": 0.8, "rnn_size": 4, "clip_norm": 1, "optimizer": "momentum", "precision": "float32", "batch_size": 64, "hidden_size": 4, "learning_rate": 0.05, "embedding_size": 4, "initialization": "scaled", "max_histograms": 1, "sequence_length": 5, "vocabulary_size": 200, "negative_samples": 64, "summary_interval": 500, "validation_fraction": 0.1}', 'f5c21e3b43efadfce258e53a6ec8744b221ab516b795c1e04d85d743cd22f22c', 1, 0, 0, NULL, NULL, NULL, NULL, '{}', 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL);
SELECT pg_catalog.setval('public.events_id_seq', 13, true);
ALTER TABLE ONLY orleans.members
    ADD CONSTRAINT "PK_members" PRIMARY KEY (cluster_id, address);
ALTER TABLE ONLY orleans.membership_versions
    ADD CONSTRAINT "PK_membership_versions" PRIMARY KEY (cluster_id);
ALTER TABLE ONLY orleans.reminders
    ADD CONSTRAINT "PK_reminders" PRIMARY KEY (service_id, grain_id, name);
ALTER TABLE ONLY public."__EFMigrationsHistory"
    ADD CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY ("MigrationId");
ALTER TABLE ONLY public.attempts
    ADD CONSTRAINT "PK_attempts" PRIMARY KEY (sweep_id, trial, number);
ALTER TABLE ONLY public.checkpoint_parts
    ADD CONSTRAINT "PK_checkpoint_parts" PRIMARY KEY (sweep_id, trial, step, part);
ALTER TABLE ONLY public.checkpoints
    ADD CONSTRAINT "PK_checkpoints" PRIMARY KEY (sweep_id, trial, step);
ALTER TABLE ONLY public.events
    ADD CONSTRAINT "PK_events" PRIMARY KEY (id);
ALTER TABLE ONLY public.metrics
    ADD CONSTRAINT "PK_metrics" PRIMARY KEY (sweep_id, trial, step, metric);
ALTER TABLE ONLY public.requests
    ADD CONSTRAINT "PK_requests" PRIMARY KEY (id);
ALTER TABLE ONLY public.summaries
    ADD CONSTRAINT "PK_summaries" PRIMARY KEY (sweep_id, trial, step);
ALTER TABLE ONLY public.sweeps
    ADD CONSTRAINT "PK_sweeps" PRIMARY KEY (id);
ALTER TABLE ONLY public.trials
    ADD CONSTRAINT "PK_trials" PRIMARY KEY (sweep_id, number);
CREATE INDEX "IX_reminders_service_id_grain_hash" ON orleans.reminders USING btree (service_id, grain_hash);
CREATE INDEX "IX_events_sweep_id_id" ON public.events USING btree (sweep_id, id);
CREATE INDEX "IX_events_time_id" ON public.events USING btree ("time", id);
CREATE INDEX "IX_metrics_epoch" ON public.metrics USING btree (sweep_id, trial, step) WHERE (metric = 'epoch'::text);
CREATE INDEX "IX_requests_sweep_id" ON public.requests USING btree (sweep_id);
CREATE UNIQUE INDEX "IX_sweeps_folder" ON public.sweeps USING btree (folder);
CREATE INDEX "IX_trials_pending" ON public.trials USING btree (sweep_id, number) WHERE (status = 'Pending'::text);
CREATE INDEX "IX_trials_running" ON public.trials USING btree (silo, slot) WHERE (status = 'Running'::text);
CREATE UNIQUE INDEX "IX_trials_sweep_id_cell_hash_seed" ON public.trials USING btree (sweep_id, cell_hash, seed);
CREATE INDEX "IX_trials_sweep_id_status" ON public.trials USING btree (sweep_id, status);
ALTER TABLE ONLY public.attempts
    ADD CONSTRAINT "FK_attempts_trials_sweep_id_trial" FOREIGN KEY (sweep_id, trial) REFERENCES public.trials(sweep_id, number) ON DELETE CASCADE;
ALTER TABLE ONLY public.checkpoint_parts
    ADD CONSTRAINT "FK_checkpoint_parts_checkpoints_sweep_id_trial_step" FOREIGN KEY (sweep_id, trial, step) REFERENCES public.checkpoints(sweep_id, trial, step) ON DELETE CASCADE;
ALTER TABLE ONLY public.checkpoints
    ADD CONSTRAINT "FK_checkpoints_trials_sweep_id_trial" FOREIGN KEY (sweep_id, trial) REFERENCES public.trials(sweep_id, number) ON DELETE CASCADE;
ALTER TABLE ONLY public.events
    ADD CONSTRAINT "FK_events_sweeps_sweep_id" FOREIGN KEY (sweep_id) REFERENCES public.sweeps(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.requests
    ADD CONSTRAINT "FK_requests_sweeps_sweep_id" FOREIGN KEY (sweep_id) REFERENCES public.sweeps(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.trials
    ADD CONSTRAINT "FK_trials_sweeps_sweep_id" FOREIGN KEY (sweep_id) REFERENCES public.sweeps(id) ON DELETE CASCADE;
