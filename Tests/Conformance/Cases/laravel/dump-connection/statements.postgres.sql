CREATE TABLE public.migrations (id serial NOT NULL, migration character varying(255) NOT NULL, batch integer NOT NULL);
CREATE TABLE public.old (id bigint NOT NULL, name character varying(255), of_main integer);
ALTER TABLE ONLY public.old ADD CONSTRAINT old_pkey PRIMARY KEY (id);
INSERT INTO public.migrations VALUES (1, '2024_01_01_000001_step', 1);

alter table "old" add column "new" varchar(255) null;
