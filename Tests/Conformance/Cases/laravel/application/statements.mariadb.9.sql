create table `people` (`id` bigint unsigned not null auto_increment primary key, `state` varchar(255) not null default 'active', `kind` enum('active', 'gone') not null, `level` int not null default '1') default character set utf8mb4 collate 'utf8mb4_unicode_ci';
create table `teams` (`id` char(36) not null, `user_id` bigint unsigned not null, `name` varchar(40) not null, `label` varchar(255) not null default 'from env', `missing` varchar(255) not null default 'fallback') default character set utf8mb4 collate 'utf8mb4_unicode_ci';
alter table `teams` add constraint `teams_user_id_foreign` foreign key (`user_id`) references `people` (`id`);
alter table `teams` add primary key (`id`);
create table `members` (`team_id` char(36) not null, `person_id` bigint unsigned not null, `common` varchar(255) null, `stamped_at` timestamp null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
create table `extra` (`id` bigint unsigned not null auto_increment primary key) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
