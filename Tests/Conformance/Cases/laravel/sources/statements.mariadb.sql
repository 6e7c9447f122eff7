create table `first` (`id` bigint unsigned not null auto_increment primary key) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
create table `blog_posts` (`id` bigint unsigned not null auto_increment primary key, `first_id` bigint unsigned not null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
alter table `blog_posts` add constraint `blog_posts_first_id_foreign` foreign key (`first_id`) references `first` (`id`);
create table `shop_orders` (`id` bigint unsigned not null auto_increment primary key, `post_id` bigint unsigned not null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
alter table `shop_orders` add constraint `shop_orders_post_id_foreign` foreign key (`post_id`) references `blog_posts` (`id`);
alter table `blog_posts` add `order_id` bigint unsigned null;
alter table `blog_posts` add constraint `blog_posts_order_id_foreign` foreign key (`order_id`) references `shop_orders` (`id`);
