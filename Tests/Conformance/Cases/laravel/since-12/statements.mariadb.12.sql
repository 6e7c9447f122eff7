create table `a` (`id` bigint unsigned not null auto_increment primary key, `created_at` timestamp null, `updated_at` timestamp null, `b` varchar(255) not null default 'x') default character set utf8mb4 collate 'utf8mb4_unicode_ci';
alter table `a` drop `created_at`, drop `updated_at`;
alter table `a` add `c` varchar(255) null, algorithm=instant, lock=none;
