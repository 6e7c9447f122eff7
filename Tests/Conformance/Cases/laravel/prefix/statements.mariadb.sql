create table `app_users` (`id` bigint unsigned not null auto_increment primary key, `email` varchar(255) not null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
alter table `app_users` add unique `users_email_unique`(`email`);
create table `app_posts` (`id` bigint unsigned not null auto_increment primary key, `user_id` bigint unsigned not null, `title` varchar(255) not null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
alter table `app_posts` add constraint `posts_user_id_foreign` foreign key (`user_id`) references `app_users` (`id`);
alter table `app_posts` add index `posts_title_index`(`title`);
alter table `app_posts` drop index `posts_title_index`;
alter table `app_posts` add index `posts_title_user_id_index`(`title`, `user_id`);
rename table `app_posts` to `app_articles`;
