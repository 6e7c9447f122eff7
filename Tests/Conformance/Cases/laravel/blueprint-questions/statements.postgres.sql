create table "a" ("x" text not null, "n" integer not null, "k" varchar(255) not null, "r" integer null, "of_x_n_k_removed_r" integer null, "count_6" integer null, "created" integer null);
alter table "a" add primary key ("k");
