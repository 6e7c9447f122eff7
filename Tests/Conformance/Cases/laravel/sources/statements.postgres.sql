create table "first" ("id" bigserial primary key not null);
create table "blog_posts" ("id" bigserial primary key not null, "first_id" bigint not null);
alter table "blog_posts" add constraint "blog_posts_first_id_foreign" foreign key ("first_id") references "first" ("id");
create table "shop_orders" ("id" bigserial primary key not null, "post_id" bigint not null);
alter table "shop_orders" add constraint "shop_orders_post_id_foreign" foreign key ("post_id") references "blog_posts" ("id");
alter table "blog_posts" add column "order_id" bigint null;
alter table "blog_posts" add constraint "blog_posts_order_id_foreign" foreign key ("order_id") references "shop_orders" ("id");
