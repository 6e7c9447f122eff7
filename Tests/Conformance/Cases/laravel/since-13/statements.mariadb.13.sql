create table `users` (`id` uuid not null, primary key (`id`)) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
create table `posts` (`id` bigint unsigned not null auto_increment primary key, `user_id` uuid not null, `other_id` char(26) null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
alter table `posts` add constraint `posts_user_id_foreign` foreign key (`user_id`) references `users` (`id`);
