create table "first" ("id" integer not null primary key autoincrement);
create table "blog_posts" ("id" integer not null primary key autoincrement, "first_id" integer not null, foreign key("first_id") references "first"("id"));
create table "shop_orders" ("id" integer not null primary key autoincrement, "post_id" integer not null, foreign key("post_id") references "blog_posts"("id"));
alter table "blog_posts" add column "order_id" integer;
