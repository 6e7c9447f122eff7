create table `users` (`id` char(26) not null, `u` char(26) not null, `uuid` char(36) not null, primary key (`id`)) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
create table `posts` (`id` bigint unsigned not null auto_increment primary key, `user_id` char(26) not null, `a_type` varchar(255) not null, `a_id` char(26) not null, `b_type` varchar(255) null, `b_id` char(26) null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
alter table `posts` add constraint `posts_user_id_foreign` foreign key (`user_id`) references `users` (`id`) on delete no action;
alter table `posts` add index `posts_a_type_a_id_index`(`a_type`, `a_id`);
alter table `posts` add index `posts_b_type_b_id_index`(`b_type`, `b_id`);
alter table `posts` comment = 'All posts';
