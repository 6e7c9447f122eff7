create table "a" ("x" text not null, "n" integer not null, "k" varchar not null, "r" integer, "of_x_n_k_removed_r" integer, "count_6" integer, "created" integer, primary key ("k"));
