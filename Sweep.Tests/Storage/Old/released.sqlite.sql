-- A database of release 0.1.0 with two sweeps, as SQLite's shell dumps it: one that is done, and one that was stopped.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY,
    "Timestamp" TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);
INSERT INTO __EFMigrationsHistory VALUES('20261123200123_Initial','10.0.11');
INSERT INTO __EFMigrationsHistory VALUES('20261123200201_Views','10.0.11');
INSERT INTO __EFMigrationsHistory VALUES('20261123223829_Cluster','10.0.11');
INSERT INTO __EFMigrationsHistory VALUES('20261123224426_ClusterViews','10.0.11');
INSERT INTO __EFMigrationsHistory VALUES('20261123225813_RequestAnswers','10.0.11');
INSERT INTO __EFMigrationsHistory VALUES('20261124020123_Summaries','10.0.11');
INSERT INTO __EFMigrationsHistory VALUES('20261124033001_EventTimes','10.0.11');
CREATE TABLE IF NOT EXISTS "sweeps" (
    "id" TEXT NOT NULL CONSTRAINT "PK_sweeps" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "folder" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "corpus" TEXT NOT NULL,
    "objective" TEXT NOT NULL,
    "goal" TEXT NOT NULL,
    "spec" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "finished_at" TEXT NULL
, "priority" INTEGER NOT NULL DEFAULT 0);
INSERT INTO sweeps VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C','old','old','Completed','sample','val/loss','Minimize','{"name":"old","corpus":"sample","objective":{"metric":"val/loss","goal":"Minimize"},"seeds":[1],"trial":{"initialization":"scaled","targets":"last","cell":"gru","embedding_size":4,"rnn_size":4,"hidden_size":4,"sequence_length":5,"batch_size":64,"optimizer":"momentum","learning_rate":0.05,"momentum":0.8,"clip_norm":null,"negative_samples":64,"epochs":2,"vocabulary_size":200,"validation_fraction":0.1,"summary_interval":500,"precision":"float32","max_histograms":1,"model":"rnn"},"axes":[{"name":"learning_rate","values":["0.05","1E\u002B30"]},{"name":"clip_norm","values":["none","1"]}],"claims":[]}','2026-11-29T21:23:43.464691Z','2026-11-29T21:24:09.336506Z',0);
INSERT INTO sweeps VALUES('01A2293F-A6B4-753D-91DB-9914B67A05BD','stopped','stopped','Paused','sample','val/loss','Minimize','{"name":"stopped","corpus":"sample","objective":{"metric":"val/loss","goal":"Minimize"},"seeds":[1],"trial":{"initialization":"scaled","targets":"last","cell":"gru","embedding_size":4,"rnn_size":4,"hidden_size":4,"sequence_length":5,"batch_size":64,"optimizer":"momentum","learning_rate":0.05,"momentum":0.8,"clip_norm":null,"negative_samples":64,"epochs":60,"vocabulary_size":200,"validation_fraction":0.1,"summary_interval":500,"precision":"float32","max_histograms":1,"model":"rnn"},"axes":[{"name":"learning_rate","values":["0.05"]},{"name":"clip_norm","values":["none","1"]}],"claims":[]}','2026-11-29T21:39:30.105421Z',NULL,0);
CREATE TABLE IF NOT EXISTS "events" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_events" PRIMARY KEY AUTOINCREMENT,
    "time" TEXT NOT NULL,
    "sweep_id" TEXT NOT NULL,
    "trial" INTEGER NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NULL,
    CONSTRAINT "FK_events_sweeps_sweep_id" FOREIGN KEY ("sweep_id") REFERENCES "sweeps" ("id") ON DELETE CASCADE
);
INSERT INTO events VALUES(1,'2026-11-29T21:23:43.464691Z','01A22931-18B2-7995-9849-D3FBC4F6594C',NULL,'Submitted','old');
INSERT INTO events VALUES(2,'2026-11-29T21:23:45.196513Z','01A22931-18B2-7995-9849-D3FBC4F6594C',1,'Claimed','attempt 1 on Silo_9df73');
INSERT INTO events VALUES(3,'2026-11-29T21:23:58.175103Z','01A22931-18B2-7995-9849-D3FBC4F6594C',1,'Completed',NULL);
INSERT INTO events VALUES(4,'2026-11-29T21:23:58.351125Z','01A22931-18B2-7995-9849-D3FBC4F6594C',2,'Claimed','attempt 1 on Silo_9df73');
INSERT INTO events VALUES(5,'2026-11-29T21:24:05.092626Z','01A22931-18B2-7995-9849-D3FBC4F6594C',2,'Completed',NULL);
INSERT INTO events VALUES(6,'2026-11-29T21:24:05.124213Z','01A22931-18B2-7995-9849-D3FBC4F6594C',3,'Claimed','attempt 1 on Silo_9df73');
INSERT INTO events VALUES(7,'2026-11-29T21:24:07.369441Z','01A22931-18B2-7995-9849-D3FBC4F6594C',3,'Diverged','val/perplexity became Infinity at step 555.');
INSERT INTO events VALUES(8,'2026-11-29T21:24:07.378051Z','01A22931-18B2-7995-9849-D3FBC4F6594C',4,'Claimed','attempt 1 on Silo_9df73');
INSERT INTO events VALUES(9,'2026-11-29T21:24:09.310960Z','01A22931-18B2-7995-9849-D3FBC4F6594C',4,'Diverged','val/perplexity became Infinity at step 555.');
INSERT INTO events VALUES(15,'2026-11-29T21:39:30.105421Z','01A2293F-A6B4-753D-91DB-9914B67A05BD',NULL,'Submitted','stopped');
INSERT INTO events VALUES(16,'2026-11-29T21:39:31.819182Z','01A2293F-A6B4-753D-91DB-9914B67A05BD',1,'Claimed','attempt 1 on Silo_79cce');
INSERT INTO events VALUES(17,'2026-11-29T21:39:38.663447Z','01A2293F-A6B4-753D-91DB-9914B67A05BD',1,'HandedBack',NULL);
INSERT INTO events VALUES(18,'2026-11-29T21:39:39.073619Z','01A2293F-A6B4-753D-91DB-9914B67A05BD',NULL,'Paused',NULL);
CREATE TABLE IF NOT EXISTS "trials" (
    "sweep_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "hyperparameters" TEXT NOT NULL,
    "cell_hash" TEXT NOT NULL,
    "seed" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL,
    "failures" INTEGER NOT NULL,
    "best_value" REAL NULL,
    "best_step" INTEGER NULL,
    "last_value" REAL NULL,
    "last_step" INTEGER NULL,
    "latest" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "total_steps" INTEGER NOT NULL,
    "epoch" INTEGER NOT NULL,
    "seconds" REAL NOT NULL,
    "reported_at" TEXT NULL,
    "weights_hash" TEXT NULL,
    "reason" TEXT NULL,
    "silo" TEXT NULL,
    "started_at" TEXT NULL,
    "finished_at" TEXT NULL, "pause_requested" INTEGER NOT NULL DEFAULT 0, "slot" INTEGER NULL, "stored_step" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "PK_trials" PRIMARY KEY ("sweep_id", "number"),
    CONSTRAINT "FK_trials_sweeps_sweep_id" FOREIGN KEY ("sweep_id") REFERENCES "sweeps" ("id") ON DELETE CASCADE
);
INSERT INTO trials VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,'Completed','{"initialization":"scaled","targets":"last","cell":"gru","embedding_size":4,"rnn_size":4,"hidden_size":4,"sequence_length":5,"batch_size":64,"optimizer":"momentum","learning_rate":0.05,"momentum":0.8,"clip_norm":null,"negative_samples":64,"epochs":2,"vocabulary_size":200,"validation_fraction":0.1,"summary_interval":500,"precision":"float32","max_histograms":1,"model":"rnn"}','14a6d5e3d89d7ac8401937ca62ba2849c574eb8497468910fb916120785f11b2',1,1,0,4.0226437524707616688,555,4.0354823569257654014,1110,'{"val/loss":4.035482356925765,"perf/steps_per_second":137.20079935680263,"val/perplexity":56.57020068643053,"text/longest_repeat":199,"text/distinct_2":0.005025125628140703,"epoch":2,"train/loss":4.2658851125023585,"train/loss_20":4.177086663246155,"val/nce":4.27586084950663,"train/grad_norm":0.11870474368333817}',1110,1110,2,12.978599699999998406,'2026-11-29T21:23:58.175103Z','1462419812b63143a93e0ea0664ecddffa7ad858f2bdc3d641ed450689cdf71d',NULL,'Silo_9df73','2026-11-29T21:23:45.196513Z','2026-11-29T21:23:58.175103Z',0,1,1110);
INSERT INTO trials VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,'Completed','{"initialization":"scaled","targets":"last","cell":"gru","embedding_size":4,"rnn_size":4,"hidden_size":4,"sequence_length":5,"batch_size":64,"optimizer":"momentum","learning_rate":0.05,"momentum":0.8,"clip_norm":1,"negative_samples":64,"epochs":2,"vocabulary_size":200,"validation_fraction":0.1,"summary_interval":500,"precision":"float32","max_histograms":1,"model":"rnn"}','8f6a08b34deb4a55a910400aef7cfd37b764d4fba26aeb5d7c95c5e2aee0d9b5',1,1,0,4.0226437524707616688,555,4.0354823569257654014,1110,'{"val/loss":4.035482356925765,"perf/steps_per_second":188.74681210924047,"val/perplexity":56.57020068643053,"text/longest_repeat":199,"text/distinct_2":0.005025125628140703,"epoch":2,"train/loss":4.2658851125023585,"train/loss_20":4.177086663246155,"val/nce":4.27586084950663,"train/grad_norm":0.11870474368333817}',1110,1110,2,6.7415073000000003133,'2026-11-29T21:24:05.092626Z','1462419812b63143a93e0ea0664ecddffa7ad858f2bdc3d641ed450689cdf71d',NULL,'Silo_9df73','2026-11-29T21:23:58.351125Z','2026-11-29T21:24:05.092626Z',0,1,1110);
INSERT INTO trials VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',3,'Diverged','{"initialization":"scaled","targets":"last","cell":"gru","embedding_size":4,"rnn_size":4,"hidden_size":4,"sequence_length":5,"batch_size":64,"optimizer":"momentum","learning_rate":1E+30,"momentum":0.8,"clip_norm":null,"negative_samples":64,"epochs":2,"vocabulary_size":200,"validation_fraction":0.1,"summary_interval":500,"precision":"float32","max_histograms":1,"model":"rnn"}','fc13a765df3b31fc01d2ece08c87ae65af691534dbafc1ae6ab4155fd65a26ff',1,1,0,1.1121347006508542899e+31,555,1.1121347006508542899e+31,555,'{"val/loss":1.1121347006508543E+31,"perf/steps_per_second":379.33258156512625,"val/perplexity":"Infinity","epoch":1,"train/loss":8.969990401062255E+30,"train/loss_20":8.737730902193574E+30,"val/nce":7.078345952779226E+30,"train/grad_norm":0.3983609080314636}',555,1110,1,2.2452291000000004217,'2026-11-29T21:24:07.369441Z',NULL,'val/perplexity became Infinity at step 555.','Silo_9df73','2026-11-29T21:24:05.124213Z','2026-11-29T21:24:07.369441Z',0,1,555);
INSERT INTO trials VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',4,'Diverged','{"initialization":"scaled","targets":"last","cell":"gru","embedding_size":4,"rnn_size":4,"hidden_size":4,"sequence_length":5,"batch_size":64,"optimizer":"momentum","learning_rate":1E+30,"momentum":0.8,"clip_norm":1,"negative_samples":64,"epochs":2,"vocabulary_size":200,"validation_fraction":0.1,"summary_interval":500,"precision":"float32","max_histograms":1,"model":"rnn"}','6d176c37a05734e1c40e8f9695578246bdbe52ce64bc0ec1131605e81834b676',1,1,0,9.1319201877269506779e+30,555,9.1319201877269506779e+30,555,'{"val/loss":9.131920187726951E+30,"perf/steps_per_second":134.13531619474205,"val/perplexity":"Infinity","epoch":1,"train/loss":3.1135039005417473E+30,"train/loss_20":2.8686612485104413E+30,"val/nce":3.200527415996706E+30,"train/grad_norm":3.1824791431427}',555,1110,1,1.9329101999999998007,'2026-11-29T21:24:09.310960Z',NULL,'val/perplexity became Infinity at step 555.','Silo_9df73','2026-11-29T21:24:07.378051Z','2026-11-29T21:24:09.310960Z',0,1,555);
INSERT INTO trials VALUES('01A2293F-A6B4-753D-91DB-9914B67A05BD',1,'Pending','{"initialization":"scaled","targets":"last","cell":"gru","embedding_size":4,"rnn_size":4,"hidden_size":4,"sequence_length":5,"batch_size":64,"optimizer":"momentum","learning_rate":0.05,"momentum":0.8,"clip_norm":null,"negative_samples":64,"epochs":60,"vocabulary_size":200,"validation_fraction":0.1,"summary_interval":500,"precision":"float32","max_histograms":1,"model":"rnn"}','1b8e9cb300a5972116fcfb95ac2a01053a7551be923bbcc7b2b2fad16a201ca6',1,1,0,4.0226437524707616688,555,4.0226437524707616688,555,'{"val/perplexity":55.8485605940166,"perf/steps_per_second":161.42215856645382,"train/loss_20":4.225250864028931,"train/loss":4.336848978562789,"epoch":1,"train/grad_norm":0.17066983878612518,"val/loss":4.022643752470762,"val/nce":4.28849346030929}',722,33300,1,6.8442671999999999954,'2026-11-29T21:39:38.663447Z',NULL,NULL,'Silo_79cce','2026-11-29T21:39:31.819182Z',NULL,1,1,555);
INSERT INTO trials VALUES('01A2293F-A6B4-753D-91DB-9914B67A05BD',2,'Pending','{"initialization":"scaled","targets":"last","cell":"gru","embedding_size":4,"rnn_size":4,"hidden_size":4,"sequence_length":5,"batch_size":64,"optimizer":"momentum","learning_rate":0.05,"momentum":0.8,"clip_norm":1,"negative_samples":64,"epochs":60,"vocabulary_size":200,"validation_fraction":0.1,"summary_interval":500,"precision":"float32","max_histograms":1,"model":"rnn"}','f5c21e3b43efadfce258e53a6ec8744b221ab516b795c1e04d85d743cd22f22c',1,0,0,NULL,NULL,NULL,NULL,'{}',0,0,0,0.0,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,0);
CREATE TABLE IF NOT EXISTS "attempts" (
    "sweep_id" TEXT NOT NULL,
    "trial" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "silo" TEXT NOT NULL,
    "from_step" INTEGER NOT NULL,
    "started_at" TEXT NOT NULL,
    "ended_at" TEXT NULL,
    "outcome" TEXT NULL,
    "reason" TEXT NULL,
    CONSTRAINT "PK_attempts" PRIMARY KEY ("sweep_id", "trial", "number"),
    CONSTRAINT "FK_attempts_trials_sweep_id_trial" FOREIGN KEY ("sweep_id", "trial") REFERENCES "trials" ("sweep_id", "number") ON DELETE CASCADE
);
INSERT INTO attempts VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,1,'Silo_9df73',0,'2026-11-29T21:23:45.196513Z','2026-11-29T21:23:58.175103Z','Completed',NULL);
INSERT INTO attempts VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,1,'Silo_9df73',0,'2026-11-29T21:23:58.351125Z','2026-11-29T21:24:05.092626Z','Completed',NULL);
INSERT INTO attempts VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',3,1,'Silo_9df73',0,'2026-11-29T21:24:05.124213Z','2026-11-29T21:24:07.369441Z','Diverged','val/perplexity became Infinity at step 555.');
INSERT INTO attempts VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',4,1,'Silo_9df73',0,'2026-11-29T21:24:07.378051Z','2026-11-29T21:24:09.310960Z','Diverged','val/perplexity became Infinity at step 555.');
INSERT INTO attempts VALUES('01A2293F-A6B4-753D-91DB-9914B67A05BD',1,1,'Silo_79cce',0,'2026-11-29T21:39:31.819182Z','2026-11-29T21:39:38.663447Z','HandedBack',NULL);
CREATE TABLE IF NOT EXISTS "checkpoints" (
    "sweep_id" TEXT NOT NULL,
    "trial" INTEGER NOT NULL,
    "step" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL,
    "location" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "recorded_at" TEXT NOT NULL,
    CONSTRAINT "PK_checkpoints" PRIMARY KEY ("sweep_id", "trial", "step"),
    CONSTRAINT "FK_checkpoints_trials_sweep_id_trial" FOREIGN KEY ("sweep_id", "trial") REFERENCES "trials" ("sweep_id", "number") ON DELETE CASCADE
);
INSERT INTO checkpoints VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,1110,1,'old/trial-0001/step-000001110-attempt-1.safetensors',19413,'2026-11-29T21:23:57.913583Z');
INSERT INTO checkpoints VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,1110,1,'old/trial-0002/step-000001110-attempt-1.safetensors',19410,'2026-11-29T21:24:05.085155Z');
INSERT INTO checkpoints VALUES('01A2293F-A6B4-753D-91DB-9914B67A05BD',1,722,1,'stopped/trial-0001/step-000000722-attempt-1.safetensors',19430,'2026-11-29T21:39:38.443824Z');
CREATE TABLE IF NOT EXISTS "checkpoint_parts" (
    "sweep_id" TEXT NOT NULL,
    "trial" INTEGER NOT NULL,
    "step" INTEGER NOT NULL,
    "part" INTEGER NOT NULL,
    "data" BLOB NOT NULL,
    CONSTRAINT "PK_checkpoint_parts" PRIMARY KEY ("sweep_id", "trial", "step", "part"),
    CONSTRAINT "FK_checkpoint_parts_checkpoints_sweep_id_trial_step" FOREIGN KEY ("sweep_id", "trial", "step") REFERENCES "checkpoints" ("sweep_id", "trial", "step") ON DELETE CASCADE
);
CREATE TABLE IF NOT EXISTS "orleans_members" (
    "cluster_id" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "silo_name" TEXT NOT NULL,
    "host_name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "proxy_port" INTEGER NOT NULL,
    "suspicions" TEXT NOT NULL,
    "started_at" TEXT NOT NULL,
    "alive_at" TEXT NOT NULL,
    "etag" TEXT NOT NULL,
    CONSTRAINT "PK_orleans_members" PRIMARY KEY ("cluster_id", "address")
);
CREATE TABLE IF NOT EXISTS "orleans_membership_versions" (
    "cluster_id" TEXT NOT NULL CONSTRAINT "PK_orleans_membership_versions" PRIMARY KEY,
    "version" INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS "orleans_reminders" (
    "service_id" TEXT NOT NULL,
    "grain_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "grain_hash" INTEGER NOT NULL,
    "start_at" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "etag" TEXT NOT NULL,
    CONSTRAINT "PK_orleans_reminders" PRIMARY KEY ("service_id", "grain_id", "name")
);
CREATE TABLE IF NOT EXISTS "requests" (
    "id" TEXT NOT NULL CONSTRAINT "PK_requests" PRIMARY KEY,
    "sweep_id" TEXT NOT NULL,
    "verb" TEXT NOT NULL,
    "time" TEXT NOT NULL, "answer" INTEGER NOT NULL DEFAULT 0, "trial" INTEGER NULL,
    CONSTRAINT "FK_requests_sweeps_sweep_id" FOREIGN KEY ("sweep_id") REFERENCES "sweeps" ("id") ON DELETE CASCADE
);
CREATE TABLE IF NOT EXISTS "metrics" (
    "sweep_id" TEXT NOT NULL,
    "trial" INTEGER NOT NULL,
    "step" INTEGER NOT NULL,
    "metric" TEXT NOT NULL,
    "recorded_at" TEXT NOT NULL,
    "value" REAL NULL,
    CONSTRAINT "PK_metrics" PRIMARY KEY ("sweep_id", "trial", "step", "metric")
);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,500,'train/loss','2026-11-29T21:23:51.282293Z',4.2934421133995055441);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,500,'train/loss_20','2026-11-29T21:23:51.282293Z',4.2341682553291324353);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,500,'train/grad_norm','2026-11-29T21:23:51.282293Z',0.11246032267808914184);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,500,'perf/steps_per_second','2026-11-29T21:23:51.282293Z',99.504622208611763767);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,555,'train/loss','2026-11-29T21:23:52.121225Z',4.3368489785627888366);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,555,'train/loss_20','2026-11-29T21:23:52.121225Z',4.2252508640289310193);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,555,'train/grad_norm','2026-11-29T21:23:52.121225Z',0.1706698387861251831);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,555,'perf/steps_per_second','2026-11-29T21:23:52.121225Z',132.82364473394096648);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,555,'epoch','2026-11-29T21:23:52.121225Z',1.0);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,555,'val/loss','2026-11-29T21:23:52.121225Z',4.0226437524707616688);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,555,'val/nce','2026-11-29T21:23:52.121225Z',4.2884934603092901284);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,555,'val/perplexity','2026-11-29T21:23:52.121225Z',55.848560594016596779);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,1000,'train/loss','2026-11-29T21:23:56.305173Z',4.2936413920327520798);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,1000,'train/loss_20','2026-11-29T21:23:56.305173Z',4.1439277052879335272);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,1000,'train/grad_norm','2026-11-29T21:23:56.305173Z',0.14126050472259521484);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,1000,'perf/steps_per_second','2026-11-29T21:23:56.305173Z',107.29483088466035667);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,1110,'train/loss','2026-11-29T21:23:57.556965Z',4.2658851125023584671);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,1110,'train/loss_20','2026-11-29T21:23:57.556965Z',4.1770866632461549627);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,1110,'train/grad_norm','2026-11-29T21:23:57.556965Z',0.11870474368333816528);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,1110,'perf/steps_per_second','2026-11-29T21:23:57.556965Z',137.2007993568026336);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,1110,'epoch','2026-11-29T21:23:57.556965Z',2.0);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,1110,'text/distinct_2','2026-11-29T21:23:57.556965Z',0.0050251256281407027243);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,1110,'text/longest_repeat','2026-11-29T21:23:57.556965Z',199.0);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,1110,'val/loss','2026-11-29T21:23:57.556965Z',4.0354823569257654014);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,1110,'val/nce','2026-11-29T21:23:57.556965Z',4.2758608495066301458);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,1110,'val/perplexity','2026-11-29T21:23:57.556965Z',56.570200686430531789);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,500,'train/loss','2026-11-29T21:24:01.365063Z',4.2934421133995055441);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,500,'train/loss_20','2026-11-29T21:24:01.365063Z',4.2341682553291324353);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,500,'train/grad_norm','2026-11-29T21:24:01.365063Z',0.11246032267808914184);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,500,'perf/steps_per_second','2026-11-29T21:24:01.365063Z',169.61763469768897039);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,555,'train/loss','2026-11-29T21:24:01.821009Z',4.3368489785627888366);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,555,'train/loss_20','2026-11-29T21:24:01.821009Z',4.2252508640289310193);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,555,'train/grad_norm','2026-11-29T21:24:01.821009Z',0.1706698387861251831);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,555,'perf/steps_per_second','2026-11-29T21:24:01.821009Z',149.2935159383043242);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,555,'epoch','2026-11-29T21:24:01.821009Z',1.0);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,555,'val/loss','2026-11-29T21:24:01.821009Z',4.0226437524707616688);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,555,'val/nce','2026-11-29T21:24:01.821009Z',4.2884934603092901284);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,555,'val/perplexity','2026-11-29T21:24:01.821009Z',55.848560594016596779);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,1000,'train/loss','2026-11-29T21:24:04.037097Z',4.2936413920327520798);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,1000,'train/loss_20','2026-11-29T21:24:04.037097Z',4.1439277052879335272);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,1000,'train/grad_norm','2026-11-29T21:24:04.037097Z',0.14126050472259521484);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,1000,'perf/steps_per_second','2026-11-29T21:24:04.037097Z',201.21544983771184433);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,1110,'train/loss','2026-11-29T21:24:05.069342Z',4.2658851125023584671);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,1110,'train/loss_20','2026-11-29T21:24:05.069342Z',4.1770866632461549627);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,1110,'train/grad_norm','2026-11-29T21:24:05.069342Z',0.11870474368333816528);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,1110,'perf/steps_per_second','2026-11-29T21:24:05.069342Z',188.74681210924046581);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,1110,'epoch','2026-11-29T21:24:05.069342Z',2.0);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,1110,'text/distinct_2','2026-11-29T21:24:05.069342Z',0.0050251256281407027243);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,1110,'text/longest_repeat','2026-11-29T21:24:05.069342Z',199.0);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,1110,'val/loss','2026-11-29T21:24:05.069342Z',4.0354823569257654014);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,1110,'val/nce','2026-11-29T21:24:05.069342Z',4.2758608495066301458);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,1110,'val/perplexity','2026-11-29T21:24:05.069342Z',56.570200686430531789);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',3,500,'train/loss','2026-11-29T21:24:06.972865Z',1.0003502396862616811e+31);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',3,500,'train/loss_20','2026-11-29T21:24:06.972865Z',8.9644125629511637251e+30);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',3,500,'train/grad_norm','2026-11-29T21:24:06.972865Z',0.48663786053657531738);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',3,500,'perf/steps_per_second','2026-11-29T21:24:06.972865Z',274.2959713876386445);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',3,555,'train/loss','2026-11-29T21:24:07.354311Z',8.9699904010622547971e+30);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',3,555,'train/loss_20','2026-11-29T21:24:07.354311Z',8.737730902193573926e+30);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',3,555,'train/grad_norm','2026-11-29T21:24:07.354311Z',0.39836090803146362304);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',3,555,'perf/steps_per_second','2026-11-29T21:24:07.354311Z',379.33258156512624737);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',3,555,'epoch','2026-11-29T21:24:07.354311Z',1.0);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',3,555,'val/loss','2026-11-29T21:24:07.354311Z',1.1121347006508542899e+31);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',3,555,'val/nce','2026-11-29T21:24:07.354311Z',7.0783459527792257641e+30);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',3,555,'val/perplexity','2026-11-29T21:24:07.354311Z',1e999);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',4,500,'train/loss','2026-11-29T21:24:08.406701Z',2.9299739706570192998e+30);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',4,500,'train/loss_20','2026-11-29T21:24:08.406701Z',2.9435569986765254563e+30);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',4,500,'train/grad_norm','2026-11-29T21:24:08.406701Z',0.48663786053657531738);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',4,500,'perf/steps_per_second','2026-11-29T21:24:08.406701Z',501.08384435534060229);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',4,555,'train/loss','2026-11-29T21:24:09.308914Z',3.1135039005417472974e+30);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',4,555,'train/loss_20','2026-11-29T21:24:09.308914Z',2.8686612485104413202e+30);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',4,555,'train/grad_norm','2026-11-29T21:24:09.308914Z',3.1824791431427001953);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',4,555,'perf/steps_per_second','2026-11-29T21:24:09.308914Z',134.13531619474204603);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',4,555,'epoch','2026-11-29T21:24:09.308914Z',1.0);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',4,555,'val/loss','2026-11-29T21:24:09.308914Z',9.1319201877269506779e+30);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',4,555,'val/nce','2026-11-29T21:24:09.308914Z',3.2005274159967058366e+30);
INSERT INTO metrics VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',4,555,'val/perplexity','2026-11-29T21:24:09.308914Z',1e999);
INSERT INTO metrics VALUES('01A2293F-A6B4-753D-91DB-9914B67A05BD',1,500,'train/loss','2026-11-29T21:39:36.425692Z',4.2934421133995055441);
INSERT INTO metrics VALUES('01A2293F-A6B4-753D-91DB-9914B67A05BD',1,500,'train/loss_20','2026-11-29T21:39:36.425692Z',4.2341682553291324353);
INSERT INTO metrics VALUES('01A2293F-A6B4-753D-91DB-9914B67A05BD',1,500,'train/grad_norm','2026-11-29T21:39:36.425692Z',0.11246032267808914184);
INSERT INTO metrics VALUES('01A2293F-A6B4-753D-91DB-9914B67A05BD',1,500,'perf/steps_per_second','2026-11-29T21:39:36.425692Z',133.7537194903084412);
INSERT INTO metrics VALUES('01A2293F-A6B4-753D-91DB-9914B67A05BD',1,555,'train/loss','2026-11-29T21:39:37.155833Z',4.3368489785627888366);
INSERT INTO metrics VALUES('01A2293F-A6B4-753D-91DB-9914B67A05BD',1,555,'train/loss_20','2026-11-29T21:39:37.155833Z',4.2252508640289310193);
INSERT INTO metrics VALUES('01A2293F-A6B4-753D-91DB-9914B67A05BD',1,555,'train/grad_norm','2026-11-29T21:39:37.155833Z',0.1706698387861251831);
INSERT INTO metrics VALUES('01A2293F-A6B4-753D-91DB-9914B67A05BD',1,555,'perf/steps_per_second','2026-11-29T21:39:37.155833Z',161.42215856645381676);
INSERT INTO metrics VALUES('01A2293F-A6B4-753D-91DB-9914B67A05BD',1,555,'epoch','2026-11-29T21:39:37.155833Z',1.0);
INSERT INTO metrics VALUES('01A2293F-A6B4-753D-91DB-9914B67A05BD',1,555,'val/loss','2026-11-29T21:39:37.155833Z',4.0226437524707616688);
INSERT INTO metrics VALUES('01A2293F-A6B4-753D-91DB-9914B67A05BD',1,555,'val/nce','2026-11-29T21:39:37.155833Z',4.2884934603092901284);
INSERT INTO metrics VALUES('01A2293F-A6B4-753D-91DB-9914B67A05BD',1,555,'val/perplexity','2026-11-29T21:39:37.155833Z',55.848560594016596779);
CREATE TABLE IF NOT EXISTS "summaries" (
    "sweep_id" TEXT NOT NULL,
    "trial" INTEGER NOT NULL,
    "step" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    "recorded_at" TEXT NOT NULL,
    CONSTRAINT "PK_summaries" PRIMARY KEY ("sweep_id", "trial", "step")
);
INSERT INTO summaries VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,555,'{"histograms":[],"texts":[{"name":"sample","text":"**Start:** who had come down by \u2026\n\n**Likeliest words:** \u2026 \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u2026\n\n**Temperature 0.8:** \u2026 a\u0022 of mr\u0022 and \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt;. out \u0026lt;unk\u0026gt; i. a \u0026lt;unk\u0026gt; have but \u0026lt;unk\u0026gt;. the and but \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; that his, \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt;.. \u0026lt;unk\u0026gt; was i. it of \u2026"}]}','2026-11-29T21:23:52.121225Z');
INSERT INTO summaries VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,1000,'{"histograms":[{"name":"outputs/embedding","left":-0.10559730976819992,"right":0.19595220685005188,"counts":[97,52,49,39,23,27,99,86,63,89,38,72,37,72,70,50,36,39,28,55,41,2,0,58,0,0,0,0,0,58],"not_finite":0},{"name":"outputs/rnn","left":-0.06592055410146713,"right":0.056808073073625565,"counts":[2,2,4,4,5,6,13,13,20,32,40,51,82,112,127,151,144,118,114,64,55,35,32,26,13,6,2,3,3,1],"not_finite":0},{"name":"outputs/hidden","left":-0.030299626290798187,"right":0.06681976467370987,"counts":[4,4,3,11,10,12,14,19,16,13,12,24,28,25,15,7,4,6,8,4,1,0,6,4,4,1,0,0,0,1],"not_finite":0},{"name":"gates/reset","left":0.7027246356010437,"right":0.7569560408592224,"counts":[1,7,3,7,7,12,12,29,44,40,37,72,104,101,106,136,91,82,79,53,61,36,28,21,19,5,16,15,31,25],"not_finite":0},{"name":"gates/update","left":0.7074612975120544,"right":0.7489904761314392,"counts":[1,1,3,6,2,12,7,19,31,53,70,54,60,56,99,119,104,87,82,42,41,58,86,42,55,35,36,10,5,4],"not_finite":0},{"name":"gates/candidate","left":-0.1321500688791275,"right":0.1054057776927948,"counts":[9,11,28,16,5,7,7,19,17,35,49,42,61,82,96,78,82,91,99,118,76,73,41,41,33,23,23,8,6,4],"not_finite":0},{"name":"gradients/embedding","left":-0.0021268760319799185,"right":0.0006858087726868689,"counts":[1,0,0,0,0,0,0,0,0,0,1,0,0,0,1,0,1,5,3,7,24,73,148,82,19,3,3,1,3,1],"not_finite":0},{"name":"gradients/rnn/input_weights","left":-0.0005467018345370889,"right":0.0005926889716647565,"counts":[1,0,1,0,0,0,0,0,0,1,1,4,1,1,30,5,1,0,0,0,0,0,0,0,1,0,0,0,0,1],"not_finite":0},{"name":"gradients/rnn/gate_weights","left":-5.502176918525947E-06,"right":1.3906278581998777E-06,"counts":[1,0,0,0,0,0,0,0,1,0,0,0,1,1,0,0,1,0,0,1,2,1,0,13,6,3,0,0,0,1],"not_finite":0},{"name":"gradients/rnn/candidate_weights","left":-5.221511673880741E-05,"right":5.996591062285006E-05,"counts":[1,2,0,1,0,2,0,0,1,0,0,1,0,1,0,0,2,0,0,2,0,2,0,0,0,0,0,0,0,1],"not_finite":0},{"name":"gradients/rnn/bias","left":-0.005894215777516365,"right":0.008817007765173912,"counts":[1,0,1,0,0,0,0,0,0,0,0,1,8,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1],"not_finite":0},{"name":"gradients/hidden/weights","left":-0.0002670880639925599,"right":0.00035695446422323585,"counts":[2,0,0,0,0,1,0,2,1,0,0,2,0,1,2,1,0,1,0,0,0,0,0,1,0,0,0,0,1,1],"not_finite":0},{"name":"gradients/hidden/bias","left":-0.009987860918045044,"right":0.007677819114178419,"counts":[1,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,0,1,0,0,0,0,0,0,0,0,1],"not_finite":0},{"name":"gradients/output/weights","left":-0.0024554100818932056,"right":0.0010373173281550407,"counts":[1,0,0,0,0,0,0,0,0,0,0,1,2,1,2,3,4,3,12,20,77,114,63,12,5,1,0,2,0,1],"not_finite":0},{"name":"gradients/output/bias","left":-0.07015567272901535,"right":0.0369010828435421,"counts":[1,0,0,1,0,0,0,0,0,0,2,0,0,0,0,15,0,6,1,2,3,30,13,5,0,1,0,0,0,1],"not_finite":0},{"name":"weights/embedding","left":-0.10570491850376129,"right":0.19614681601524353,"counts":[17,48,34,37,35,32,45,41,42,49,47,38,27,45,44,39,39,49,38,31,24,1,0,1,0,0,0,0,0,1],"not_finite":0},{"name":"weights/rnn/input_weights","left":-0.6578441858291626,"right":0.6387418508529663,"counts":[2,0,0,2,0,1,3,3,0,0,3,0,3,1,2,3,3,1,4,1,4,1,3,1,2,0,0,1,2,2],"not_finite":0},{"name":"weights/rnn/gate_weights","left":-0.45004117488861084,"right":0.6291084885597229,"counts":[1,2,1,1,0,0,1,0,2,3,2,2,0,2,0,1,2,1,2,1,2,1,1,0,1,0,0,1,1,1],"not_finite":0},{"name":"weights/rnn/candidate_weights","left":-0.5082095861434937,"right":0.5400452017784119,"counts":[1,0,0,0,0,1,0,1,0,1,0,0,1,0,0,1,2,1,1,1,1,0,0,1,1,0,0,0,0,2],"not_finite":0},{"name":"weights/rnn/bias","left":-0.008193410001695156,"right":1.0000666379928589,"counts":[4,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,8],"not_finite":0},{"name":"weights/hidden/weights","left":-0.8827311396598816,"right":0.37951043248176575,"counts":[1,0,1,0,0,0,0,1,0,0,0,0,1,0,0,1,0,0,1,2,2,1,0,0,0,0,2,0,1,2],"not_finite":0},{"name":"weights/hidden/bias","left":-0.01067332737147808,"right":0.010079561732709408,"counts":[1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,1,0,1],"not_finite":0},{"name":"weights/output/weights","left":-0.12199980020523071,"right":0.18314668536186218,"counts":[1,0,10,10,28,25,45,35,49,57,59,61,75,72,59,52,57,40,23,15,19,10,1,0,0,0,0,0,0,1],"not_finite":0},{"name":"weights/output/bias","left":-7.895589828491211,"right":-1.640809178352356,"counts":[1,1,5,33,28,25,18,20,10,10,13,6,3,4,4,4,4,1,1,3,1,1,0,2,1,1,0,0,0,1],"not_finite":0}],"texts":[]}','2026-11-29T21:23:56.305173Z');
INSERT INTO summaries VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',1,1110,'{"histograms":[],"texts":[{"name":"sample","text":"**Start:** who had come down by \u2026\n\n**Likeliest words:** \u2026 \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u2026\n\n**Temperature 0.8:** \u2026 table \u0026lt;unk\u0026gt; the come \u0026lt;unk\u0026gt;. \u0026lt;unk\u0026gt; his he for,, \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt;\u0022 that me \u0026lt;unk\u0026gt; upon it a what we, \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt;? in two is light \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; a \u0026lt;unk\u0026gt; he, have. \u0026lt;unk\u0026gt; \u2026"}]}','2026-11-29T21:23:57.556965Z');
INSERT INTO summaries VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,555,'{"histograms":[],"texts":[{"name":"sample","text":"**Start:** who had come down by \u2026\n\n**Likeliest words:** \u2026 \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u2026\n\n**Temperature 0.8:** \u2026 a\u0022 of mr\u0022 and \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt;. out \u0026lt;unk\u0026gt; i. a \u0026lt;unk\u0026gt; have but \u0026lt;unk\u0026gt;. the and but \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; that his, \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt;.. \u0026lt;unk\u0026gt; was i. it of \u2026"}]}','2026-11-29T21:24:01.821009Z');
INSERT INTO summaries VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,1000,'{"histograms":[{"name":"outputs/embedding","left":-0.10559730976819992,"right":0.19595220685005188,"counts":[97,52,49,39,23,27,99,86,63,89,38,72,37,72,70,50,36,39,28,55,41,2,0,58,0,0,0,0,0,58],"not_finite":0},{"name":"outputs/rnn","left":-0.06592055410146713,"right":0.056808073073625565,"counts":[2,2,4,4,5,6,13,13,20,32,40,51,82,112,127,151,144,118,114,64,55,35,32,26,13,6,2,3,3,1],"not_finite":0},{"name":"outputs/hidden","left":-0.030299626290798187,"right":0.06681976467370987,"counts":[4,4,3,11,10,12,14,19,16,13,12,24,28,25,15,7,4,6,8,4,1,0,6,4,4,1,0,0,0,1],"not_finite":0},{"name":"gates/reset","left":0.7027246356010437,"right":0.7569560408592224,"counts":[1,7,3,7,7,12,12,29,44,40,37,72,104,101,106,136,91,82,79,53,61,36,28,21,19,5,16,15,31,25],"not_finite":0},{"name":"gates/update","left":0.7074612975120544,"right":0.7489904761314392,"counts":[1,1,3,6,2,12,7,19,31,53,70,54,60,56,99,119,104,87,82,42,41,58,86,42,55,35,36,10,5,4],"not_finite":0},{"name":"gates/candidate","left":-0.1321500688791275,"right":0.1054057776927948,"counts":[9,11,28,16,5,7,7,19,17,35,49,42,61,82,96,78,82,91,99,118,76,73,41,41,33,23,23,8,6,4],"not_finite":0},{"name":"gradients/embedding","left":-0.0021268760319799185,"right":0.0006858087726868689,"counts":[1,0,0,0,0,0,0,0,0,0,1,0,0,0,1,0,1,5,3,7,24,73,148,82,19,3,3,1,3,1],"not_finite":0},{"name":"gradients/rnn/input_weights","left":-0.0005467018345370889,"right":0.0005926889716647565,"counts":[1,0,1,0,0,0,0,0,0,1,1,4,1,1,30,5,1,0,0,0,0,0,0,0,1,0,0,0,0,1],"not_finite":0},{"name":"gradients/rnn/gate_weights","left":-5.502176918525947E-06,"right":1.3906278581998777E-06,"counts":[1,0,0,0,0,0,0,0,1,0,0,0,1,1,0,0,1,0,0,1,2,1,0,13,6,3,0,0,0,1],"not_finite":0},{"name":"gradients/rnn/candidate_weights","left":-5.221511673880741E-05,"right":5.996591062285006E-05,"counts":[1,2,0,1,0,2,0,0,1,0,0,1,0,1,0,0,2,0,0,2,0,2,0,0,0,0,0,0,0,1],"not_finite":0},{"name":"gradients/rnn/bias","left":-0.005894215777516365,"right":0.008817007765173912,"counts":[1,0,1,0,0,0,0,0,0,0,0,1,8,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1],"not_finite":0},{"name":"gradients/hidden/weights","left":-0.0002670880639925599,"right":0.00035695446422323585,"counts":[2,0,0,0,0,1,0,2,1,0,0,2,0,1,2,1,0,1,0,0,0,0,0,1,0,0,0,0,1,1],"not_finite":0},{"name":"gradients/hidden/bias","left":-0.009987860918045044,"right":0.007677819114178419,"counts":[1,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,0,1,0,0,0,0,0,0,0,0,1],"not_finite":0},{"name":"gradients/output/weights","left":-0.0024554100818932056,"right":0.0010373173281550407,"counts":[1,0,0,0,0,0,0,0,0,0,0,1,2,1,2,3,4,3,12,20,77,114,63,12,5,1,0,2,0,1],"not_finite":0},{"name":"gradients/output/bias","left":-0.07015567272901535,"right":0.0369010828435421,"counts":[1,0,0,1,0,0,0,0,0,0,2,0,0,0,0,15,0,6,1,2,3,30,13,5,0,1,0,0,0,1],"not_finite":0},{"name":"weights/embedding","left":-0.10570491850376129,"right":0.19614681601524353,"counts":[17,48,34,37,35,32,45,41,42,49,47,38,27,45,44,39,39,49,38,31,24,1,0,1,0,0,0,0,0,1],"not_finite":0},{"name":"weights/rnn/input_weights","left":-0.6578441858291626,"right":0.6387418508529663,"counts":[2,0,0,2,0,1,3,3,0,0,3,0,3,1,2,3,3,1,4,1,4,1,3,1,2,0,0,1,2,2],"not_finite":0},{"name":"weights/rnn/gate_weights","left":-0.45004117488861084,"right":0.6291084885597229,"counts":[1,2,1,1,0,0,1,0,2,3,2,2,0,2,0,1,2,1,2,1,2,1,1,0,1,0,0,1,1,1],"not_finite":0},{"name":"weights/rnn/candidate_weights","left":-0.5082095861434937,"right":0.5400452017784119,"counts":[1,0,0,0,0,1,0,1,0,1,0,0,1,0,0,1,2,1,1,1,1,0,0,1,1,0,0,0,0,2],"not_finite":0},{"name":"weights/rnn/bias","left":-0.008193410001695156,"right":1.0000666379928589,"counts":[4,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,8],"not_finite":0},{"name":"weights/hidden/weights","left":-0.8827311396598816,"right":0.37951043248176575,"counts":[1,0,1,0,0,0,0,1,0,0,0,0,1,0,0,1,0,0,1,2,2,1,0,0,0,0,2,0,1,2],"not_finite":0},{"name":"weights/hidden/bias","left":-0.01067332737147808,"right":0.010079561732709408,"counts":[1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,1,0,1],"not_finite":0},{"name":"weights/output/weights","left":-0.12199980020523071,"right":0.18314668536186218,"counts":[1,0,10,10,28,25,45,35,49,57,59,61,75,72,59,52,57,40,23,15,19,10,1,0,0,0,0,0,0,1],"not_finite":0},{"name":"weights/output/bias","left":-7.895589828491211,"right":-1.640809178352356,"counts":[1,1,5,33,28,25,18,20,10,10,13,6,3,4,4,4,4,1,1,3,1,1,0,2,1,1,0,0,0,1],"not_finite":0}],"texts":[]}','2026-11-29T21:24:04.037097Z');
INSERT INTO summaries VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',2,1110,'{"histograms":[],"texts":[{"name":"sample","text":"**Start:** who had come down by \u2026\n\n**Likeliest words:** \u2026 \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u2026\n\n**Temperature 0.8:** \u2026 table \u0026lt;unk\u0026gt; the come \u0026lt;unk\u0026gt;. \u0026lt;unk\u0026gt; his he for,, \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt;\u0022 that me \u0026lt;unk\u0026gt; upon it a what we, \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt;? in two is light \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; a \u0026lt;unk\u0026gt; he, have. \u0026lt;unk\u0026gt; \u2026"}]}','2026-11-29T21:24:05.069342Z');
INSERT INTO summaries VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',3,555,'{"histograms":[],"texts":[{"name":"sample","text":"**Start:** who had come down by \u2026\n\n**Likeliest words:** \u2026 \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u2026\n\n**Temperature 0.8:** \u2026 \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u2026"}]}','2026-11-29T21:24:07.354311Z');
INSERT INTO summaries VALUES('01A22931-18B2-7995-9849-D3FBC4F6594C',4,555,'{"histograms":[],"texts":[{"name":"sample","text":"**Start:** who had come down by \u2026\n\n**Likeliest words:** \u2026 \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u2026\n\n**Temperature 0.8:** \u2026 \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u2026"}]}','2026-11-29T21:24:09.308914Z');
INSERT INTO summaries VALUES('01A2293F-A6B4-753D-91DB-9914B67A05BD',1,555,'{"histograms":[],"texts":[{"name":"sample","text":"**Start:** who had come down by \u2026\n\n**Likeliest words:** \u2026 \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u2026\n\n**Temperature 0.8:** \u2026 a\u0022 of mr\u0022 and \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt;. out \u0026lt;unk\u0026gt; i. a \u0026lt;unk\u0026gt; have but \u0026lt;unk\u0026gt;. the and but \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt; that his, \u0026lt;unk\u0026gt; \u0026lt;unk\u0026gt;.. \u0026lt;unk\u0026gt; was i. it of \u2026"}]}','2026-11-29T21:39:37.155833Z');
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('events',18);
CREATE INDEX "IX_events_sweep_id_id" ON "events" ("sweep_id", "id");
CREATE UNIQUE INDEX "IX_sweeps_folder" ON "sweeps" ("folder");
CREATE UNIQUE INDEX "IX_trials_sweep_id_cell_hash_seed" ON "trials" ("sweep_id", "cell_hash", "seed");
CREATE INDEX "IX_trials_sweep_id_status" ON "trials" ("sweep_id", "status");
CREATE INDEX "IX_trials_pending" ON "trials" ("sweep_id", "number") WHERE status = 'Pending';
CREATE INDEX "IX_trials_running" ON "trials" ("silo", "slot") WHERE status = 'Running';
CREATE INDEX "IX_orleans_reminders_service_id_grain_hash" ON "orleans_reminders" ("service_id", "grain_hash");
CREATE INDEX "IX_requests_sweep_id" ON "requests" ("sweep_id");
CREATE INDEX "IX_metrics_epoch" ON "metrics" ("sweep_id", "trial", "step") WHERE metric = 'epoch';
CREATE VIEW trial_summary AS
SELECT s.folder AS sweep, t.number AS trial, t.status, t.hyperparameters, t.seed, t.attempt AS attempts, s.objective,
       t.best_value, t.best_step, t.last_value, t.last_step, t.epoch, t.seconds, t.weights_hash, t.reason, t.silo,
       t.started_at, t.finished_at
FROM trials t JOIN sweeps s ON s.id = t.sweep_id;
CREATE VIEW best_trials AS
SELECT s.folder AS sweep,
       ROW_NUMBER() OVER (PARTITION BY t.sweep_id ORDER BY
           CASE t.status WHEN 'Failed' THEN 3 WHEN 'Diverged' THEN 2
               ELSE CASE WHEN t.best_value IS NULL THEN 1 ELSE 0 END END,
           CASE WHEN t.best_value IS NULL THEN 1 ELSE 0 END,
           CASE s.goal WHEN 'Maximize' THEN -t.best_value ELSE t.best_value END,
           t.number) AS rank,
       t.number AS trial, t.status, t.hyperparameters, s.objective, t.best_value, t.best_step, t.seconds
FROM trials t JOIN sweeps s ON s.id = t.sweep_id;
CREATE VIEW epoch_metrics AS
SELECT s.folder AS sweep, m.trial, CAST(e.value AS INTEGER) AS epoch, m.step, m.metric, m.value, m.recorded_at
FROM metrics e
JOIN metrics m ON m.sweep_id = e.sweep_id AND m.trial = e.trial AND m.step = e.step AND m.metric <> 'epoch'
JOIN sweeps s ON s.id = e.sweep_id
WHERE e.metric = 'epoch';
CREATE INDEX "IX_events_time_id" ON "events" ("time", "id");
COMMIT;
