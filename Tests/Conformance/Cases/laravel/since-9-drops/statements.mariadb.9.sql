create table `users` (`id` bigint unsigned not null auto_increment primary key) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
create table `posts` (`id` bigint unsigned not null auto_increment primary key, `user_id` bigint unsigned not null, `other_id` bigint unsigned not null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
alter table `posts` add constraint `posts_user_id_foreign` foreign key (`user_id`) references `users` (`id`);
alter table `posts` add constraint `posts_other_id_foreign` foreign key (`other_id`) references `users` (`id`);
alter table `posts` drop foreign key `posts_other_id_foreign`;
alter table `posts` drop `other_id`;
